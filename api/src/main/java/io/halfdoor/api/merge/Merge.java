package io.halfdoor.api.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A template that was read, ready to be rendered with data any number of times. It holds no state
 * beyond the template and may be shared between threads.
 */
public final class Merge {

  private final Wording wording;
  private final List<Finding> faults = new ArrayList<>();
  private final SequencedSet<String> snippets;
  private final boolean isReadable;
  private final Schema schema;
  private final Formats formats;
  private final Usage usage;
  private final List<Node> subject;
  private final List<Node> preheader;
  private final List<Node> body;

  private Merge(Wording wording, Function<String, Optional<String>> snippetsById) {
    this.wording = wording;
    Parser parser = new Parser(snippetsById, faults);
    this.subject = parser.parse("/subject", wording.subject());
    this.preheader = parser.parse("/preheader", wording.preheader());
    this.body = parser.parse("/body", wording.body());
    this.snippets = parser.included();
    this.isReadable = !parser.gaveUp();
    this.schema = Schema.of(wording.fields(), faults);
    this.usage = new Usage(schema, faults);
    usage.add(subject);
    usage.add(preheader);
    usage.add(body);
    Locale locale = Formats.locale(wording.language());
    if (locale == null) {
      faults.add(
          Finding.error(
              "language_unknown",
              "A language is a tag such as en or de-CH.",
              Place.of("/language")));
    }
    this.formats = new Formats(locale == null ? Locale.ENGLISH : locale);
  }

  /**
   * Reads a template. What is wrong with it is told by {@link #lint} and {@link #render}.
   *
   * @param snippets gives the body of another template by its id, in the same format; empty when
   *     there is none
   */
  public static Merge of(Wording wording, Function<String, Optional<String>> snippets) {
    return new Merge(wording, snippets);
  }

  /**
   * The mail that this data makes: by the fields' names, strings, numbers, booleans, lists, and
   * maps for money and for the items of lists. Null is the same as not given.
   *
   * @throws Unmergeable with everything that is wrong with the template or the data
   */
  public Mail render(Map<String, ?> data) {
    return render(data, name -> Place.pointer("data", name));
  }

  /**
   * The mail that the schema's examples make. A list without an example of its own has one item,
   * made of the examples of what its items hold.
   *
   * @throws Unmergeable with everything that is wrong with the template or missing in the examples
   */
  public Mail examples() {
    return render(schema.examples(), name -> Place.field(schema.index(name), "example").pointer());
  }

  /**
   * What there is to say about the template alone, what is wrong with it first. Whoever knows more
   * (what became of the items it links to) adds findings of their own.
   */
  public List<Finding> lint() {
    List<Finding> findings = new ArrayList<>(faults);
    if (!isReadable) {
      return findings;
    }
    Composed composed = html(Composed.everything(body, schema, formats), findings);
    if (composed != null) {
      Insertion.fill(composed, findings);
    }
    Lint lint = new Lint(wording, schema, findings);
    lint.fields(usage);
    lint.lines(
        Clean.line(Composed.everything(subject, schema, formats).plain()),
        Clean.line(Composed.everything(preheader, schema, formats).plain()));
    if (composed != null) {
      lint.body(composed);
    }
    lint.overrides();
    return findings;
  }

  /** The ids of the snippets that the template asks for, found or not, in their order. */
  public SequencedSet<String> snippets() {
    return snippets;
  }

  /**
   * The links and images that the template names itself, in their order, each as far as its first
   * merge field.
   */
  public SequencedSet<String> links() {
    Composed composed = html(Composed.everything(body, schema, formats), new ArrayList<>());
    return Links.of(composed == null ? "" : composed.text());
  }

  private Mail render(Map<String, ?> given, UnaryOperator<String> pointers) {
    if (!isReadable) {
      throw new Unmergeable(faults);
    }
    List<Finding> findings = new ArrayList<>(faults);
    Data data = Data.read(given, pointers, schema, formats, findings);
    Filling filling = new Filling(schema, data, findings);
    String title = Clean.line(filling.fill(subject).plain());
    String line = Clean.line(filling.fill(preheader).plain());
    Composed composed = html(filling.fill(body), findings);
    String html = composed == null ? "" : Insertion.fill(composed, findings);
    if (title.isEmpty()) {
      findings.add(Finding.error("subject_empty", "The subject is empty.", Place.of("/subject")));
    }
    limit(title, Limits.SUBJECT, "/subject", findings);
    limit(line, Limits.PREHEADER, "/preheader", findings);
    limit(html, Limits.OUTPUT, "/body", findings);
    refuse(findings);
    PlainText text = new PlainText();
    String safe = EmailHtml.sanitised(html, text);
    if (text.toString().isBlank() && !safe.contains("<img ")) {
      refuse(List.of(Finding.error("body_empty", "The body says nothing.", Place.of("/body"))));
    }
    return new Mail(title, line, safe, text.toString(), wording.language());
  }

  private static void refuse(List<Finding> findings) {
    if (!findings.isEmpty()) {
      throw new Unmergeable(findings);
    }
  }

  /** The body as HTML with its marks; null when it is too long to be looked at. */
  private @Nullable Composed html(Composed source, List<Finding> findings) {
    String html = source.text();
    if (wording.format() == Wording.Format.MARKDOWN) {
      if (!limit(html, Limits.MARKDOWN, "/body", findings)) {
        return null;
      }
      html = Markdown.html(html);
    }
    if (Balance.of(Spans.of(html)).isTooDeep()) {
      findings.add(
          Finding.error(
              "tags_too_deep",
              "At most " + Limits.ELEMENTS_DEEP + " elements stand in each other.",
              Place.of("/body")));
    }
    return limit(html, Limits.OUTPUT, "/body", findings)
        ? new Composed(html, source.slots())
        : null;
  }

  private static boolean limit(String text, int limit, String pointer, List<Finding> findings) {
    if (text.length() <= limit) {
      return true;
    }
    Finding tooLong =
        Finding.error(
            "output_too_long",
            "Filled in, this would have more than " + limit + " characters.",
            Place.of(pointer));
    if (!findings.contains(tooLong)) {
      findings.add(tooLong);
    }
    return false;
  }
}
