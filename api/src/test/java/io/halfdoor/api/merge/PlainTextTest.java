package io.halfdoor.api.merge;

import static io.halfdoor.api.merge.Wordings.html;
import static io.halfdoor.api.merge.Wordings.mail;
import static io.halfdoor.api.merge.Wordings.markdown;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainTextTest {

  @Test
  void structureIsSeen() {
    String body =
        """
        # Offer
        Some *text* and a
        [link](https://a.io/b), <https://c.io/>.

        ## What

        1. One
        2. Two
           - deep
           - deeper

             with more

        > Quoted
        > words

        ---

        ```
        as
          it is
        ```
        ![Logo](https://a.io/l.png)
        """;
    assertThat(mail(markdown(body), Map.of()).text())
        .isEqualTo(
            """
            Offer
            =====

            Some text and a link (https://a.io/b), https://c.io/.

            What
            ----

            1. One
            2. Two

               - deep

               - deeper

                 with more

            > Quoted words

            ---

            as
              it is

            [Logo]
            """);
  }

  @Test
  void tablesAndBlocksBecomeLines() {
    assertThat(
            mail(
                    html(
                        "<div>a<br>b</div><div>c</div><table><tr><td>1</td><td>2</td></tr>"
                            + "<tr><td>3</td><td>4</td></tr></table>d"),
                    Map.of())
                .text())
        .isEqualTo("a\nb\nc\n\n1 | 2\n3 | 4\n\nd\n");
  }

  @Test
  void anAddressIsWrittenOnce() {
    assertThat(mail(html("<a href='mailto:a@b.io'>a@b.io</a>"), Map.of()).text())
        .isEqualTo("a@b.io\n");
  }
}
