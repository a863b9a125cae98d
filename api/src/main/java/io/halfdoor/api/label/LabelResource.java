package io.halfdoor.api.label;

import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Audience;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.access.Role;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.problem.ProblemType;
import io.halfdoor.api.web.ETags;
import io.halfdoor.api.write.Answer;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The vocabulary: everybody reads it, admins say what is in it. */
@Path("labels")
@Produces(MediaType.APPLICATION_JSON)
public final class LabelResource {

  private static final String KIND = "label";
  private static final Pattern KEY = Pattern.compile("[a-z][a-zA-Z0-9]{0,39}");
  private static final Set<String> TAKEN =
      Set.of("kind", "state", "type", "owner", "audience", "fresh", "mayBeSent");

  private final LabelStore labels;
  private final Writes writes;

  LabelResource(LabelStore labels, Writes writes) {
    this.labels = labels;
    this.writes = writes;
  }

  @GET
  @Allow
  public Vocabulary list() {
    return new Vocabulary(labels.all().stream().map(LabelBody::of).toList());
  }

  @GET
  @Path("{key}")
  @Allow
  public Response get(@PathParam("key") String key) {
    Label label = labels.find(key).orElseThrow(() -> noSuch(key));
    return Response.ok(LabelBody.of(label)).tag(tag(label)).build();
  }

  @PUT
  @Path("{key}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow(Role.ADMIN)
  public Response put(
      @BeanParam WriteRequest request,
      @PathParam("key") String key,
      @NotNull @Valid LabelValues body) {
    if (!KEY.matcher(key).matches()) {
      throw noSuch(key);
    }
    if (TAKEN.contains(key)) {
      throw Problem.conflict("The name " + key + " has another meaning in searches; take another.");
    }
    return writes.write(
        request,
        body,
        write -> {
          LabelStore store = write.store(LabelStore.class);
          Optional<Label> present = store.find(key);
          if (present.isPresent()) {
            Label label = present.get();
            ETags.requireMatch(
                request.ifMatch(), tag(label), () -> LabelBody.of(label), changedBy(label));
          } else if (request.ifMatch() != null) {
            throw new Problem(
                ProblemType.STALE, "There is no such label yet; leave out If-Match to make it.");
          }
          Label next =
              new Label(
                  key,
                  present.map(Label::version).orElse(0L) + 1,
                  body.name(),
                  body.distinctValues(),
                  write.now(),
                  write.personId());
          if (!(present.isEmpty() ? store.insert(next) : store.replace(next))) {
            throw Problem.conflict("Somebody else changed this label at the same moment.");
          }
          write.record(
              KIND,
              UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)),
              next.version(),
              present.isEmpty() ? "created" : "changed",
              Set.of(Audience.EVERYONE.value()),
              LabelBody.of(next));
          return present.isEmpty()
              ? Answer.created("/labels/" + key, tag(next), LabelBody.of(next))
              : Answer.ok(tag(next), LabelBody.of(next));
        });
  }

  private static Problem noSuch(String key) {
    return Problem.notFound(
        KEY.matcher(key).matches() ? "label" : "label (keys are letters and digits)");
  }

  private static EntityTag tag(Label label) {
    return ETags.of(label.key(), label.version());
  }

  private static @Nullable String changedBy(Label label) {
    return label.updatedBy() == null ? null : Person.IDS.text(label.updatedBy());
  }

  /** What an admin says of a label. */
  record LabelValues(
      @NotBlank @Size(max = 100) String name,
      @NotNull @Size(max = 1_000) List<@NotBlank @Size(max = 100) String> values) {

    List<String> distinctValues() {
      List<String> distinct = values.stream().map(String::strip).distinct().toList();
      if (distinct.size() < values.size()) {
        throw Problem.invalid(Fault.at("/values", "Each value stands here once."));
      }
      return distinct;
    }
  }

  /** A label as callers see it. */
  record LabelBody(String key, long version, String name, List<String> values) {

    static LabelBody of(Label label) {
      return new LabelBody(label.key(), label.version(), label.name(), label.values());
    }
  }

  record Vocabulary(List<LabelBody> items) {}
}
