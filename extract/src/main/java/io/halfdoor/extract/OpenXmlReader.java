package io.halfdoor.extract;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageRelationship;
import org.apache.poi.openxml4j.opc.PackageRelationshipTypes;
import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.microsoft.ooxml.OPCPackageWrapper;
import org.apache.tika.utils.XMLReaderUtils;
import org.xml.sax.Attributes;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Office Open XML, with slides in the order in which they are shown. Tika's own parser reads them
 * by the names of their relationships, in which rId10 comes before rId2.
 */
final class OpenXmlReader extends OOXMLParser {

  private static final String RELATIONSHIPS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

  @Override
  public void parse(
      InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
      throws IOException, SAXException, TikaException {
    TikaInputStream file = TikaInputStream.cast(stream);
    if (file != null && Shape.of(metadata.get(Metadata.CONTENT_TYPE)) == Shape.SLIDES) {
      order(file, context);
    }
    super.parse(stream, handler, metadata, context);
  }

  /** Hands the presentation over as if its relationships were named by the order of its slides. */
  private static void order(TikaInputStream file, ParseContext context) throws IOException {
    OPCPackage opened = null;
    try {
      // Changed in memory alone: whoever closes it lets go of the changes.
      opened = OPCPackage.open(file.getFile(), PackageAccess.READ_WRITE);
      for (PackagePart main :
          opened.getPartsByRelationshipType(PackageRelationshipTypes.CORE_DOCUMENT)) {
        int number = 0;
        for (String id : slides(main, context)) {
          PackageRelationship slide = main.getRelationship(id);
          main.removeRelationship(id);
          main.addRelationship(
              slide.getTargetURI(),
              slide.getTargetMode(),
              slide.getRelationshipType(),
              "%06d".formatted(++number));
        }
      }
      file.setOpenContainer(new OPCPackageWrapper(opened));
    } catch (InvalidFormatException
        | TikaException
        | SAXException
        | IOException
        | RuntimeException damaged) {
      // What is wrong with it is said, or made good, by the parser that reads all of it.
      if (opened != null) {
        opened.revert();
      }
    }
  }

  /** The names of the slides' relationships, in the order in which the slides are shown. */
  private static Set<String> slides(PackagePart presentation, ParseContext context)
      throws IOException, SAXException, TikaException {
    Set<String> ids = new LinkedHashSet<>();
    try (InputStream xml = presentation.getInputStream()) {
      XMLReaderUtils.parseSAX(
          xml,
          new DefaultHandler() {
            @Override
            public void startElement(String uri, String name, String qName, Attributes attributes) {
              String id = attributes.getValue(RELATIONSHIPS, "id");
              if (name.equals("sldId") && presentation.getRelationship(id) != null) {
                ids.add(id);
              }
            }
          },
          context);
    }
    return ids;
  }
}
