package io.halfdoor.api.merge;

import static io.halfdoor.api.merge.Wordings.faults;
import static io.halfdoor.api.merge.Wordings.html;
import static io.halfdoor.api.merge.Wordings.mail;
import static io.halfdoor.api.merge.Wordings.markdown;
import static org.assertj.core.api.Assertions.assertThat;

import io.halfdoor.api.merge.Wording.Format;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscapingTest {

  private static final Map<String, String> NASTY = Map.of("name", "<b onclick=\"x\">&'`");
  private static final Map<String, String> ANN =
      Map.of("name", "Ann", "page", "https://acme.io/?a=1&b=2");

  @Test
  void inTextNothingIsMarkup() {
    assertThat(mail(html("<p>{{name}}</p>"), NASTY).html())
        .isEqualTo("<p>&lt;b onclick&#61;&#34;x&#34;&gt;&amp;&#39;&#96;</p>");
    assertThat(mail(html("<p>{{name}}</p>"), NASTY).text()).isEqualTo("<b onclick=\"x\">&'`\n");
  }

  @Test
  void inMarkdownNothingIsMarkup() {
    String value = "*a* _b_ [c](https://d.io) # <i> `e` ![f](g) \\ 1. | ~~h~~ &lt;";
    Mail mail = mail(markdown("{{name}}\n\n- {{name}}\n"), Map.of("name", value));
    assertThat(mail.text()).isEqualTo(value + "\n\n- " + value + "\n");
    assertThat(mail.html().replaceAll("</?(?:p|ul|li)>", "")).doesNotContain("<");
  }

  @Test
  void lineBreaksOfValuesStay() {
    assertThat(mail(html("<p>{{name}}</p>"), Map.of("name", "a\r\nb\u2028c")).html())
        .isEqualTo("<p>a<br />b<br />c</p>");
  }

  @Test
  void inAttributesNothingEndsThem() {
    assertThat(mail(html("<img src=\"https://a.io/b\" alt='{{name}}'>"), NASTY).html())
        .isEqualTo(
            "<img src=\"https://a.io/b\" alt=\"&lt;b onclick&#61;&#34;x&#34;&gt;&amp;&#39;&#96; \" />");
  }

  @Test
  void inLinksAValueIsOnePart() {
    Map<String, String> data = Map.of("name", "a/b?c=d&e#f @ü%");
    assertThat(mail(markdown("[x](https://a.io/?q={{name}})"), data).text())
        .isEqualTo("x (https://a.io/?q=a%2Fb%3Fc%3Dd%26e%23f%20%40%C3%BC%25)\n");
    assertThat(
            mail(markdown("[x](mailto:{{name}}?subject=Hi)"), Map.of("name", "a@b.io?bcc=c"))
                .text())
        .isEqualTo("x (mailto:a@b.io%3Fbcc%3Dc?subject=Hi)\n");
  }

  @Test
  void inLinksNumbersAndDatesAreWrittenForPrograms() {
    Map<String, Object> data = Map.of("seats", 12000, "due", "2026-11-26");
    assertThat(mail(markdown("[x](https://a.io/{{seats}}/{{due}})"), data).text())
        .isEqualTo("x (https://a.io/12000/2026-11-26)\n");
  }

  @Test
  void aLinkCanBeginWithAFieldOfItsTypeAlone() {
    Map<String, String> data = Map.of("page", "https://acme.io/?a=1&b=2", "name", "Ann");
    assertThat(mail(html("<a href=\"{{page}}\">x</a>"), data).html())
        .isEqualTo("<a href=\"https://acme.io/?a&#61;1&amp;b&#61;2\">x</a>");
    assertThat(mail(html("<a href=\"{{page}}#{{name}}\">x</a>"), data).text())
        .isEqualTo("x (https://acme.io/?a=1&b=2#Ann)\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a href=\"{{name}}\">x</a>",
        "<a href=\"https://{{name}}/\">x</a>",
        "<a href=\"https://a.io{{name}}\">x</a>",
        "<a href=\"/x?{{name}}\">x</a>",
        "<a href=\"java{{name}}\">x</a>",
        "<a href=\"javascript:{{name}}\">x</a>",
        "<a href=\"{{page}}{{name}}\">x</a>",
        "[x]({{name}})"
      })
  void noOtherValueSaysWhoseHostItIs(String body) {
    assertThat(faults(markdown(body), Map.of("name", "Ann", "page", "https://a.io")))
        .containsExactly("field_in_link /body");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<{{name}}>x",
        "</{{name}}>x",
        "<b{{name}}>x</b>",
        "<b {{name}}>x</b>",
        "<b {{name}}=\"a\">x</b>",
        "<img alt={{name}}>",
        "<img alt=a{{name}}>",
        "<img alt=\"{{name}}>",
        "<p style=\"color:{{name}}\">x</p>",
        "<p onclick='{{name}}'>x</p>",
        "<img srcset=\"{{name}}\">",
        "<style>p{color:{{name}} }</style>",
        "<script>{{name}}</script>",
        "<SCRIPT >{{name}}</SCRIPT>",
        "<script>a</scriptx>{{name}}</script>",
        "<title>{{name}}</title>",
        "<textarea>{{name}}</textarea>",
        "<!-- {{name}} -->",
        "<!--> {{name}} -->",
        "<!{{name}}>",
        "<?{{name}}>",
        "<a/href=\"x\"{{name}}=''>x</a>"
      })
  void wherePartsOfTagsStandNothingIsFilledIn(String body) {
    assertThat(faults(html(body), ANN)).containsExactly("field_misplaced /body");
  }

  @Test
  void controlCharactersAndOverridesGoOutNowhere() {
    String value = "a\u0000b\u0007c\u202ed\u2066e\ufefff\ud800g\u009fh\udb80\udc00i";
    Wording wording =
        new Wording(
            "{{name}}", "{{name}}", "{{name}} &#x202e;x", Format.HTML, "en", Wordings.FIELDS);
    Mail mail = mail(wording, Map.of("name", value));
    String clean = "abcdef\ufffdghi";
    assertThat(mail).isEqualTo(new Mail(clean, clean, "abcdef&#xfffd;ghi x", clean + " x\n", "en"));
  }

  @Test
  void aSubjectIsOneLine() {
    Wording wording = new Wording("Hi\n{{name}}", "", "x", Format.HTML, "en", Wordings.FIELDS);
    assertThat(mail(wording, Map.of("name", "Ann\r\nBcc: all@acme.io\u2028\u0085x")).subject())
        .isEqualTo("Hi Ann Bcc: all@acme.io x");
  }
}
