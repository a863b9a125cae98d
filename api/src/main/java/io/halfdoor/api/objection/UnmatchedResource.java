package io.halfdoor.api.objection;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Role;
import io.halfdoor.search.TextGroups;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The hearings that nobody has a word for yet, put together by likeness. */
@Path("hearings/unmatched")
@Produces(MediaType.APPLICATION_JSON)
public final class UnmatchedResource {

  /** How many hearings are looked at. */
  static final int MOST = 5_000;

  private final HearingStore hearings;
  private final Matching matching;
  private final InstantSource clock;

  UnmatchedResource(Jdbi jdbi, Matching matching, InstantSource clock) {
    this.hearings = jdbi.onDemand(HearingStore.class);
    this.matching = matching;
    this.clock = clock;
  }

  @GET
  @Allow({Role.MARKETER, Role.LEADER, Role.ADMIN})
  public UnmatchedBody list(
      @Auth Caller caller,
      @QueryParam("days") @DefaultValue("90") @Min(1) @Max(3_650) int days,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
    Instant since = clock.instant().minus(Duration.ofDays(days));
    List<Hearing> found = hearings.unmatched(since, MOST + 1);
    Map<String, Hearing> byId =
        found.stream()
            .limit(MOST)
            .collect(Collectors.toMap(hearing -> hearing.id().toString(), Function.identity()));
    List<TextGroups.Group> groups =
        matching.groups(
            found.stream()
                .limit(MOST)
                .map(hearing -> new TextGroups.Text(hearing.id().toString(), hearing.quote()))
                .toList());
    return new UnmatchedBody(
        groups.stream().limit(limit).map(group -> group(group, byId, caller)).toList(),
        groups.size(),
        byId.size(),
        found.size() > MOST);
  }

  private GroupBody group(TextGroups.Group group, Map<String, Hearing> byId, Caller caller) {
    List<Hearing> members =
        group.ids().stream().map(byId::get).map(Objects::requireNonNull).toList();
    return new GroupBody(
        members.size(),
        members.stream().map(Hearing::personId).distinct().count(),
        members.stream()
            .map(hearing -> hearing.occasion().dealId())
            .filter(Objects::nonNull)
            .distinct()
            .count(),
        group.text(),
        members.stream().map(QuoteBody::of).toList(),
        matching.nearest(group.text(), caller).map(HeardBody.LikelyBody::of).orElse(null));
  }

  /**
   * Unmatched hearings.
   *
   * @param groups the largest first
   * @param total how many groups there are
   * @param hearings how many hearings they are made of
   * @param truncated whether there are older ones that were left out
   */
  record UnmatchedBody(List<GroupBody> groups, int total, int hearings, boolean truncated) {}

  /**
   * Hearings that say much the same.
   *
   * @param people how many heard it
   * @param deals how many it was heard in, of those that were named
   * @param suggestion the nearest objection, however far
   */
  record GroupBody(
      int size,
      long people,
      long deals,
      String representative,
      List<QuoteBody> quotes,
      HeardBody.@Nullable LikelyBody suggestion) {}

  /** What was heard, and when. */
  record QuoteBody(String hearing, String quote, Instant heardAt) {

    static QuoteBody of(Hearing hearing) {
      return new QuoteBody(Hearing.IDS.text(hearing.id()), hearing.quote(), hearing.heardAt());
    }
  }
}
