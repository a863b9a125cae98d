package io.halfdoor.api.template;

import io.halfdoor.api.merge.Finding;
import io.halfdoor.api.merge.Finding.Severity;
import io.halfdoor.api.merge.Mail;
import io.halfdoor.api.merge.Merge;
import io.halfdoor.api.merge.Unmergeable;
import io.halfdoor.api.merge.Wording;
import io.halfdoor.api.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A wording with the snippets that it includes and what became of the items that it leads to, as
 * one caller sees them.
 */
final class Composition {

  /** What no draft may be either: it would not be read to its end. */
  private static final Set<String> UNKEEPABLE =
      Set.of(
          "sections_too_deep",
          "snippet_cycle",
          "snippets_too_deep",
          "template_too_long",
          "too_many_fields",
          "too_many_snippets",
          "too_many_tags");

  private final TemplateKind kind;
  private final Merge merge;
  private final int fields;
  private final List<String> includes;
  private final List<Finding> facts;

  private Composition(
      TemplateKind kind, Merge merge, int fields, List<String> includes, List<Finding> facts) {
    this.kind = kind;
    this.merge = merge;
    this.fields = fields;
    this.includes = includes;
    this.facts = facts;
  }

  /**
   * Reads a wording.
   *
   * @param attached what is wrong with what is sent along
   */
  static Composition of(
      TemplateKind kind,
      Wording wording,
      Snippets snippets,
      Standing standing,
      List<Finding> attached) {
    Merge merge = Merge.of(wording, snippets::text);
    if (!merge.snippets().isEmpty()) {
      merge = Merge.of(snippets.completed(wording), snippets::text);
    }
    List<Finding> facts = new ArrayList<>(snippets.findings());
    facts.addAll(attached);
    facts.addAll(standing.linked(merge.links()));
    return new Composition(
        kind, merge, wording.fields().size(), Snippets.namedIn(wording), List.copyOf(facts));
  }

  /** The names of the snippets that the wording itself includes. */
  List<String> includes() {
    return includes;
  }

  /** Everything there is to say about it: what is wrong first. */
  List<Finding> lint() {
    List<Finding> findings = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      merge.lint().stream()
          .filter(finding -> finding.severity() == severity && isOurs(finding))
          .forEach(findings::add);
      facts.stream().filter(fact -> fact.severity() == severity).forEach(findings::add);
    }
    return new ArrayList<>(new LinkedHashSet<>(findings));
  }

  /** A snippet has no lines of its own, and what a snippet describes is told where it stands. */
  private boolean isOurs(Finding finding) {
    String[] steps = finding.place().pointer().split("/", -1);
    return switch (steps.length < 2 ? "" : steps[1]) {
      case "subject", "preheader" -> kind == TemplateKind.TEMPLATE;
      case "fields" -> steps.length < 3 || Integer.parseInt(steps[2]) < fields;
      default -> true;
    };
  }

  /**
   * Refuses what cannot be kept, be it a draft.
   *
   * @throws Problem that names every reason
   */
  void requireKeepable() {
    refuse(errors().stream().filter(error -> UNKEEPABLE.contains(error.code())).toList());
  }

  /**
   * Refuses what would embarrass: warnings do not.
   *
   * @throws Problem that names every error
   */
  void requirePublishable() {
    refuse(errors());
  }

  private List<Finding> errors() {
    return lint().stream().filter(finding -> finding.severity() == Severity.ERROR).toList();
  }

  /**
   * The mail that this data makes.
   *
   * @throws Problem that names everything that is wrong with the template or the data
   */
  Mail render(Map<String, ? extends @Nullable Object> data) {
    return whole(() -> merge.render(data));
  }

  /** The mail that the schema's examples make, refused likewise. */
  Mail examples() {
    return whole(merge::examples);
  }

  private Mail whole(Supplier<Mail> mail) {
    Set<Finding> faults = new LinkedHashSet<>();
    facts.stream().filter(fact -> fact.severity() == Severity.ERROR).forEach(faults::add);
    merge.lint().stream()
        .filter(finding -> finding.code().equals("internal_text"))
        .forEach(faults::add);
    Mail made = null;
    try {
      made = mail.get();
    } catch (Unmergeable e) {
      faults.addAll(e.findings());
    }
    refuse(List.copyOf(faults));
    if (made == null) {
      throw new IllegalStateException("neither a mail nor a reason why not");
    }
    return made;
  }

  private static void refuse(List<Finding> findings) {
    if (!findings.isEmpty()) {
      throw Problem.invalid(findings.stream().map(Finding::fault).toList());
    }
  }
}
