package io.halfdoor.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that point at a secret on disk and at a listener on this machine. The workers here have the
 * machine's own network, so that nothing but their parsers' manners keeps the canary from singing.
 */
class CanaryTest {

  private static final String SECRET = "the canary has sung";

  @TempDir Path folder;

  @Test
  void noFileMakesItsReaderOpenAnotherFileOrConnection() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret.txt"), SECRET);
    AtomicInteger hits = new AtomicInteger();
    try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Extractor extractor = new Extractor(Extractor.Options.defaults(), Sandbox.none())) {
      Thread.ofVirtual().start(() -> count(listener, hits));
      String url = "http://127.0.0.1:" + listener.getLocalPort() + "/";
      for (Map.Entry<String, byte[]> bait : baits(secret.toUri().toString(), url).entrySet()) {
        Path file = Files.write(folder.resolve("bait"), bait.getValue());
        String name = bait.getKey().substring(bait.getKey().lastIndexOf(' ') + 1);
        Extraction extraction = extractor.extract(file, name);
        assertThat(text(extraction)).as(bait.getKey()).doesNotContain("canary");
        assertThat(hits).as(bait.getKey()).hasValue(0);
      }
      // The listener does listen.
      try (Socket visitor = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
        assertThat(visitor.getInputStream().read()).isEqualTo('!');
      }
      assertThat(hits).hasValue(1);
    }
  }

  private static Map<String, byte[]> baits(String secret, String url) throws IOException {
    Map<String, byte[]> baits = new LinkedHashMap<>();
    for (String target : new String[] {secret, url}) {
      for (String doctype :
          new String[] {
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"%s\">]>",
            "<!DOCTYPE x [<!ENTITY %% p SYSTEM \"%s\">%%p;<!ENTITY e \"x\">]>",
            "<!DOCTYPE x SYSTEM \"%s\" [<!ENTITY e \"x\">]>"
          }) {
        addEntities(baits, doctype.formatted(target));
      }
      addLinks(baits, target);
    }
    return baits;
  }

  private static void addEntities(Map<String, byte[]> baits, String doctype) throws IOException {
    String kind = doctype + " ";
    baits.put(kind + "a.docx", HostileFiles.docx(doctype, "bait &e;"));
    baits.put(kind + "a.odt", odt(doctype));
    baits.put(kind + "a.epub", GoodFiles.epub(doctype, "bait &e;"));
    baits.put(kind + "a.svg", xml(doctype, "svg"));
    baits.put(kind + "a.xml", xml(doctype, "x"));
    for (String part : new String[] {"xl/workbook.xml", "xl/worksheets/sheet1.xml"}) {
      baits.put(kind + part + " a.xlsx", withDoctype(GoodFiles.xlsx(), part, doctype));
    }
    for (String part : new String[] {"ppt/presentation.xml", "ppt/slides/slide1.xml"}) {
      byte[] deck = GoodFiles.pptx(java.util.List.of("a", "b", "c"), "notes");
      baits.put(kind + part + " a.pptx", withDoctype(deck, part, doctype));
    }
    for (String part : new String[] {"[Content_Types].xml", "_rels/.rels", "docProps/core.xml"}) {
      baits.put(kind + part + " a.docx", withDoctype(GoodFiles.docx(), part, doctype));
    }
    baits.put(kind + "XFA a.pdf", xfa(doctype));
  }

  private static void addLinks(Map<String, byte[]> baits, String target) {
    String kind = target + " ";
    baits.put(kind + "stylesheet a.xml", stylesheet(target));
    baits.put(
        kind + "a.html",
        HostileFiles.utf8(
            "<html><head><link rel=stylesheet href='%1$s'><base href='%1$s'><script src='%1$s'></script>"
                    .formatted(target)
                + "</head><body>bait <img src='%1$s'><iframe src='%1$s'></iframe>"
                    .formatted(target)));
    baits.put(
        kind + "a.rtf",
        HostileFiles.utf8(
            "{\\rtf1 bait {\\field{\\*\\fldinst INCLUDETEXT \"" + target + "\"}{\\fldrslt x}}}"));
    baits.put(
        kind + "a.eml",
        HostileFiles.utf8(
            "From: a@example.org\r\nSubject: s\r\nMIME-Version: 1.0\r\nContent-Type: message/external-body;"
                + " access-type=URL; URL=\""
                + target
                + "\"\r\n\r\nContent-Type: text/plain\r\n\r\nbait"));
  }

  private static byte[] odt(String doctype) throws IOException {
    return GoodFiles.openDocument(
        "text", doctype, "<office:text><text:p>bait &e;</text:p></office:text>");
  }

  private static byte[] xml(String doctype, String root) {
    return HostileFiles.utf8(
        "<?xml version=\"1.0\"?>" + doctype + "<" + root + ">bait &e;</" + root + ">");
  }

  private static byte[] stylesheet(String target) {
    return HostileFiles.utf8(
        """
        <?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="%1$s"?>
        <x xmlns:xi="http://www.w3.org/2001/XInclude"
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
        xsi:noNamespaceSchemaLocation="%1$s">bait <xi:include href="%1$s" parse="text"/></x>
        """
            .formatted(target));
  }

  /** The same package with a document type put before the first element of one part. */
  private static byte[] withDoctype(byte[] packed, String part, String doctype) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    boolean[] found = {false};
    try (var zip = new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(packed))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String text = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        if (entry.getName().equals(part)) {
          found[0] = true;
          int root = text.startsWith("<?xml") ? text.indexOf("?>") + 2 : 0;
          text = text.substring(0, root) + doctype + text.substring(root);
        }
        entries.put(entry.getName(), text);
      }
    }
    assertThat(found[0]).as(part).isTrue();
    return GoodFiles.zip(entries);
  }

  private static byte[] xfa(String doctype) throws IOException {
    byte[] form =
        HostileFiles.utf8(
            "<?xml version=\"1.0\"?>"
                + doctype
                + "<xdp:xdp xmlns:xdp=\"http://ns.adobe.com/xdp/\"><template"
                + " xmlns=\"http://www.xfa.org/schema/xfa-template/3.3/\"><subform><field name=\"f\">"
                + "<speak>bait &e;</speak></field></subform></template></xdp:xdp>");
    byte[] head = HostileFiles.utf8("<</Length " + form.length + ">>\nstream\n");
    byte[] tail = HostileFiles.utf8("\nendstream");
    byte[] stream = new byte[head.length + form.length + tail.length];
    System.arraycopy(head, 0, stream, 0, head.length);
    System.arraycopy(form, 0, stream, head.length, form.length);
    System.arraycopy(tail, 0, stream, head.length + form.length, tail.length);
    return HostileFiles.pdfOf(
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[]/XFA 4 0 R>>>>",
        HostileFiles.utf8("<</Type/Pages/Kids[3 0 R]/Count 1>>"),
        HostileFiles.utf8("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"),
        stream);
  }

  private static void count(ServerSocket listener, AtomicInteger hits) {
    while (true) {
      try (Socket visitor = listener.accept()) {
        hits.incrementAndGet();
        visitor.getOutputStream().write('!');
      } catch (SocketException closed) {
        return;
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }

  private static String text(Extraction extraction) {
    return extraction.passages().stream().map(Passage::text).collect(Collectors.joining("\n"));
  }
}
