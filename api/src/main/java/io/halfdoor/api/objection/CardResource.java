package io.halfdoor.api.objection;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Role;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.label.Labels;
import io.halfdoor.api.link.Links;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.ETags;
import io.halfdoor.api.web.JsonBodies;
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
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Objections as battle cards, out and in. */
@Path("objections")
public final class CardResource {

  private static final String MARKDOWN = "text/markdown";
  private static final int MOST_BYTES = 1 << 20;

  private final ObjectionStore objections;
  private final PhrasingStore phrasings;
  private final AnswerStore answers;
  private final Writes writes;
  private final Ids ids;
  private final InstantSource clock;
  private final JsonBodies bodies;
  private final Labels labels;
  private final Categories categories;
  private final Links links;

  CardResource(
      Jdbi jdbi,
      Writes writes,
      Ids ids,
      InstantSource clock,
      JsonBodies bodies,
      Labels labels,
      Categories categories,
      Links links) {
    this.objections = jdbi.onDemand(ObjectionStore.class);
    this.phrasings = jdbi.onDemand(PhrasingStore.class);
    this.answers = jdbi.onDemand(AnswerStore.class);
    this.writes = writes;
    this.ids = ids;
    this.clock = clock;
    this.bodies = bodies;
    this.labels = labels;
    this.categories = categories;
    this.links = links;
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
    String text = text(body);
    BattleCard card = bodies.valid(CardReader.read(text));
    return writes.write(
        request,
        text,
        write -> new CardArrival(write, caller, ids, labels, categories, links, card).answer());
  }

  private static String text(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw Problem.tooLarge("A battle card has at most " + MOST_BYTES + " bytes.");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') >= 0) {
        throw Problem.unreadable("A battle card is text without NUL.");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw Problem.unreadable("A battle card is text in UTF-8.");
    }
  }
}
