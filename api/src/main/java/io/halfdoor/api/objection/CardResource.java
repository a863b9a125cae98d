package io.halfdoor.api.objection;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Role;
import io.halfdoor.api.importing.Outcome;
import io.halfdoor.api.web.ETags;
import io.halfdoor.api.web.TextBody;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Objections as battle cards, out and in. */
@Path("objections")
public final class CardResource {

  private static final String MARKDOWN = "text/markdown";

  private final ObjectionStore objections;
  private final PhrasingStore phrasings;
  private final AnswerStore answers;
  private final Writes writes;
  private final InstantSource clock;
  private final CardShelf shelf;

  CardResource(Jdbi jdbi, Writes writes, InstantSource clock, CardShelf shelf) {
    this.objections = jdbi.onDemand(ObjectionStore.class);
    this.phrasings = jdbi.onDemand(PhrasingStore.class);
    this.answers = jdbi.onDemand(AnswerStore.class);
    this.writes = writes;
    this.clock = clock;
    this.shelf = shelf;
  }

  @GET
  @Path("{id}")
  @Produces(MARKDOWN + ";qs=0.5") // who does not say what they take gets JSON
  @Allow
  public Response get(
      @Auth Caller caller,
      @PathParam("id") String id,
      @QueryParam("mayBeSaid") @DefaultValue("false") boolean mayBeSaid) {
    Objection objection = ObjectionResource.find(objections, id);
    List<Phrasing> said = phrasings.all(List.of(objection.id()));
    List<ShownAnswer> shown = Shown.answers(answers, objection, caller, mayBeSaid);
    EntityTag tag = new Shown(new Counted(objection, said.size()), shown, clock.instant()).tag();
    return Response.ok(CardWriter.write(BattleCard.of(objection, said, shown)))
        .type(new MediaType("text", "markdown", StandardCharsets.UTF_8.name()))
        .tag(new EntityTag(tag.getValue() + ETags.BESIDES + "md"))
        .build();
  }

  @POST
  @Path("cards")
  @Consumes(MARKDOWN)
  @Produces(MediaType.APPLICATION_JSON)
  @Allow({Role.MARKETER, Role.ADMIN})
  public Response put(@Auth Caller caller, @BeanParam WriteRequest request, InputStream body)
      throws IOException {
    String text = TextBody.read(body);
    CardShelf.Told card = shelf.read(text);
    return writes.write(request, text, write -> answer(card.put(write, caller)));
  }

  private static io.halfdoor.api.write.Answer answer(CardArrival.Arrived arrived) {
    Shown shown = arrived.shown();
    ArrivedBody body = new ArrivedBody(arrived.changes(), ObjectionBody.of(shown));
    return arrived.outcome() == Outcome.CREATED
        ? io.halfdoor.api.write.Answer.created(
            ObjectionResource.path(shown.objection()), shown.tag(), body)
        : io.halfdoor.api.write.Answer.ok(shown.tag(), body);
  }

  /** A card that was put in, as callers see it. */
  record ArrivedBody(List<String> changes, ObjectionBody objection) {}
}
