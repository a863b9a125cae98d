package io.halfdoor.api.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.halfdoor.api.problem.Problem;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WindowTest {

  private static final Instant NOW = Instant.parse("2026-11-26T15:00:00Z");

  @Test
  void withoutParametersItIsTheLastNinetyDays() {
    Window window = Window.of(null, null, NOW);
    assertThat(window.days()).isEqualTo(90);
    assertThat(window.to()).hasToString("2026-11-26");
    assertThat(window.end()).hasToString("2026-11-27T00:00:00Z");
    assertThat(window.begin()).hasToString("2026-08-29T00:00:00Z");
  }

  @Test
  void theOneBeforeEndsTheDayBeforeItBegins() {
    Window window = Window.of("2026-03-01", "2026-03-07", NOW);
    assertThat(window.before()).hasToString("Window[from=2026-02-22, to=2026-02-28]");
    assertThat(window.before().end()).isEqualTo(window.begin());
  }

  @Test
  void whatIsNoWindowIsRefused() {
    for (String[] none :
        new String[][] {
          {"2026-01-02", "2026-01-01"},
          {"2025-01-01", "2026-01-02"},
          {"yesterday", null},
          {"2026-02-30", null},
          {null, "26-1-1"}
        }) {
      assertThatThrownBy(() -> Window.of(none[0], none[1], NOW)).isInstanceOf(Problem.class);
    }
    assertThat(Window.of("2025-01-01", "2026-01-01", NOW).days()).isEqualTo(366);
  }
}
