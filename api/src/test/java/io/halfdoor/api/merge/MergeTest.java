package io.halfdoor.api.merge;

import static io.halfdoor.api.merge.Wordings.FIELDS;
import static io.halfdoor.api.merge.Wordings.faults;
import static io.halfdoor.api.merge.Wordings.mail;
import static io.halfdoor.api.merge.Wordings.markdown;
import static io.halfdoor.api.merge.Wordings.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.halfdoor.api.merge.Field.Type;
import io.halfdoor.api.merge.Wording.Format;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MergeTest {

  private static final Map<String, String> ANN = Map.of("name", "Ann");

  @Test
  void aValueStandsWhereItsFieldStood() {
    Wording wording =
        new Wording(
            "For {{name}}", "Hi {{ name }}", "Dear **{{name}}**,", Format.MARKDOWN, "en", FIELDS);
    assertThat(mail(wording, ANN))
        .isEqualTo(
            new Mail(
                "For Ann", "Hi Ann", "<p>Dear <strong>Ann</strong>,</p>\n", "Dear Ann,\n", "en"));
  }

  @Test
  void aFallbackStandsWhereNothingOrABlankIsGiven() {
    assertThat(text("Hi {{name | there}}!", Map.of())).isEqualTo("Hi there!");
    assertThat(text("Hi {{name | there}}!", Map.of("name", " "))).isEqualTo("Hi there!");
    assertThat(text("Hi {{name | there}}!", ANN)).isEqualTo("Hi Ann!");
    assertThat(text("Hi{{name |}}!", Map.of())).isEqualTo("Hi!");
    assertThat(text("{{greeting}} you", Map.of())).isEqualTo("Hello you");
    assertThat(text("{{greeting | Hey}} you", Map.of())).isEqualTo("Hey you");
    assertThat(text("From {{price | a fair price}}", Map.of())).isEqualTo("From a fair price");
  }

  @Test
  void nullIsNotGiven() {
    Map<String, Object> data = new HashMap<>();
    data.put("name", null);
    assertThat(text("Hi {{name | there}}{{#name}}!{{/name}}", data)).isEqualTo("Hi there");
  }

  @Test
  void aSectionStandsIfItsFieldIsGiven() {
    String body = "A{{#name}} for {{name}}{{/name}}{{^name}} for all{{/name}}.";
    assertThat(text(body, ANN)).isEqualTo("A for Ann.");
    assertThat(text(body, Map.of())).isEqualTo("A for all.");
    String flag = "{{#isCustomer}}Again{{/isCustomer}}{{^isCustomer}}Welcome{{/isCustomer}}";
    assertThat(text(flag, Map.of("isCustomer", true))).isEqualTo("Again");
    assertThat(text(flag, Map.of("isCustomer", false))).isEqualTo("Welcome");
  }

  @Test
  void aListsSectionStandsOnceForEachItem() {
    String body =
        """
        {{#agenda}}
        - {{agenda.topic}}{{#agenda.on}} on {{agenda.on}}{{/agenda.on}} with {{name}}
        {{/agenda}}
        {{^agenda}}
        Nothing yet.
        {{/agenda}}
        """;
    Map<String, Object> data =
        Map.of(
            "name",
            "Ann",
            "agenda",
            List.of(Map.of("topic", "Prices", "on", "2026-12-01"), Map.of("topic", "Terms")));
    assertThat(text(body, data))
        .isEqualTo("- Prices on December 1, 2026 with Ann\n- Terms with Ann");
    assertThat(text(body, Map.of("agenda", List.of()))).isEqualTo("Nothing yet.");
    assertThat(text("{{#points}}{{.}}; {{/points}}", Map.of("points", List.of("a", "b"))))
        .isEqualTo("a; b;");
  }

  @Test
  void snippetsAreReadInTheirPlace() {
    Map<String, String> snippets =
        Map.of("tpl_1", "Bye {{name}}{{> tpl_2}}", "tpl_2", "\n\nHalfdoor");
    Merge merge =
        Merge.of(markdown("Hi. {{> tpl_1}}"), id -> Optional.ofNullable(snippets.get(id)));
    assertThat(merge.render(ANN).text()).isEqualTo("Hi. Bye Ann\n\nHalfdoor\n");
    assertThat(merge.snippets()).containsExactly("tpl_1", "tpl_2");
  }

  @Test
  void snippetsThatTurnInCirclesOrGoTooDeepAreRefused() {
    Merge circle =
        Merge.of(markdown("{{> a}}"), id -> Optional.of(id.equals("a") ? "{{> b}}" : "{{> a}}"));
    assertThatThrownBy(() -> circle.render(Map.of()))
        .isInstanceOfSatisfying(
            Unmergeable.class,
            refused ->
                assertThat(refused.findings())
                    .containsExactly(
                        Finding.error(
                            "snippet_cycle",
                            "The snippet a includes itself.",
                            new Place("/body", 1, 1, "b"))));
    Merge deep = Merge.of(markdown("{{> a}}"), id -> Optional.of("x{{> a" + id + "}}"));
    assertThat(Wordings.codes(deep.lint())).contains("snippets_too_deep /body");
    assertThat(faults(markdown("{{> gone}}"), Map.of())).containsExactly("snippet_unknown /body");
  }

  @Test
  void remarksAreLeftOutAndBracesCanBeWritten() {
    assertThat(text("a{{! not for buyers }}b", Map.of())).isEqualTo("ab");
    assertThat(text("Write \\{{name}} here, {{name}}", ANN)).isEqualTo("Write {{name}} here, Ann");
  }

  @Test
  void aValueIsNeverReadAsATemplate() {
    assertThat(text("Hi {{name}}", Map.of("name", "{{company}} \\{{")))
        .isEqualTo("Hi {{company}} \\{{");
  }

  @Test
  void valuesAreWrittenTheWayOfTheLanguage() {
    Map<String, Object> data =
        Map.of(
            "seats",
            12345.5,
            "price",
            Map.of("amount", new BigDecimal("12500.00"), "currency", "EUR"),
            "due",
            "2026-11-26");
    assertThat(in("en", data)).isEqualTo("12,345.5; €12,500.00; November 26, 2026\n");
    assertThat(in("de", data)).isEqualTo("12.345,5; 12.500,00 €; 26. November 2026\n");
    assertThat(in("en-GB-u-nu-arab", data)).isEqualTo("12,345.5; €12,500.00; 26 November 2026\n");
  }

  @Test
  void theSchemasExamplesMakeAMail() {
    Field name = new Field("name", Type.TEXT, null, null, "Ann", false);
    Field points = new Field("points", Type.LIST, null, null, List.of("a", "b"), false);
    Merge merge =
        Wordings.merge(
            new Wording(
                "Hi {{name}}",
                "",
                "{{#points}}{{.}} {{/points}}",
                Format.MARKDOWN,
                "en",
                List.of(name, points)));
    assertThat(merge.examples().subject()).isEqualTo("Hi Ann");
    assertThat(merge.examples().text()).isEqualTo("a b\n");
  }

  @Test
  void aListWithoutAnExampleHasOneItemOfItsFieldsExamples() {
    List<Field> fields =
        List.of(
            Wordings.field("agenda", Type.LIST),
            new Field("agenda.topic", Type.TEXT, null, null, "Prices", false));
    Wording wording =
        new Wording(
            "s", "", "{{#agenda}}- {{agenda.topic}}{{/agenda}}", Format.MARKDOWN, "en", fields);
    assertThat(Wordings.merge(wording).examples().text()).isEqualTo("- Prices\n");
  }

  @Test
  void anExampleThatIsMissingOrWrongIsToldWhereItIsDescribed() {
    Field name = new Field("name", Type.TEXT, null, null, null, false);
    Field due = new Field("due", Type.DATE, null, null, "soon", false);
    Wording wording =
        new Wording("Hi {{name}}", "", "{{due}}", Format.MARKDOWN, "en", List.of(name, due));
    assertThatThrownBy(() -> Wordings.merge(wording).examples())
        .isInstanceOfSatisfying(
            Unmergeable.class,
            refused ->
                assertThat(Wordings.codes(refused.findings()))
                    .containsExactlyInAnyOrder(
                        "data_missing /fields/0/example", "data_type /fields/1/example"));
  }

  private static String in(String language, Map<String, ?> data) {
    Wording wording =
        new Wording("s", "", "{{seats}}; {{price}}; {{due}}", Format.MARKDOWN, language, FIELDS);
    return mail(wording, data).text().replace('\u00a0', ' ');
  }
}
