package io.halfdoor.api.activity;

import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.access.Role;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.Page;
import io.halfdoor.api.web.Paging;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The activity log: everything that anybody did, latest first. */
@Path("activity")
@Produces(MediaType.APPLICATION_JSON)
public final class ActivityResource {

  private final ActivityStore activities;
  private final Items items;

  ActivityResource(ActivityStore activities, Items items) {
    this.activities = activities;
    this.items = items;
  }

  @GET
  @Allow(Role.ADMIN)
  public Page<ActivityBody> list(
      @QueryParam("personId") @Nullable String personId, @BeanParam Paging paging) {
    UUID person =
        personId == null
            ? null
            : Person.IDS.parse(personId).orElseThrow(() -> Problem.notFound("person"));
    var rows = activities.before(person, ActivityBody.start(paging), paging.rows());
    return ActivityBody.page(rows, paging, items);
  }
}
