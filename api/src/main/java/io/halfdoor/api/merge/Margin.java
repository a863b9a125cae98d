package io.halfdoor.api.merge;

/**
 * What the lines inside an element begin with in plain text, the first of them perhaps otherwise.
 */
final class Margin {

  private final String element;
  private final String rest;
  private String next;
  private int items;

  Margin(String element, String first, String rest) {
    this.element = element;
    this.next = first;
    this.rest = rest;
  }

  boolean isOf(String name) {
    return element.equals(name);
  }

  /** The beginning of the next line. */
  String next() {
    String now = next;
    next = rest;
    return now;
  }

  /** The number of the next item of a list, from 1. */
  int number() {
    return ++items;
  }
}
