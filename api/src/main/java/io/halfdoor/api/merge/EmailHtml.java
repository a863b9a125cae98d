package io.halfdoor.api.merge;

import java.util.List;
import java.util.regex.Pattern;
import org.owasp.html.Handler;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamEventReceiver;
import org.owasp.html.HtmlStreamRenderer;
import org.owasp.html.PolicyFactory;

/**
 * The HTML that may be in a mail: text, tables, images and links; styles that load nothing. The
 * rest of what a template holds is left out, and what it leaves open is closed.
 */
final class EmailHtml {

  private static final Pattern ABSOLUTE =
      Pattern.compile("\\s*(?:https?://|mailto:).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern LOADED =
      Pattern.compile("\\s*https?://.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern SIZE = Pattern.compile("[0-9]{1,4}%?");
  private static final Pattern ALIGN =
      Pattern.compile("left|right|center|justify|top|middle|bottom", Pattern.CASE_INSENSITIVE);
  private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{3,6}|[a-zA-Z]{3,20}");

  private static final PolicyFactory POLICY =
      new HtmlPolicyBuilder()
          .allowElements(
              "a",
              "b",
              "blockquote",
              "br",
              "caption",
              "center",
              "code",
              "del",
              "div",
              "em",
              "h1",
              "h2",
              "h3",
              "h4",
              "h5",
              "h6",
              "hr",
              "i",
              "img",
              "li",
              "ol",
              "p",
              "pre",
              "s",
              "small",
              "span",
              "strong",
              "sub",
              "sup",
              "table",
              "tbody",
              "td",
              "tfoot",
              "th",
              "thead",
              "tr",
              "u",
              "ul")
          .allowUrlProtocols("https", "http", "mailto")
          .allowAttributes("href")
          .matching(ABSOLUTE)
          .onElements("a")
          .allowAttributes("src")
          .matching(LOADED)
          .onElements("img")
          .allowAttributes("alt")
          .onElements("img")
          .allowAttributes("title")
          .onElements("a", "img")
          .allowAttributes("width", "height", "border", "cellpadding", "cellspacing")
          .matching(SIZE)
          .onElements("img", "table", "td", "th", "tr")
          .allowAttributes("colspan", "rowspan")
          .matching(SIZE)
          .onElements("td", "th")
          .allowAttributes("align", "valign")
          .matching(ALIGN)
          .onElements("div", "h1", "h2", "h3", "img", "p", "table", "td", "th", "tr")
          .allowAttributes("bgcolor")
          .matching(COLOR)
          .onElements("table", "td", "th", "tr")
          .allowAttributes("start")
          .matching(SIZE)
          .onElements("ol")
          .allowStyling()
          .allowTextIn("a", "span")
          .allowWithoutAttributes("a", "img", "span")
          .toFactory();

  private EmailHtml() {}

  /**
   * What may be in a mail, as HTML.
   *
   * @param also is sent the same, decoded
   */
  static String sanitised(String html, HtmlStreamEventReceiver also) {
    StringBuilder safe = new StringBuilder(html.length());
    HtmlStreamEventReceiver written = HtmlStreamRenderer.create(safe, Handler.DO_NOTHING);
    HtmlSanitizer.sanitize(html, POLICY.apply(new Both(written, also)), Cleaning::new);
    return safe.toString();
  }

  private record Both(HtmlStreamEventReceiver one, HtmlStreamEventReceiver other)
      implements HtmlStreamEventReceiver {

    @Override
    public void openDocument() {
      one.openDocument();
      other.openDocument();
    }

    @Override
    public void closeDocument() {
      one.closeDocument();
      other.closeDocument();
    }

    @Override
    public void openTag(String element, List<String> attributes) {
      one.openTag(element, attributes);
      other.openTag(element, attributes);
    }

    @Override
    public void closeTag(String element) {
      one.closeTag(element);
      other.closeTag(element);
    }

    @Override
    public void text(String text) {
      one.text(text);
      other.text(text);
    }
  }

  /** Cleans what stood in the markup as a numbered character and is one only now. */
  private record Cleaning(HtmlStreamEventReceiver next) implements HtmlStreamEventReceiver {

    @Override
    public void openDocument() {
      next.openDocument();
    }

    @Override
    public void closeDocument() {
      next.closeDocument();
    }

    @Override
    public void openTag(String element, List<String> attributes) {
      attributes.replaceAll(Clean::text);
      next.openTag(element, attributes);
    }

    @Override
    public void closeTag(String element) {
      next.closeTag(element);
    }

    @Override
    public void text(String text) {
      next.text(Clean.text(text));
    }
  }
}
