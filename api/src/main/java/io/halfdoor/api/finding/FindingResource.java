package io.halfdoor.api.finding;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Role;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.web.Page;
import io.halfdoor.api.web.Paging;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the nightly checks found wanting and nobody has mended yet, oldest first. */
@Path("findings")
@Produces(MediaType.APPLICATION_JSON)
public final class FindingResource {

  private final FindingStore findings;
  private final Items items;

  FindingResource(FindingStore findings, Items items) {
    this.findings = findings;
    this.items = items;
  }

  /** Of the items that the caller may see; so a page may be shorter than its limit. */
  @GET
  @Allow({Role.MARKETER, Role.LEADER, Role.ADMIN})
  public Page<FindingBody> list(
      @Auth Caller caller,
      @QueryParam("type") @Nullable FindingType type,
      @BeanParam Paging paging) {
    List<String> after = paging.after(1);
    UUID start =
        after == null ? null : Finding.IDS.parse(after.getFirst()).orElseThrow(Paging::wrongCursor);
    Page<Finding> page =
        Page.of(
            findings.after(start, type, paging.rows()),
            paging,
            finding -> List.of(Finding.IDS.text(finding.id())));
    List<FindingBody> visible =
        page.items().stream()
            .map(finding -> body(finding, caller))
            .flatMap(Optional::stream)
            .toList();
    return new Page<>(visible, page.next());
  }

  private Optional<FindingBody> body(Finding finding, Caller caller) {
    return items
        .kind(finding.kind())
        .flatMap(
            kind -> items.visible(kind, List.of(finding.itemId()), caller).stream().findFirst())
        .map(item -> body(finding, item));
  }

  private FindingBody body(Finding finding, Item item) {
    return new FindingBody(
        Finding.IDS.text(finding.id()),
        items.text(item),
        item.kind(),
        item.title(),
        finding.type(),
        finding.detail(),
        finding.raisedAt());
  }

  /** A finding as callers see it. */
  record FindingBody(
      String id,
      String item,
      String kind,
      String title,
      FindingType type,
      String detail,
      Instant raisedAt) {}
}
