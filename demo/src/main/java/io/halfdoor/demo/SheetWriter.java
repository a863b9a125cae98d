package io.halfdoor.demo;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFFormulaEvaluator;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Sets a source as a workbook, a page a sheet, with numbers as numbers and formulas that are
 * already worked out.
 *
 * <p>A cell of {@code 1,250}, {@code € 39.00} or {@code 12 %} is a number. One that begins with
 * {@code =}, {@code €=} or {@code %=} is a formula, in which {@code [Licences a year]} is column B
 * of the row that opens with those words, {@code [Sheet!Licences a year]} the same on another
 * sheet, {@code {row}} the formula's own row, and {@code {first}} and {@code {above}} the rows of
 * the table from below its head to just above.
 */
final class SheetWriter {
  private static final Pattern NUMBER =
      Pattern.compile("([€£$]?) ?(-?\\d{1,3}(?:,\\d{3})+|-?\\d+)(\\.\\d+)?( ?%)?");
  private static final Pattern FORMULA = Pattern.compile("([€£$%]?)=(.+)", Pattern.DOTALL);
  private static final Pattern REFERENCE = Pattern.compile("\\[(?:([^!\\]]+)!)?([^\\]]+)\\]");

  /** How many columns a line of text may run across. */
  private static final int COLUMNS = 5;

  /** Characters that every column has room for. */
  private static final int NARROWEST = 14;

  private final XSSFWorkbook workbook;
  private final Source source;
  private final Map<String, Integer> rowOf = new HashMap<>();
  private final Map<String, XSSFCellStyle> styles = new HashMap<>();

  private SheetWriter(XSSFWorkbook workbook, Source source) {
    this.workbook = workbook;
    this.source = source;
  }

  static void write(Source source, OutputStream out) throws IOException {
    try (var workbook = new XSSFWorkbook()) {
      OfficeProperties.set(workbook.getProperties(), source);
      new SheetWriter(workbook, source).set(source.pages());
      XSSFFormulaEvaluator.evaluateAllFormulaCells(workbook);
      var bytes = new ByteArrayOutputStream();
      workbook.write(bytes);
      FixedZip.rewrite(bytes.toByteArray(), out);
    }
  }

  private void set(List<Page> pages) {
    // Rows are numbered first, so that a formula can look ahead to a later sheet.
    for (Page page : pages) {
      number(page);
    }
    for (Page page : pages) {
      Sheet sheet = workbook.createSheet(page.title());
      for (int column = 0; column < COLUMNS; column++) {
        sheet.setColumnWidth(column, NARROWEST * 256);
      }
      int row = 0;
      for (Block block : page.blocks()) {
        row = set(sheet, block, row);
      }
      sheet.setDisplayGridlines(false);
      sheet.setFitToPage(true);
    }
  }

  private void number(Page page) {
    int row = 0;
    for (Block block : page.blocks()) {
      if (block instanceof Block.Table(List<List<String>> rows)) {
        for (List<String> cells : rows) {
          row++;
          rowOf.putIfAbsent(page.title() + "!" + cells.getFirst(), row);
        }
        row++;
      } else {
        row += height(block);
      }
    }
  }

  private static int height(Block block) {
    return block instanceof Block.Items(boolean _, List<Block.Line> lines) ? lines.size() + 1 : 2;
  }

  private int set(Sheet sheet, Block block, int row) {
    switch (block) {
      case Block.Heading(int level, String text) ->
          cell(sheet, row, 0, text).setCellStyle(style(level == 1 ? "title" : "heading"));
      case Block.Paragraph(Block.Line line) -> wide(sheet, row, line.plain());
      case Block.Items(boolean numbered, List<Block.Line> lines) -> {
        for (int i = 0; i < lines.size(); i++) {
          wide(sheet, row + i, (numbered ? (i + 1) + ". " : "• ") + lines.get(i).plain());
        }
      }
      case Block.Table(List<List<String>> rows) -> {
        table(sheet, rows, row);
        return row + rows.size() + 1;
      }
      case Block.Quote _, Block.Figures _ ->
          throw new IllegalArgumentException(source.name() + ": a sheet has no " + block);
    }
    return row + height(block);
  }

  private void wide(Sheet sheet, int row, String text) {
    cell(sheet, row, 0, text).setCellStyle(style("text"));
    sheet.addMergedRegion(new CellRangeAddress(row, row, 0, COLUMNS - 1));
    sheet.getRow(row).setHeightInPoints(15f * (1 + text.length() / 110));
  }

  private void table(Sheet sheet, List<List<String>> rows, int top) {
    for (int r = 0; r < rows.size(); r++) {
      for (int c = 0; c < rows.get(r).size(); c++) {
        String text = rows.get(r).get(c);
        if (r == 0) {
          cell(sheet, top, c, text).setCellStyle(style("head"));
        } else {
          value(sheet, top + r, c, text, top);
        }
        int wanted =
            Math.clamp(
                    FORMULA.matcher(text).matches() ? NARROWEST : text.length() + 3, NARROWEST, 62)
                * 256;
        sheet.setColumnWidth(c, Math.max(sheet.getColumnWidth(c), wanted));
      }
    }
  }

  private void value(Sheet sheet, int row, int column, String text, int head) {
    Cell cell = cell(sheet, row, column, "");
    Matcher formula = FORMULA.matcher(text);
    Matcher number = NUMBER.matcher(text);
    if (formula.matches()) {
      cell.setCellFormula(
          resolve(sheet, formula.group(2))
              .replace("{row}", Integer.toString(row + 1))
              .replace("{first}", Integer.toString(head + 2))
              .replace("{above}", Integer.toString(row)));
      cell.setCellStyle(style("number " + formula.group(1)));
    } else if (number.matches()) {
      boolean percent = number.group(4) != null;
      String fraction = number.group(3) == null ? "" : number.group(3);
      double amount = Double.parseDouble(number.group(2).replace(",", "") + fraction);
      cell.setCellValue(percent ? amount / 100 : amount);
      cell.setCellStyle(
          style("number " + (percent ? "%" : number.group(1)) + (fraction.isEmpty() ? "" : ".")));
    } else {
      cell.setCellValue(Markup.line(text).plain());
      cell.setCellStyle(style("text"));
    }
  }

  private String resolve(Sheet sheet, String formula) {
    return REFERENCE
        .matcher(formula)
        .replaceAll(
            match -> {
              String on = match.group(1) == null ? sheet.getSheetName() : match.group(1);
              Integer row = rowOf.get(on + "!" + match.group(2));
              if (row == null) {
                throw new IllegalArgumentException(source.name() + ": no row for " + match.group());
              }
              String address = "$B$" + row;
              return Matcher.quoteReplacement(
                  match.group(1) == null ? address : "'" + on + "'!" + address);
            });
  }

  private static Cell cell(Sheet sheet, int row, int column, String text) {
    Row line = sheet.getRow(row) == null ? sheet.createRow(row) : sheet.getRow(row);
    Cell cell = line.createCell(column);
    cell.setCellValue(text);
    return cell;
  }

  private XSSFCellStyle style(String name) {
    return styles.computeIfAbsent(name, this::newStyle);
  }

  private XSSFCellStyle newStyle(String name) {
    XSSFCellStyle style = workbook.createCellStyle();
    XSSFFont font = workbook.createFont();
    font.setFontName("Arial");
    font.setFontHeightInPoints((short) 10);
    style.setVerticalAlignment(VerticalAlignment.TOP);
    switch (name) {
      case "title" -> {
        font.setFontHeightInPoints((short) 16);
        font.setBold(true);
        font.setColor(color(Brand.PINE));
      }
      case "heading" -> {
        font.setBold(true);
        font.setColor(color(Brand.PINE));
      }
      case "head" -> {
        font.setBold(true);
        font.setColor(color(Color.WHITE));
        style.setFillForegroundColor(color(Brand.PINE));
        style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
      }
      case "text" -> style.setWrapText(true);
      default ->
          style.setDataFormat(
              workbook.createDataFormat().getFormat(pattern(name.substring("number ".length()))));
    }
    style.setFont(font);
    return style;
  }

  private static String pattern(String unit) {
    return switch (unit) {
      case "%" -> "0%";
      case "%." -> "0.0%";
      case "" -> "#,##0";
      case "." -> "#,##0.0#";
      default ->
          unit.endsWith(".") ? "\"" + unit.charAt(0) + "\" #,##0.00" : "\"" + unit + "\" #,##0";
    };
  }

  private static XSSFColor color(Color color) {
    return new XSSFColor(color, null);
  }
}
