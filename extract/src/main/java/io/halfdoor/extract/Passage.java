package io.halfdoor.extract;

import java.util.List;

/**
 * A page-sized part of a file's text.
 *
 * @param place where it stands; several passages share one when a page, sheet or section is long
 * @param headings the headings it stands under, outermost first; empty where there are none
 * @param text plain text, never blank: paragraphs end with a newline, table cells are parted by
 *     tabs
 */
public record Passage(Place place, List<String> headings, String text) {

  public Passage {
    headings = List.copyOf(headings);
  }
}
