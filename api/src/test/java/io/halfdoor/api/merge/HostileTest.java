package io.halfdoor.api.merge;

import static io.halfdoor.api.merge.Wordings.faults;
import static io.halfdoor.api.merge.Wordings.wording;
import static org.assertj.core.api.Assertions.assertThat;

import io.halfdoor.api.merge.Wording.Format;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs made to be slow, deep or large: each has its answer soon, whatever the answer is. */
class HostileTest {

  private static final Duration SOON = Duration.ofMillis(200);

  /** Time on a processor, not on the wall: the machine may have other things to do. */
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final Map<String, String> ANN = Map.of("name", "Ann");

  @ParameterizedTest
  @EnumSource(Format.class)
  void aTemplateOfFiveMegabytesIsRefused(Format format) {
    Wording wording = wording("Hello {{name}} ".repeat(350_000), format);
    assertThat(faults(wording, ANN)).containsExactly("template_too_long /body");
    answersSoon(wording, ANN);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void tenThousandMergeFieldsAreFilledInAndOneMoreIsRefused(Format format) {
    Wording most = wording("{{name}} ".repeat(10_000), format);
    assertThat(Wordings.mail(most, ANN).text()).isEqualTo("Ann ".repeat(10_000).strip() + "\n");
    answersSoon(most, ANN);
    assertThat(faults(wording("{{name}} ".repeat(10_001), format), ANN))
        .containsExactly("too_many_tags /body");
  }

  @Test
  void tenThousandDifferentMergeFieldsAreRefused() {
    StringBuilder body = new StringBuilder();
    List<Field> fields = new ArrayList<>();
    IntStream.range(0, 9_000)
        .forEach(
            index -> {
              body.append("{{f").append(index).append("}}");
              fields.add(Wordings.field("f" + index, Field.Type.TEXT));
            });
    Wording wording = new Wording("s", "", body.toString(), Format.MARKDOWN, "en", fields);
    assertThat(faults(wording, Map.of()))
        .contains("too_many_fields /fields", "too_many_fields /body");
    answersSoon(wording, Map.of());
  }

  @Test
  void sectionsAThousandDeepAreRefused() {
    Wording wording =
        wording("{{#name}}".repeat(1_000) + "x" + "{{/name}}".repeat(1_000), Format.MARKDOWN);
    assertThat(faults(wording, ANN)).containsExactly("sections_too_deep /body");
    answersSoon(wording, ANN);
  }

  @Test
  void moreMarkdownThanAnybodyWritesIsRefused() {
    assertThat(faults(wording("a".repeat(50_001), Format.MARKDOWN), Map.of()))
        .containsExactly("output_too_long /body");
  }

  @Test
  void snippetsThatMultiplyAreRefused() {
    Merge merge =
        Merge.of(
            wording("{{> a}}", Format.MARKDOWN),
            id -> Optional.of("{{> %1$sa}}{{> %1$sb}}{{> %1$sc}}".formatted(id).repeat(10)));
    assertThat(Wordings.codes(merge.lint())).contains("too_many_snippets /body");
  }

  @Test
  void aListThatMakesTooMuchIsRefused() {
    Map<String, Object> data =
        Map.of("points", Collections.nCopies(100, "<".repeat(10_000)), "name", "Ann");
    Wording wording = wording("{{#points}}{{.}}{{/points}}".repeat(100), Format.HTML);
    assertThat(faults(wording, data)).containsExactly("output_too_long /body");
    answersSoon(wording, data);
  }

  @Test
  void escapingCannotMakeItTooLong() {
    Wording wording = wording("{{name}}".repeat(15), Format.HTML);
    Map<String, String> data = Map.of("name", "\"".repeat(10_000));
    assertThat(faults(wording, data)).containsExactly("output_too_long /body");
  }

  static Stream<String> bombs() {
    return Stream.of(
        "[",
        "![",
        "**a ",
        "*a_ ",
        "*_`[",
        "> ",
        "- ",
        "1. a\n",
        "`",
        "``a`",
        "[a](b",
        "[a](<b",
        "[a]: b\n",
        "[[[]]]",
        "\\",
        "\t",
        "<",
        "</",
        "<!--",
        "<a ",
        "<a href='",
        "<b>",
        "<div>",
        "<a>",
        "<p>",
        "</p>",
        "<li>",
        "<ol><li>",
        "<font>",
        "<table><tr><td>",
        "<svg><math>",
        "<select><option>",
        "<script>",
        "<style>",
        "<title>",
        "<![CDATA[",
        "<?",
        "<x y=",
        "&",
        "&#x",
        "&#0000000",
        "{{",
        "}}",
        "\\{{",
        "{{x|",
        "{{/x}}",
        "{{> a}}",
        "{a.",
        "%%a",
        "[internal",
        "<a href=\"https://h/{{name}}\">",
        "<div style=\"a:b;\">",
        "\u202e",
        "a@");
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void whatIsRepeatedWithoutEndIsAnsweredSoon(String bomb) {
    answersSoon(wording(bomb.repeat(49_000 / bomb.length()), Format.MARKDOWN), ANN);
    answersSoon(wording(bomb.repeat(99_000 / bomb.length()), Format.HTML), ANN);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {"**a , a**", "*a **b ,** *", "[,](y)", "![,](y)", "<b>,</b>", "<div>,</div>"})
  void whatIsNestedWithoutEndIsAnsweredSoon(String open, String close) {
    int deep = 48_000 / (open.length() + close.length());
    String body = open.repeat(deep) + "x" + close.repeat(deep);
    for (Format format : Format.values()) {
      answersSoon(wording(body, format), ANN);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<a href=\"&#x2f;%d\">", "<a href=\"/%d\">", "[a](/%d) ", "<b%d>", "</b%d>"})
  void whatIsNeverTheSameTwiceIsAnsweredSoon(String numbered) {
    StringBuilder body = new StringBuilder("x");
    for (int number = 0; body.length() < 48_000; number++) {
      body.append(numbered.formatted(number));
    }
    for (Format format : Format.values()) {
      answersSoon(wording(body.toString(), format), ANN);
    }
  }

  /** The best of a few times counts: the first are the compiler's. */
  private static void answersSoon(Wording wording, Map<String, ?> data) {
    assertThat(best(() -> faults(wording, data))).isLessThanOrEqualTo(SOON);
    assertThat(best(() -> Wordings.merge(wording).lint())).isLessThanOrEqualTo(SOON);
  }

  private static Duration best(Runnable answer) {
    Duration best = Duration.ofDays(1);
    for (int time = 0; time < 10 && best.compareTo(SOON) > 0; time++) {
      long start = THREADS.getCurrentThreadCpuTime();
      answer.run();
      Duration taken = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
      best = taken.compareTo(best) < 0 ? taken : best;
    }
    return best;
  }
}
