package io.halfdoor.api.learning;

import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Role;
import io.halfdoor.api.data.Transactions;
import io.halfdoor.api.figure.Window;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** How well search does, as figures. */
@Path("search/health")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {

  private final Transactions transactions;
  private final InstantSource clock;

  HealthResource(Transactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  @GET
  @Allow({Role.MARKETER, Role.LEADER, Role.ADMIN})
  public Health get(
      @QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
    Instant now = clock.instant();
    Window window = Window.of(from, to, now);
    return transactions.read(
        handle -> {
          AskedStore store = handle.attach(AskedStore.class);
          return Health.of(
              window,
              store.cameTo(window.begin(), window.end()),
              store.took(window.begin(), window.end()),
              now);
        });
  }
}
