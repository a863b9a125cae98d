package io.halfdoor.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.xmlbeans.XmlError;
import org.apache.xmlbeans.XmlException;
import org.apache.xmlbeans.XmlObject;
import org.apache.xmlbeans.XmlOptions;
import org.junit.jupiter.api.Test;

/**
 * Holds office files against the schemas of their formats: an office program repairs or refuses
 * others.
 */
class OfficeSchemaTest {

  @Test
  void everyOfficeFileIsValid() throws IOException, XmlException {
    List<String> faults = new ArrayList<>();
    int parts = 0;
    for (DemoItem item : DemoContent.load().items()) {
      if (item.body() instanceof DemoBody.File file) {
        for (XmlObject part : parts(file)) {
          parts++;
          List<XmlError> errors = new ArrayList<>();
          part.validate(new XmlOptions().setErrorListener(errors));
          errors.forEach(error -> faults.add(file.name() + ": " + error.getMessage()));
        }
      }
    }
    assertThat(faults).isEmpty();
    assertThat(parts).isGreaterThan(150);
  }

  /** The main parts; they stay readable after their file is closed. */
  private static List<XmlObject> parts(DemoBody.File file) throws IOException, XmlException {
    List<XmlObject> parts = new ArrayList<>();
    var bytes = new ByteArrayInputStream(file.bytes());
    if (file.name().endsWith(".docx")) {
      try (var document = new XWPFDocument(bytes)) {
        parts.add(document.getDocument());
        parts.add(document.getStyle());
        document.getNumbering().getAbstractNums().forEach(list -> parts.add(list.getAbstractNum()));
        document.getHeaderList().forEach(header -> parts.add(header._getHdrFtr()));
        document.getFooterList().forEach(footer -> parts.add(footer._getHdrFtr()));
      }
    } else if (file.name().endsWith(".pptx")) {
      try (var deck = new XMLSlideShow(bytes)) {
        parts.add(deck.getCTPresentation());
        for (XSLFSlide slide : deck.getSlides()) {
          parts.add(slide.getXmlObject());
          if (slide.getNotes() != null) {
            parts.add(slide.getNotes().getXmlObject());
          }
        }
      }
    } else if (file.name().endsWith(".xlsx")) {
      try (var workbook = new XSSFWorkbook(bytes)) {
        parts.add(workbook.getCTWorkbook());
        workbook.forEach(
            sheet -> parts.add(workbook.getSheet(sheet.getSheetName()).getCTWorksheet()));
      }
    }
    return parts;
  }
}
