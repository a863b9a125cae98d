package io.halfdoor.api.merge;

import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Markdown (CommonMark) as HTML. HTML inside it passes: it is made safe with the rest. */
final class Markdown {

  /** Deeper than this nothing is nested on purpose. */
  private static final int DEEP = 32;

  private static final Parser PARSER =
      Parser.builder().maxOpenBlockParsers(DEEP).maxInlineNesting(DEEP).build();
  private static final HtmlRenderer RENDERER = HtmlRenderer.builder().build();

  private Markdown() {}

  static String html(String markdown) {
    return RENDERER.render(PARSER.parse(markdown));
  }
}
