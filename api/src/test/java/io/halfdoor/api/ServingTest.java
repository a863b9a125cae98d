package io.halfdoor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.halfdoor.api.command.CommandFailed;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource({
    "HALFDOOR_TIME_ZONE, Europe/Berln",
    "HALFDOOR_WORKING_DAYS, Mon-Fry",
    "HALFDOOR_WORKING_DAYS, Mon-Wed-Fri",
    "HALFDOOR_WORKING_DAYS, ','",
    "HALFDOOR_WORKING_FROM, 9am",
    "HALFDOOR_WORKING_TO, 09:00",
    "HALFDOOR_WORKING_TO, 25:00",
    "HALFDOOR_HOLIDAYS, '2026-12-25,2026-02-30'",
  })
  void aCalendarThatIsNoneIsFoundByACheck(String variable, String value) {
    Map<String, String> variables = Map.of(variable, value);
    assertThat(catchThrowableOfType(CommandFailed.class, () -> setup(variables)))
        .hasMessageContaining("must be ")
        .hasMessageContaining(variable);
  }

  @Test
  void aCalendarIsReadFromItsVariables() throws Exception {
    setup(
        Map.of(
            "HALFDOOR_TIME_ZONE", "Asia/Riyadh",
            "HALFDOOR_WORKING_DAYS", "Sun-Wed, Thu",
            "HALFDOOR_WORKING_FROM", "08:30",
            "HALFDOOR_WORKING_TO", "24:00",
            "HALFDOOR_HOLIDAYS", "2026-09-23, 2027-02-22"));
  }

  private static void setup(String token) throws Exception {
    setup(Map.of("HALFDOOR_ADMIN_TOKEN", token));
  }

  private static void setup(Map<String, String> variables) throws Exception {
    Serving.setup(new Halfdoor(InstantSource.system(), none -> List.of(), variables), null);
  }
}
