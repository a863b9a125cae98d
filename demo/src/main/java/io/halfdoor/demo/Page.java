package io.halfdoor.demo;

import java.util.List;

/**
 * A page of a document, a slide of a deck or a sheet of a workbook.
 *
 * @param notes what the speaker says, a paragraph an entry; only decks have any
 */
record Page(List<Block> blocks, List<String> notes) {

  /** The text of the first heading. */
  String title() {
    return blocks.stream()
        .filter(Block.Heading.class::isInstance)
        .map(block -> ((Block.Heading) block).text())
        .findFirst()
        .orElse("");
  }
}
