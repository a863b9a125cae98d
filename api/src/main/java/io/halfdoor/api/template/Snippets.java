package io.halfdoor.api.template;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.item.State;
import io.halfdoor.api.merge.Field;
import io.halfdoor.api.merge.Finding;
import io.halfdoor.api.merge.Merge;
import io.halfdoor.api.merge.Place;
import io.halfdoor.api.merge.Wording;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The snippets that one wording includes, as one caller sees them: each is read once. */
final class Snippets {

  private static final Place BODY = Place.of("/body");

  private final TemplateStore templates;
  private final Caller caller;
  private final @Nullable UUID self;
  private final Wording.Format format;
  private final Map<String, Optional<Shown>> known = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  /**
   * None so far.
   *
   * @param self the template whose wording it is; null for one that is not stored
   */
  Snippets(TemplateStore templates, Caller caller, @Nullable UUID self, Wording.Format format) {
    this.templates = templates;
    this.caller = caller;
    this.self = self;
    this.format = format;
  }

  /** The text of a snippet by its id or external id; empty when there is none. */
  Optional<String> text(String name) {
    return known.computeIfAbsent(name, this::read).map(shown -> shown.version().body());
  }

  private Optional<Shown> read(String name) {
    Optional<Shown> found =
        find(templates, name)
            .flatMap(id -> templates.findShown(id, caller.terms()))
            .filter(shown -> shown.template().isSnippet());
    found.ifPresent(
        shown -> {
          if (shown.template().id().equals(self)) {
            tell("snippet_cycle", "The snippet " + name + " includes itself.");
          }
          if (shown.template().state() != State.PUBLISHED) {
            tell(
                "snippet_unpublished",
                "The snippet " + name + " is not published, and so does not go out.");
          }
          if (shown.version().format() != format) {
            tell("snippet_format", "The snippet " + name + " is written in the other format.");
          }
        });
    return found;
  }

  /** The id that a name stands for, whoever may see it. */
  static Optional<UUID> find(TemplateStore templates, String name) {
    return Template.IDS
        .parse(name)
        .filter(id -> !templates.findBrief(List.of(id)).isEmpty())
        .or(() -> templates.named(name));
  }

  private void tell(String code, String message) {
    findings.add(Finding.error(code, message, BODY));
  }

  /** What keeps some of them from going out. */
  List<Finding> findings() {
    return findings;
  }

  /** The wording with the fields that its snippets describe and it does not, behind its own. */
  Wording completed(Wording wording) {
    List<Field> fields = new ArrayList<>(wording.fields());
    Set<String> names = new HashSet<>();
    fields.forEach(field -> names.add(field.name()));
    for (Optional<Shown> snippet : known.values()) {
      snippet.ifPresent(
          shown ->
              shown.version().fields().stream()
                  .map(FieldBody::toField)
                  .filter(field -> names.add(field.name()))
                  .forEach(fields::add));
    }
    return new Wording(
        wording.subject(),
        wording.preheader(),
        wording.body(),
        wording.format(),
        wording.language(),
        fields);
  }

  /** The names of the snippets that a wording itself includes, in their order. */
  static List<String> namedIn(Wording wording) {
    return List.copyOf(Merge.of(wording, _ -> Optional.empty()).snippets());
  }
}
