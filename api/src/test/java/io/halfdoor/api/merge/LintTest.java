package io.halfdoor.api.merge;

import static io.halfdoor.api.merge.Wordings.codes;
import static io.halfdoor.api.merge.Wordings.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.halfdoor.api.merge.Field.Type;
import io.halfdoor.api.merge.Finding.Severity;
import io.halfdoor.api.merge.Wording.Format;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LintTest {

  @Test
  void aGoodTemplateHasNothingToMend() {
    Field name = new Field("name", Type.TEXT, "Who is written to", "there", "Ann", false);
    assertThat(
            lint(
                new Wording(
                    "Prices for {{name}}",
                    "What we talked about",
                    "Hi {{name}}, see [the page](https://halfdoor.io/a).",
                    Format.MARKDOWN,
                    "en",
                    List.of(name))))
        .isEmpty();
  }

  @Test
  void fieldsAreHeldAgainstTheSchema() {
    List<Finding> findings =
        Wordings.merge(
                new Wording(
                    "Hi {{nobody}}",
                    "p",
                    "\n  {{name}} {{promise}} {{name}} {{#company}}{{company}}{{/company}}",
                    Format.MARKDOWN,
                    "en",
                    List.of(
                        field("name", Type.TEXT),
                        field("spare", Type.TEXT),
                        field("company", Type.TEXT),
                        new Field("promise", Type.TEXT, null, null, null, true))))
            .lint();
    assertThat(findings)
        .containsExactly(
            Finding.error(
                "field_unknown",
                "No field nobody is described.",
                new Place("/subject", 1, 4, null)),
            Finding.warning(
                "field_unused", "spare is described and never used.", Place.of("/fields/1/name")),
            Finding.warning(
                "fallback_missing", "name has no fallback.", new Place("/body", 2, 3, null)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "[a](http://halfdoor.io) => link_insecure",
        "[a](https://example.com/x) => link_placeholder",
        "[a](https://www.example.com) => link_placeholder",
        "[a](http://localhost:8080/x) => link_placeholder",
        "[a](https://halfdoor.io/TODO) => link_placeholder",
        "[a]() => link_empty",
        "[a](#) => link_empty",
        "[a](/x) => link_refused",
        "[a](javascript:x) => link_refused",
        "<b>a => tag_unbalanced",
        "a</b> => tag_unbalanced",
        "<div><b>a</div></b> => tag_unbalanced",
        "a <script>x</script> => markup_removed",
        "a <b onclick='x'>b</b> => markup_removed",
        "![a](https://halfdoor.io/a.png) => text_missing",
        "{{! nothing }} => body_empty",
        "a [internal: margin 40%] => internal_text",
        "a, for internal use only => internal_text",
        "Not for customers => internal_text",
        "a TODO b => text_unfinished",
        "Lorem ipsum => text_unfinished",
        "Hi {firstName} => field_foreign",
        "Hi firstName}} => field_foreign",
        "Hi %%first%% => field_foreign",
        "Hi *|FNAME|* => field_foreign"
      })
  void whatABodyShouldNotHaveIsTold(String body, String code) {
    assertThat(lint(body)).contains(code + " /body");
  }

  @Test
  void aTemplatesFaultIsTheSameFindingAsWhenItIsRendered() {
    assertThat(lint(Wordings.html("{{#name}}<b {{name}}>{{/name}}")))
        .contains("field_misplaced /body");
    assertThat(lint("[a]({{company}})")).contains("field_in_link /body");
    assertThat(lint("{{#name}}")).contains("section_unclosed /body");
  }

  @Test
  void subjectPreheaderAndLengthAreLookedAt() {
    assertThat(lint(of("s".repeat(61), "", "a")))
        .contains("subject_long /subject", "preheader_empty /preheader");
    assertThat(lint(of(" ", "p".repeat(101), "a")))
        .contains("subject_empty /subject", "preheader_long /preheader");
    assertThat(lint(of("s", "p", "word ".repeat(231)))).containsExactly("reading_long /body");
    assertThat(lint(of("s", "p", "word ".repeat(230)))).isEmpty();
    assertThat(lint(of("[internal]", "TBD", "a")))
        .containsExactly("internal_text /subject", "text_unfinished /preheader");
  }

  @Test
  void remarksAreNotLookedAtForTheyAreNotSent() {
    assertThat(lint(of("s{{! internal only }}", "p", "a {{! [internal] TODO }}"))).isEmpty();
  }

  @Test
  void hiddenTurnsOfTheReadingDirectionAreToldWithTheirPlace() {
    assertThat(Wordings.merge(of("s", "p", "a\nb\u202ec")).lint())
        .extracting(Finding::severity, Finding::code, Finding::place)
        .containsExactly(tuple(Severity.ERROR, "bidi_override", new Place("/body", 2, 2, null)));
    assertThat(lint("a &#x202E; b")).containsExactly("bidi_override /body");
    assertThat(lint("a &#8238; b")).containsExactly("bidi_override /body");
  }

  @Test
  void aLinksPlaceIsItsLine() {
    assertThat(Wordings.merge(of("s", "p", "a\n[b](http://c.io)")).lint())
        .extracting(Finding::place)
        .containsExactly(new Place("/body", 2, 5, null));
  }

  @Test
  void theLinksThatATemplateNamesAreKnown() {
    assertThat(
            Wordings.merge(
                    Wordings.markdown(
                        "[a](https://a.io/x?y={{name}}) [b]({{page}}) ![c](https://c.io/d.png)"))
                .links())
        .containsExactly("https://a.io/x?y=", "https://c.io/d.png");
  }

  private static Wording of(String subject, String preheader, String body) {
    return new Wording(subject, preheader, body, Format.MARKDOWN, "en", List.of());
  }

  private static List<String> lint(Wording wording) {
    return codes(Wordings.merge(wording).lint());
  }

  private static List<String> lint(String body) {
    return codes(
        Wordings.merge(
                new Wording(
                    "A subject",
                    "A preheader",
                    body,
                    Format.MARKDOWN,
                    "en",
                    Wordings.FIELDS.subList(0, body.contains("{{") ? 2 : 0)))
            .lint());
  }
}
