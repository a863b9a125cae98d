package io.halfdoor.api.notice;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Audience;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.item.Named;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.Page;
import io.halfdoor.api.web.Paging;
import io.halfdoor.api.write.Answer;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The caller's own notices. */
@Path("me/notices")
@Produces(MediaType.APPLICATION_JSON)
public final class NoticeResource {

  private final NoticeStore notices;
  private final Writes writes;
  private final Items items;

  NoticeResource(NoticeStore notices, Writes writes, Items items) {
    this.notices = notices;
    this.writes = writes;
    this.items = items;
  }

  @GET
  @Allow
  public Page<NoticeBody> list(
      @Auth Caller caller,
      @QueryParam("unread") @DefaultValue("false") boolean unread,
      @BeanParam Paging paging) {
    List<String> after = paging.after(1);
    UUID start =
        after == null ? null : Notice.IDS.parse(after.getFirst()).orElseThrow(Paging::wrongCursor);
    List<Notice> rows = notices.before(caller.personId(), unread, start, paging.rows());
    return Page.of(rows, paging, notice -> List.of(Notice.IDS.text(notice.id())))
        .map(notice -> body(notice, caller));
  }

  @POST
  @Path("{id}/readings")
  @Allow
  public Response read(
      @Auth Caller caller, @BeanParam WriteRequest request, @PathParam("id") String id) {
    return writes.write(
        request,
        null,
        write -> {
          NoticeStore store = write.store(NoticeStore.class);
          Notice notice =
              Notice.IDS
                  .parse(id)
                  .flatMap(parsed -> store.find(parsed, caller.personId()))
                  .orElseThrow(() -> Problem.notFound("notice"));
          if (store.read(notice.id(), write.now())) {
            Set<String> reader = Set.of(Audience.person(caller.personId()).value());
            write.record(Notice.KIND, notice.id(), 2, "read", reader, null);
          }
          return Answer.noContent();
        });
  }

  private NoticeBody body(Notice notice, Caller caller) {
    Named item = named(notice.kind(), notice.itemId(), caller);
    return new NoticeBody(
        Notice.IDS.text(notice.id()),
        notice.what(),
        item,
        notice.aboutKind() == null || notice.aboutId() == null
            ? null
            : named(notice.aboutKind(), notice.aboutId(), caller),
        item == null ? null : notice.reason(),
        notice.at(),
        notice.readAt());
  }

  private @Nullable Named named(String kind, UUID id, Caller caller) {
    return items.visible(kind, id, caller).map(item -> Named.of(item, items)).orElse(null);
  }

  /**
   * A notice as its reader sees it.
   *
   * @param item which of their items it concerns; null where they no longer see that
   * @param about what it comes from; null where that is nothing else, or nothing that they see
   * @param reason why, as who did it said; null where nothing was said, or they no longer see the
   *     item
   */
  record NoticeBody(
      String id,
      String what,
      @Nullable Named item,
      @Nullable Named about,
      @Nullable String reason,
      Instant at,
      @Nullable Instant readAt) {}
}
