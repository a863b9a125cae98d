package io.halfdoor.demo;

import java.math.BigInteger;
import org.apache.poi.xwpf.usermodel.XWPFAbstractNum;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFNumbering;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFStyles;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTAbstractNum;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTLvl;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STNumberFormat;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;

/** The headings, lists and paper of a Word document, which a new one has none of. */
final class WordStyles {
  private final XWPFDocument document;
  private final XWPFNumbering numbering;
  private int lists;

  WordStyles(XWPFDocument document) {
    this.document = document;
    this.numbering = document.createNumbering();
    XWPFStyles styles = document.createStyles();
    for (int level = 1; level <= 2; level++) {
      CTStyle style = CTStyle.Factory.newInstance();
      style.setStyleId(heading(level));
      style.addNewName().setVal("heading " + level);
      style.addNewQFormat();
      style.addNewPPr().addNewOutlineLvl().setVal(BigInteger.valueOf(level - 1));
      var heading = new XWPFStyle(style);
      heading.setType(STStyleType.PARAGRAPH);
      styles.addStyle(heading);
    }
  }

  static String heading(int level) {
    return "Heading" + level;
  }

  /** A4 with margins of two centimetres. */
  void page() {
    CTSectPr section = document.getDocument().getBody().addNewSectPr();
    CTPageSz size = section.addNewPgSz();
    size.setW(BigInteger.valueOf(11906));
    size.setH(BigInteger.valueOf(16838));
    CTPageMar margins = section.addNewPgMar();
    BigInteger margin = BigInteger.valueOf(1134);
    margins.setTop(BigInteger.valueOf(1500));
    margins.setBottom(margin);
    margins.setLeft(margin);
    margins.setRight(margin);
    margins.setHeader(BigInteger.valueOf(560));
    margins.setFooter(BigInteger.valueOf(560));
    margins.setGutter(BigInteger.ZERO);
  }

  /** A list that counts from one; the id is what its paragraphs refer to. */
  BigInteger newList(boolean numbered) {
    CTAbstractNum list = CTAbstractNum.Factory.newInstance();
    list.setAbstractNumId(BigInteger.valueOf(lists++));
    CTLvl level = list.addNewLvl();
    level.setIlvl(BigInteger.ZERO);
    level.addNewStart().setVal(BigInteger.ONE);
    level.addNewNumFmt().setVal(numbered ? STNumberFormat.DECIMAL : STNumberFormat.BULLET);
    level.addNewLvlText().setVal(numbered ? "%1." : "•");
    return numbering.addNum(numbering.addAbstractNum(new XWPFAbstractNum(list)));
  }
}
