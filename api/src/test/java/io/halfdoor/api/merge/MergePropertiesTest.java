package io.halfdoor.api.merge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.halfdoor.api.merge.Span.Kind;
import io.halfdoor.api.merge.Wording.Format;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any data in any template. */
class MergePropertiesTest {

  private static final Envelope ENVELOPE =
      new Envelope(new Envelope.Mailbox(null, "a@b.io"), List.of(), Instant.EPOCH, "1@b.io", "1");

  /** Whatever a value holds, the mail has the tags and attributes it has with harmless ones. */
  @Property(tries = 2000)
  void noValueIsMarkup(
      @ForAll("wordings") Wording wording, @ForAll("data") Map<String, Object> data) {
    assertThat(structure(Wordings.mail(wording, data).html()))
        .isEqualTo(structure(Wordings.mail(wording, harmless(data)).html()));
  }

  @Property
  void valuesAreReadAsTheyWere(@ForAll("values") String value) {
    for (Format format : Format.values()) {
      Mail mail =
          Wordings.mail(Wordings.wording("x{{name}}y", format), Map.of("name", value + "z"));
      assertThat(Clean.line(mail.text())).isEqualTo(Clean.line("x" + value + "zy"));
    }
  }

  @Property
  void valuesInQuotesAreReadAsTheyWere(@ForAll("values") String value, @ForAll boolean isDouble) {
    char quote = isDouble ? '"' : '\'';
    String image = "<img src=\"https://a.io/b\" alt=" + quote + "{{name}}" + quote + ">";
    Mail mail = Wordings.mail(Wordings.html(image), Map.of("name", "x" + value + "z"));
    assertThat(Clean.line(mail.text())).isEqualTo("[" + Clean.line("x" + value + "z") + "]");
  }

  /** A link leads where its template says, and what is filled in stays one part of it. */
  @Property
  void noValueTurnsALink(@ForAll("values") String value) {
    Mail mail =
        Wordings.mail(
            Wordings.markdown("[x](https://a.io/b?c={{name}}&d=e)"), Map.of("name", value + "z"));
    assertThat(mail.text()).matches("x \\(https://a\\.io/b\\?c=[A-Za-z0-9._~%-]*z&d=e\\)\n");
  }

  @Property(tries = 500)
  void noMergeFieldIsLeftOver(
      @ForAll("wordings") Wording wording, @ForAll("data") Map<String, Object> data) {
    Mail mail = Wordings.mail(wording, harmless(data));
    assertThat(mail.subject() + mail.preheader() + mail.text() + mail.html())
        .doesNotContain("{{", "}}")
        .satisfies(all -> assertThat(all.codePoints()).noneMatch(point -> point >= Slot.FIRST));
  }

  @Property(tries = 500)
  void theSameDataMakesTheSameMail(
      @ForAll("wordings") Wording wording, @ForAll("data") Map<String, Object> data) {
    Mail mail = Wordings.mail(wording, data);
    Mail again = Wordings.mail(wording, new HashMap<>(data));
    assertThat(again).isEqualTo(mail);
    assertThat(again.eml(ENVELOPE)).isEqualTo(mail.eml(ENVELOPE));
  }

  @Property(tries = 500)
  void subjectsAreOneVisibleLine(@ForAll("values") String value) {
    Wording wording = new Wording("s {{name}}", "", "x", Format.HTML, "en", Wordings.FIELDS);
    Mail mail = Wordings.mail(wording, Map.of("name", value + "z"));
    assertThat(mail.subject().codePoints())
        .noneMatch(point -> Character.isISOControl(point) || Clean.isOverride(point));
    String file = new String(mail.eml(ENVELOPE), US_ASCII);
    assertThat(file.substring(0, file.indexOf("\r\n\r\n")).split("\r\n(?! )")).hasSize(8);
  }

  @Property(tries = 500)
  void eachMissingFieldIsTold(
      @ForAll("wordings") Wording any, @ForAll("data") Map<String, Object> data) {
    Wording wording = Wordings.wording("{{name}} " + any.body(), any.format());
    Map<String, Object> less = new HashMap<>(data);
    less.remove("name");
    Unmergeable refused =
        catchThrowableOfType(Unmergeable.class, () -> Wordings.mail(wording, less));
    assertThat(Wordings.codes(refused.findings())).containsExactly("data_missing /data/name");
  }

  /** Whatever a template holds, it makes a safe mail in which no value is markup, or none. */
  @Property(tries = 2000)
  void anyTemplateMakesASafeMailOrNone(
      @ForAll("pieces") List<String> pieces, @ForAll("values") String value) {
    for (Format format : Format.values()) {
      Wording wording = Wordings.wording(String.join("", pieces), format);
      Wordings.merge(wording).lint();
      if (Wordings.faults(wording, Map.of("name", "x")).isEmpty()) {
        String html = Wordings.mail(wording, Map.of("name", "x")).html();
        assertThat(structure(Wordings.mail(wording, Map.of("name", value + "z")).html()))
            .isEqualTo(structure(html));
        assertThat(html.toLowerCase(Locale.ROOT))
            .doesNotContain("<script", "<style", "<iframe", "href=\"javascript")
            .doesNotContainPattern("<[a-z]+ [^>\"]*on[a-z]+=");
      }
    }
  }

  @Provide
  Arbitrary<String> values() {
    Arbitrary<String> nasty =
        Arbitraries.of(
            "<script>",
            "</p>",
            "\"",
            "'",
            "`",
            "<!--",
            "-->",
            "&lt;",
            "&",
            "](",
            "**",
            "_",
            "\n",
            "\r\nBcc: x",
            "javascript:",
            "{{name}}",
            "}}",
            "\u202e",
            "\0",
            "\ud83d",
            "\ud83d\ude00",
            "#",
            "- ",
            "> ",
            "    ",
            "\\",
            "<b onclick=x>",
            "=",
            " onload=",
            "%",
            "?",
            "/",
            "ä",
            "\udb80\udc00",
            "&#x3c;",
            "<![CDATA[",
            "url(",
            "|",
            "a");
    return Arbitraries.oneOf(
        nasty.list().ofMaxSize(6).map(parts -> String.join("", parts)),
        Arbitraries.strings().ofMaxLength(20));
  }

  @Provide
  Arbitrary<Map<String, Object>> data() {
    Arbitrary<String> some = values().map(value -> value + "z");
    return Combinators.combine(some, some, some.list().ofMaxSize(3), Arbitraries.of(true, false))
        .as(
            (name, company, points, isCustomer) -> {
              Map<String, Object> data = new LinkedHashMap<>();
              data.put("name", name);
              data.put("company", company);
              data.put("points", points);
              data.put("isCustomer", isCustomer);
              data.put("page", "https://a.io/?b=c&d=e");
              return data;
            });
  }

  @Provide
  Arbitrary<Wording> wordings() {
    return Combinators.combine(
            Arbitraries.of(
                    "{{name}}",
                    "**{{name}}**",
                    "\n\n- {{name}} {{company}}\n",
                    "\n# {{company}}\n",
                    "`{{name}}`",
                    "\n> {{name}}\n",
                    "[{{name}}](https://a.io/{{company}})",
                    "![{{name}}](https://a.io/b.png \"{{company}}\")",
                    "<b>{{name}}</b>",
                    "<a href=\"https://a.io/?b={{name}}\" title='{{company}}'>x</a>",
                    "<a href='{{page}}'>{{name}}</a>",
                    "{{#company}}for {{company}}{{/company}}",
                    "{{^company}}nobody{{/company}}",
                    "{{#points}}\n- {{.}} {{name}}\n{{/points}}",
                    "{{#isCustomer}}*again*{{/isCustomer}}",
                    "{{greeting}}",
                    "{{seats | some}}",
                    "\n```\n{{name}}\n```\n",
                    "\n1. {{name}}",
                    "<td>{{name}}</td>",
                    "words ",
                    "\n\n",
                    "_{{name}}_",
                    "<p>{{name}}",
                    "{{name}}: {{company}}")
                .list()
                .ofMinSize(1)
                .ofMaxSize(8),
            Arbitraries.of(Format.class))
        .as(
            (parts, format) ->
                new Wording(
                    "For {{name | you}}",
                    "{{company | us}}",
                    "Words " + String.join("", parts),
                    format,
                    "en",
                    Wordings.FIELDS));
  }

  @Provide
  Arbitrary<List<String>> pieces() {
    return Arbitraries.of(
            "{{name}}",
            "{{",
            "}}",
            "{{#name}}",
            "{{/name}}",
            "{{^name}}",
            "<",
            ">",
            "</",
            "<a ",
            "href=",
            "\"",
            "'",
            "=",
            " ",
            "/",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<style>",
            "</style>",
            "onclick",
            "javascript:",
            "https://a.io/",
            "style",
            "<p",
            "<img src=",
            "](",
            "[",
            "`",
            "\n",
            "x",
            "&#x3c;",
            "alt=",
            "<b>",
            "\\")
        .list()
        .ofMaxSize(15);
  }

  private static Map<String, Object> harmless(Map<String, Object> data) {
    Map<String, Object> harmless = new LinkedHashMap<>(data);
    harmless.replaceAll(
        (name, value) ->
            switch (value) {
              case String _ when !name.equals("page") -> "x";
              case List<?> items -> items.stream().map(_ -> "x").toList();
              default -> value;
            });
    return harmless;
  }

  /** The tags and attributes of HTML; but for the line breaks that values may have. */
  private static List<String> structure(String html) {
    return Spans.of(html).stream()
        .filter(span -> span.kind() != Kind.TEXT && !span.element().equals("br"))
        .filter(span -> span.kind() != Kind.COMMENT)
        .map(span -> span.kind() + span.element() + " " + span.attribute())
        .toList();
  }
}
