package io.halfdoor.api.merge;

import static io.halfdoor.api.merge.Wordings.faults;
import static io.halfdoor.api.merge.Wordings.field;
import static io.halfdoor.api.merge.Wordings.markdown;
import static io.halfdoor.api.merge.Wordings.merge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.halfdoor.api.merge.Field.Type;
import io.halfdoor.api.merge.Wording.Format;
import io.halfdoor.api.problem.Fault;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictTest {

  @Test
  void everythingThatIsWrongIsToldAtOnceWithItsPlace() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("a/b", "?");
    data.put("seats", "many");
    data.put("agenda", List.of(Map.of("topic", 1), "Terms", Map.of("who", "Ann")));
    Wording wording =
        markdown(
            """
            Dear {{name}}, {{unheard}} and again {{name}}
            {{seats}} {{promise}} {{#agenda}}{{agenda.topic}}{{/agenda}}
            """);
    Unmergeable refused =
        catchThrowableOfType(Unmergeable.class, () -> merge(wording).render(data));
    assertThat(refused.findings().stream().map(Finding::fault))
        .containsExactly(
            Fault.at("/body", "No field unheard is described. (line 1, column 16)"),
            Fault.at("/data/a~1b", "No such field is described."),
            Fault.at("/data/seats", "This has to be a number of at most 30 digits."),
            Fault.at("/data/agenda/0/topic", "This has to be a string."),
            Fault.at("/data/agenda/1", "This has to be an object."),
            Fault.at("/data/agenda/2/who", "No such field is described."),
            Fault.at("/data/name", "name is not given and has no fallback."),
            Fault.at(
                "/data/promise",
                "promise is not given and has no fallback. Only the sender can know it."),
            Fault.at("/data/agenda/2/topic", "agenda.topic is not given and has no fallback."));
  }

  @Test
  void whatASectionHidesNeedsNoValue() {
    assertThat(faults(markdown("Hi{{#company}} {{name}}{{/company}}"), Map.of())).isEmpty();
  }

  @Test
  void valuesOfAWrongFormAreRefused() {
    assertThat(wrong("name", 5)).isTrue();
    assertThat(wrong("name", "a".repeat(10_001))).isTrue();
    assertThat(wrong("seats", "5")).isTrue();
    assertThat(wrong("seats", Double.NaN)).isTrue();
    assertThat(wrong("seats", new BigDecimal("1E1000000000"))).isTrue();
    assertThat(wrong("price", 12)).isTrue();
    assertThat(wrong("price", Map.of("amount", 1))).isTrue();
    assertThat(wrong("price", Map.of("amount", "1", "currency", "EUR"))).isTrue();
    assertThat(wrong("price", Map.of("amount", 1, "currency", "EURO"))).isTrue();
    assertThat(wrong("price", Map.of("amount", 1.005, "currency", "EUR"))).isTrue();
    assertThat(wrong("price", Map.of("amount", 1, "currency", "EUR", "x", 1))).isTrue();
    assertThat(wrong("due", "26.11.2026")).isTrue();
    assertThat(wrong("due", "2026-02-30")).isTrue();
    assertThat(wrong("due", 20261126)).isTrue();
    assertThat(wrong("isCustomer", "true")).isTrue();
    assertThat(wrong("points", "a")).isTrue();
    assertThat(wrong("points", List.of(1))).isTrue();
    assertThat(wrong("points", Collections.nCopies(101, "a"))).isTrue();
    assertThat(wrong("name", "Ann")).isFalse();
    assertThat(wrong("price", Map.of("amount", 1, "currency", "EUR"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "/a",
        "acme.io",
        "https:///a",
        "https://bank.io@evil.io/",
        "https://acme.io/a b",
        "https://acme.io/\u202egpj",
        " https://acme.io",
        "mailto:",
        "file:///etc/passwd"
      })
  void aLinkThatMailsMayNotHaveIsRefused(String link) {
    assertThat(wrong("page", link)).isTrue();
  }

  @Test
  void templatesThatCannotBeReadAreRefused() {
    assertThat(fault("Hi {{name")).isEqualTo("tag_unclosed");
    assertThat(fault("Hi {{na me}}")).isEqualTo("tag_malformed");
    assertThat(fault("Hi {{}}")).isEqualTo("tag_malformed");
    assertThat(fault("Hi {{name {{name}}")).isEqualTo("tag_malformed");
    assertThat(fault("{{#name}}x")).isEqualTo("section_unclosed");
    assertThat(fault("x{{/name}}")).isEqualTo("section_unopened");
    assertThat(fault("{{isCustomer}}")).isEqualTo("field_unprintable");
    assertThat(fault("{{agenda.topic}}")).isEqualTo("item_misplaced");
    assertThat(fault("{{.}}")).isEqualTo("item_misplaced");
    assertThat(fault("{{#points}}{{#agenda}}x{{/agenda}}{{/points}}")).isEqualTo("list_in_list");
    assertThat(fault("{{page | #}}")).isEqualTo("fallback_type");
    assertThat(faults(new Wording("{{> a}}", "", "x", Format.HTML, "en", List.of()), Map.of()))
        .contains("snippet_misplaced /subject");
  }

  @Test
  void sectionsCrossingEachOtherAreToldBoth() {
    assertThat(faults(markdown("{{#name}}{{#company}}x{{/name}}{{/company}}"), Map.of()))
        .containsExactly("section_unopened /body", "section_unclosed /body");
  }

  @Test
  void schemasThatContradictThemselvesAreRefused() {
    List<Field> fields =
        List.of(
            field("a b", Type.TEXT),
            field("list", Type.LIST),
            field("list.list", Type.LIST),
            field("list", Type.TEXT),
            new Field("url", Type.URL, null, "javascript:x", null, false));
    assertThat(faults(new Wording("s", "", "x", Format.HTML, "not a tag", fields), Map.of()))
        .containsExactly(
            "field_name /fields/0/name",
            "field_twice /fields/3/name",
            "list_in_list /fields/2/type",
            "fallback_type /fields/4/fallback",
            "language_unknown /language");
  }

  @Test
  void aSubjectThatTurnsOutEmptyOrTooLongIsRefused() {
    Wording wording = new Wording("{{name |}}", "", "x", Format.HTML, "en", Wordings.FIELDS);
    assertThat(faults(wording, Map.of())).containsExactly("subject_empty /subject");
    assertThat(faults(wording, Map.of("name", "a".repeat(256))))
        .containsExactly("output_too_long /subject");
  }

  @Test
  void aBodyThatTurnsOutEmptyIsRefused() {
    assertThat(faults(markdown("{{#name}}Hi {{name}}{{/name}}"), Map.of()))
        .containsExactly("body_empty /body");
    assertThat(faults(markdown("![](https://a.io/b.png)"), Map.of())).isEmpty();
  }

  @Test
  void htmlSoDeepThatTextWouldBeLostIsRefused() {
    String most = "<table><tr><td>".repeat(60) + "x" + "</td></tr></table>".repeat(60);
    assertThat(Wordings.mail(Wordings.html(most), Map.of()).text()).isEqualTo("x\n");
    String more = "<table><tr><td>" + most + "</td></tr></table>";
    assertThat(faults(Wordings.html(more), Map.of())).containsExactly("tags_too_deep /body");
  }

  private static boolean wrong(String field, Object value) {
    return faults(markdown("Hi"), Map.of(field, value)).stream()
        .anyMatch(fault -> fault.startsWith("data_type /data/" + field));
  }

  private static String fault(String body) {
    return faults(markdown(body), Map.of("name", "Ann")).getFirst().split(" ", 2)[0];
  }
}
