package io.halfdoor.api.merge;

import io.halfdoor.api.merge.Span.Kind;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a good mail's template does not have. */
final class Lint {

  private static final int SUBJECT = 60;
  private static final int PREHEADER = 100;

  /** What people read in a minute. */
  private static final int WORDS = 230;

  /** Beyond this, Gmail cuts a mail off. */
  private static final int HTML = 100_000;

  private static final Pattern WORD = Pattern.compile("\\S+");
  private static final Pattern INTERNAL =
      Pattern.compile(
          "\\[\\s*internal\\b|\\binternal (?:use )?only\\b|\\bnot for (?:customers|prospects|buyers)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern UNFINISHED =
      Pattern.compile("\\b(?:TODO|TBD|FIXME|XXX)\\b|(?i:lorem ipsum)");
  private static final Pattern FOREIGN =
      Pattern.compile(
          "\\}\\}|\\{[A-Za-z][A-Za-z0-9_.]*\\}|%%\\w+%%|\\|[A-Z_]{2,}\\||\\[\\[\\w+\\]\\]|\\$\\{\\w");
  private static final Pattern NUMBERED =
      Pattern.compile(
          "&#(?:x0{0,6}(?:202[a-e]|206[6-9])|0{0,6}(?:823[4-8]|829[4-7]));?",
          Pattern.CASE_INSENSITIVE);

  private final Wording wording;
  private final Schema schema;
  private final List<Finding> findings;

  Lint(Wording wording, Schema schema, List<Finding> findings) {
    this.wording = wording;
    this.schema = schema;
    this.findings = findings;
  }

  void fields(Usage usage) {
    for (Field field : schema.all()) {
      if (!usage.used().contains(field.name())) {
        warn(
            "field_unused",
            field.name() + " is described and never used.",
            Place.field(schema.index(field.name()), "name"));
      }
    }
    usage
        .bare()
        .forEach(
            (name, value) -> {
              Field field = schema.find(name);
              if (field != null && !field.askMe()) {
                warn("fallback_missing", name + " has no fallback.", value.place());
              }
            });
  }

  void lines(String subject, String preheader) {
    Place place = Place.of("/subject");
    if (subject.isEmpty()) {
      findings.add(Finding.error("subject_empty", "The subject is empty.", place));
    } else if (length(subject) > SUBJECT) {
      warn("subject_long", "Of a subject longer than " + SUBJECT + " the end is not seen.", place);
    }
    if (preheader.isEmpty()) {
      warn("preheader_empty", "Mailboxes show the body's beginning.", Place.of("/preheader"));
    } else if (length(preheader) > PREHEADER) {
      warn(
          "preheader_long",
          "Of a preheader longer than " + PREHEADER + " the end is not seen.",
          Place.of("/preheader"));
    }
    words(wording.subject(), place);
    words(wording.preheader(), Place.of("/preheader"));
  }

  /** Looks at the body's HTML with marks where merge fields stand. */
  void body(Composed composed) {
    String html = composed.text();
    PlainText plain = new PlainText();
    EmailHtml.sanitised(html, plain);
    String text = plain.toString();
    Place place = Place.of("/body");
    words(text, place);
    if (WORD.matcher(text).results().count() + composed.slots().size() > WORDS) {
      warn("reading_long", "It takes more than a minute to read.", place);
    }
    if (html.length() > HTML) {
      warn("body_long", "Some mailboxes cut mails of this length off.", place);
    }
    List<Span> spans = Spans.of(html);
    if (spans.stream().noneMatch(span -> isSaid(span, html))) {
      boolean hasImage = spans.stream().anyMatch(span -> span.element().equals("img"));
      findings.add(
          hasImage
              ? Finding.warning("text_missing", "There are only images, and no text.", place)
              : Finding.error("body_empty", "The body says nothing.", place));
    }
    findings.addAll(Links.findings(html, new Source("/body", null, wording.body())));
    findings.addAll(Balance.of(spans).findings());
  }

  /** Characters that turn the reading direction, written out or as a number. */
  void overrides() {
    overrides("/subject", wording.subject());
    overrides("/preheader", wording.preheader());
    overrides("/body", wording.body());
  }

  private void overrides(String pointer, String text) {
    Matcher numbered = NUMBERED.matcher(text);
    int at = 0;
    while (at < text.length() && !Clean.isOverride(text.charAt(at))) {
      at++;
    }
    if (numbered.find()) {
      at = Math.min(at, numbered.start());
    }
    if (at < text.length()) {
      Place place = new Source(pointer, null, text.substring(0, at)).end();
      findings.add(
          Finding.error(
              "bidi_override", "A hidden character here turns the reading direction.", place));
    }
  }

  private void words(String said, Place place) {
    String text = withoutTags(said);
    Matcher internal = INTERNAL.matcher(text);
    if (internal.find()) {
      findings.add(
          Finding.error(
              "internal_text",
              "“" + internal.group().toLowerCase(Locale.ROOT) + "” is not for buyers.",
              place));
    }
    Matcher unfinished = UNFINISHED.matcher(text);
    if (unfinished.find()) {
      warn("text_unfinished", "“" + unfinished.group() + "” is left to do.", place);
    }
    Matcher foreign = FOREIGN.matcher(text);
    if (foreign.find()) {
      warn("field_foreign", "“" + foreign.group() + "” is no merge field here.", place);
    }
  }

  private static String withoutTags(String text) {
    StringBuilder rest = new StringBuilder();
    int at = 0;
    for (int open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", at)) {
      int close = text.indexOf("}}", open);
      if (close < 0) {
        break;
      }
      rest.append(text, at, open);
      at = close + 2;
    }
    return rest.append(text.substring(at)).toString();
  }

  private static boolean isSaid(Span span, String html) {
    return span.kind() == Kind.TEXT && !span.in(html).isBlank();
  }

  private static int length(String line) {
    return line.codePointCount(0, line.length());
  }

  private void warn(String code, String message, Place place) {
    findings.add(Finding.warning(code, message, place));
  }
}
