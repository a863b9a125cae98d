package io.halfdoor.api.deal;

import static org.assertj.core.api.Assertions.assertThat;

import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What other features are told of deals. */
class DealFiguresTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  @Test
  void atStakeIsWhatTheOpenOnesAreKnownToBeWorthByCurrencyEachOnce() {
    TestClient rep = halfdoor.as("rep");
    UUID euros = mentioned(rep, "euros", Map.of("value", money("100.50", "EUR")));
    UUID more = mentioned(rep, "more", Map.of("value", money("10", "EUR")));
    UUID dollars = mentioned(rep, "dollars", Map.of("value", money("7", "USD")));
    UUID unknown = mentioned(rep, "unknown", Map.of());
    UUID won = mentioned(rep, "won", Map.of("value", money("900", "EUR"), "state", "won"));
    UUID gone = id(rep.post("/deals", Map.of("account", "A", "name", "B")).expect(201).id());
    rep.post("/deals", Map.of("crmId", "euros", "account", "A", "name", "B")).expect(200);

    assertThat(store().atStake(List.of(euros, more, dollars, unknown, won, gone, euros)))
        .containsExactly(
            new Deals.AtStake("EUR", 2, new BigDecimal("110.50")),
            new Deals.AtStake("USD", 1, new BigDecimal("7.00")),
            new Deals.AtStake(null, 1, null));
    assertThat(store().atStake(List.of())).isEmpty();
    assertThat(store().find(gone)).map(Deal::id).contains(euros);
    assertThat(store().findAll(List.of(gone, more, UUID.randomUUID())))
        .extracting(asked -> Map.entry(asked.asked(), asked.deal().id()))
        .containsExactlyInAnyOrder(Map.entry(gone, euros), Map.entry(more, more));
  }

  @Test
  void opportunitiesAreCountedByWhenTheyWereOpenedElseByWhenTheyWereFirstMentioned() {
    halfdoor.clock().advance(Duration.ofDays(100));
    Instant from = halfdoor.clock().instant().minusSeconds(60);
    TestClient retail = halfdoor.as("rep@retail");
    mentioned(retail, "o-1", Map.of("leadSource", "Fair"));
    mentioned(halfdoor.as("rep2@north"), "o-1", Map.of());
    mentioned(
        retail, "o-2", Map.of("leadSource", "Fair", "openedAt", from.plusSeconds(5).toString()));
    mentioned(retail, "o-3", Map.of("openedAt", from.minus(Duration.ofDays(50)).toString()));
    halfdoor.as("marketer").post("/deals", Map.of("crmId", "o-4", "source", "crm")).expect(201);

    assertThat(store().opened(from, from.plus(Duration.ofDays(1))))
        .containsExactly(
            new Deals.Opened("retail", "Fair", 2, 1), new Deals.Opened(null, null, 1, 0));
    assertThat(store().opened(from.minus(Duration.ofDays(60)), from))
        .contains(new Deals.Opened("retail", null, 1, 1));
    mentioned(halfdoor.as("rep2@north"), "o-4", Map.of());
    assertThat(store().opened(from, from.plus(Duration.ofDays(1))))
        .contains(new Deals.Opened("north", null, 1, 0));
  }

  private static UUID mentioned(TestClient who, String crmId, Map<String, Object> facts) {
    Map<String, Object> deal = new HashMap<>(facts);
    deal.put("crmId", crmId);
    return id(who.post("/deals", deal).id());
  }

  private static UUID id(String text) {
    return Deals.IDS.parse(text).orElseThrow();
  }

  private static DealStore store() {
    return halfdoor.database().jdbi().onDemand(DealStore.class);
  }

  private static Map<String, Object> money(String amount, String currency) {
    return Map.of("amount", new BigDecimal(amount), "currency", currency);
  }
}
