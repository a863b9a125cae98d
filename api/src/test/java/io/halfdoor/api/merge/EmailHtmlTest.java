package io.halfdoor.api.merge;

import static io.halfdoor.api.merge.Wordings.html;
import static io.halfdoor.api.merge.Wordings.mail;
import static io.halfdoor.api.merge.Wordings.markdown;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailHtmlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<scr<script>ipt>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<b onmouseover='alert(1)'>x</b>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='java&#x0A;script:alert(1)'>x</a>",
        "<a href=' &#1; javascript:alert(1)'>x</a>",
        "<a href='data:text/html,alert(1)'>x</a>",
        "<img src='data:image/svg+xml,alert(1)'>",
        "<p style='background:url(https://evil.io/?a)'>x</p>",
        "<p style='background-image:u\\72l(https://evil.io)'>x</p>",
        "<p style='width:expression(alert(1))'>x</p>",
        "<p style='-moz-binding:url(x)'>x</p>",
        "<style>@import 'https://evil.io/a.css';</style>",
        "<link rel=stylesheet href=https://evil.io/a.css>",
        "<form action='https://evil.io'><input name=a><button>alert(1)</button></form>",
        "<iframe src='https://evil.io'></iframe>",
        "<frameset><frame src='https://evil.io'></frameset>",
        "<object data='https://evil.io'></object><embed src='https://evil.io'>",
        "<svg onload=alert(1)><script>alert(1)</script></svg>",
        "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
        "<base href='https://evil.io/'>",
        "<meta http-equiv=refresh content='0;url=https://evil.io'>",
        "<!--[if mso]><script>alert(1)</script><![endif]-->",
        "<a href='//evil.io'>x</a>",
        "<table background='https://evil.io/a.png'><tr><td>x</td></tr></table>"
      })
  void whatCouldActOrLoadIsLeftOut(String hostile) {
    for (Wording wording : new Wording[] {html("a " + hostile), markdown("a " + hostile)}) {
      String safe = mail(wording, Map.of()).html().toLowerCase(Locale.ROOT);
      assertThat(safe)
          .startsWith(wording.format() == Wording.Format.HTML ? "a " : "<p>a ")
          .doesNotContain("script", "evil.io", "data:", "expression", "url(", "@import", "<form")
          .doesNotContainPattern("<[^>]*\\son\\w+\\s*=");
    }
  }

  @Test
  void whatMailsNeedStays() {
    String body =
        "<table width=\"100%\" bgcolor=\"#ffffff\"><tbody><tr><td align=\"center\" style=\"color:#333\">"
            + "<a href=\"https://a.io\">x</a></td></tr></tbody></table>";
    assertThat(mail(html(body), Map.of()).html()).isEqualTo(body);
  }

  @Test
  void ofAWholeDocumentTheBodyIsKept() {
    String document =
        "<!DOCTYPE html><html><head><title>T</title><style>p{color:red}</style></head>"
            + "<body bgcolor=\"#fff\"><p>x</p></body></html>";
    assertThat(mail(html(document), Map.of()).html()).isEqualTo("<p>x</p>");
    assertThat(mail(html(document), Map.of()).text()).isEqualTo("x\n");
  }

  @Test
  void whatIsLeftOpenIsClosed() {
    assertThat(mail(html("<div><b>a<p>b"), Map.of()).html())
        .isEqualTo("<div><b>a<p>b</p></b></div>");
    assertThat(mail(html("</div></td>a"), Map.of()).html()).isEqualTo("a");
    assertThat(mail(html("a <b"), Map.of()).html()).doesNotContain("<b ");
  }
}
