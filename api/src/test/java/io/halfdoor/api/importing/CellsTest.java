package io.halfdoor.api.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What spreadsheets would take for formulas. */
class CellsTest {

  private static final String LETTERS = "ab =+-@'\"\t\r\n,;|\uFF1D\uFF0B\uFF0D\uFF20";

  @Test
  void whatWouldBeAFormulaHasAnApostropheBeforeIt() {
    assertThat(Cells.guarded("=1+1")).isEqualTo("'=1+1");
    assertThat(Cells.guarded("+49 30")).isEqualTo("'+49 30");
    assertThat(Cells.guarded("-5")).isEqualTo("'-5");
    assertThat(Cells.guarded("@SUM(1)")).isEqualTo("'@SUM(1)");
    assertThat(Cells.guarded("\t=1")).isEqualTo("'\t'=1");
    assertThat(Cells.guarded("\rx")).isEqualTo("'\rx");
    assertThat(Cells.guarded("\uFF1D1")).isEqualTo("'\uFF1D1");
    assertThat(Cells.guarded("Yes;=cmd|' /C calc'!A0")).isEqualTo("Yes;'=cmd|' /C calc'!A0");
    assertThat(Cells.guarded("One\n- two")).isEqualTo("One\n'- two");
    assertThat(Cells.guarded("'=1")).isEqualTo("''=1");
    for (String harmless : List.of("", "a=b", "'tis", "3 - 2", "a@b.c", "a, b; c")) {
      assertThat(Cells.guarded(harmless)).isEqualTo(harmless);
      assertThat(Cells.meant(harmless)).isEqualTo(harmless);
    }
  }

  @Test
  void whateverIsWrittenIsReadBackAndNothingOfItBeginsACellAsAFormula() throws IOException {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder("x".repeat(random.nextInt(2)));
      for (int j = random.nextInt(12); j > 0; j--) {
        text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      String guarded = Cells.guarded(text.toString());
      assertThat(Cells.meant(guarded)).isEqualTo(text.toString());
      assertThat(guarded)
          .doesNotMatch("(?s)[=+\\-@\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20].*")
          .doesNotMatch("(?s).*[,;\\t\\r\\n][=+\\-@\uFF1D\uFF0B\uFF0D\uFF20].*");
    }
    String nasty = "=\"a\",\r\n;-1\t'@";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CsvWriter writer = new CsvWriter(out, List.of("one", "two"))) {
      writer.row(List.of(nasty, "\u00fc"));
    }
    RowReader rows = CsvRows.open(new ByteArrayInputStream(out.toByteArray()));
    RawRow row = rows.next();
    assertThat(row.fields().get("one").asText()).isEqualTo(nasty);
    assertThat(row.fields().get("two").asText()).isEqualTo("\u00fc");
    assertThat(rows.next()).isNull();
  }
}
