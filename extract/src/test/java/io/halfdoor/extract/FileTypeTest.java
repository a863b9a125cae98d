package io.halfdoor.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTypeTest {

  private static final String OOXML = "application/vnd.openxmlformats-officedocument.";

  @TempDir Path folder;

  @Test
  void everyFormatIsToldFromItsBytesWhateverItsName() throws Exception {
    Map<byte[], FileType> files =
        Map.ofEntries(
            Map.entry(GoodFiles.pdf(List.of("a")), new FileType("application/pdf", ".pdf")),
            Map.entry(GoodFiles.docx(), new FileType(OOXML + "wordprocessingml.document", ".docx")),
            Map.entry(
                GoodFiles.pptx(List.of("a", "b", "c"), "n"),
                new FileType(OOXML + "presentationml.presentation", ".pptx")),
            Map.entry(GoodFiles.xlsx(), new FileType(OOXML + "spreadsheetml.sheet", ".xlsx")),
            Map.entry(GoodFiles.xls(), new FileType("application/vnd.ms-excel", ".xls")),
            Map.entry(
                GoodFiles.ppt(List.of("a")), new FileType("application/vnd.ms-powerpoint", ".ppt")),
            Map.entry(
                GoodFiles.odt(), new FileType("application/vnd.oasis.opendocument.text", ".odt")),
            Map.entry(
                GoodFiles.odp(),
                new FileType("application/vnd.oasis.opendocument.presentation", ".odp")),
            Map.entry(
                GoodFiles.ods(),
                new FileType("application/vnd.oasis.opendocument.spreadsheet", ".ods")),
            Map.entry(GoodFiles.epub("", "a"), new FileType("application/epub+zip", ".epub")),
            Map.entry(GoodFiles.zip(Map.of("a", "b")), new FileType("application/zip", ".zip")),
            Map.entry(
                GoodFiles.encryptedDocx("x"),
                new FileType("application/x-tika-ooxml-protected", "")),
            Map.entry(GoodFiles.rtf(), new FileType("application/rtf", ".rtf")),
            Map.entry(
                new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0},
                new FileType("image/jpeg", ".jpg")));
    for (Map.Entry<byte[], FileType> file : files.entrySet()) {
      for (String name : List.of("", "a.html", "a.docx", "a.pdf", "a.csv")) {
        assertThat(detect(file.getKey(), name)).as(name).isEqualTo(file.getValue());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plain words        | a.txt  | text/plain
          plain words        |        | text/plain
          plain words        | a.docx | text/plain
          # heading          | a.md   | text/markdown
          # heading          | a.txt  | text/plain
          a,b,c              | a.csv  | text/csv
          <p>words           | a.txt  | text/html
          <!DOCTYPE html><x> | a.txt  | text/html
          <a@b.c> wrote      | a.txt  | text/plain
          <a@b.c> wrote      | a.html | text/html
          <?xml version="1.0"?><!-- c --><svg:svg xmlns:svg="x"/> | a.html | image/svg+xml
          <?xml version="1.0"?><x/> | a.html | application/xml
          """)
  void theNameDecidesOnlyBetweenKindsOfText(String text, String name, String expected)
      throws Exception {
    assertThat(detect(text.getBytes(StandardCharsets.UTF_8), name == null ? "" : name).mediaType())
        .isEqualTo(expected);
  }

  @Test
  void whatIsUnknownIsCalledThat() throws Exception {
    assertThat(detect(new byte[0], "a.pdf"))
        .isEqualTo(new FileType("application/octet-stream", ""));
    assertThat(detect(new byte[] {0, 1, 2, 3}, "a.pdf"))
        .isEqualTo(new FileType("application/octet-stream", ""));
  }

  private FileType detect(byte[] bytes, String name) throws Exception {
    return FileType.detect(Files.write(folder.resolve("file"), bytes), name);
  }
}
