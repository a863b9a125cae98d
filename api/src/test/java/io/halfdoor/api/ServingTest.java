package io.halfdoor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.halfdoor.api.command.CommandFailed;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a configuration is found to be before anything is started. */
class ServingTest {

  @ParameterizedTest
  @ValueSource(strings = {"planted", "fifteen-letters"})
  void anAdminTokenThatIsTooShortIsFoundByACheck(String token) {
    CommandFailed failed = catchThrowableOfType(CommandFailed.class, () -> setup(token));
    assertThat(failed)
        .hasMessageContaining("HALFDOOR_ADMIN_TOKEN must have 16 to 200 characters")
        .hasMessageNotContaining(token);
    assertThat(catchThrowableOfType(CommandFailed.class, () -> setup("x".repeat(201)))).isNotNull();
  }

  @Test
  void noAdminTokenAndAGoodOneAreFine() throws Exception {
    setup("");
    setup("sixteen-letters-");
    setup("x".repeat(200));
  }

  private static void setup(String token) throws Exception {
    Map<String, String> variables = Map.of("HALFDOOR_ADMIN_TOKEN", token);
    Serving.setup(new Halfdoor(InstantSource.system(), none -> List.of(), variables), null);
  }
}
