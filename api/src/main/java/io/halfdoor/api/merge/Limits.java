package io.halfdoor.api.merge;

/** How much of anything there may be. Lengths are in characters. */
final class Limits {

  /** Subject, preheader, body and every included snippet together. */
  static final int TEMPLATE = 100_000;

  /** Markdown with its sections decided and values aside: it takes longer to read than HTML. */
  static final int MARKDOWN = 50_000;

  static final int SUBJECT = 255;
  static final int PREHEADER = 500;
  static final int FIELDS = 500;

  /** Merge fields, section marks and includes together. */
  static final int TAGS = 10_000;

  static final int SECTIONS_DEEP = 8;

  /** The sanitiser leaves out what is deeper than 256, counting four elements for each table. */
  static final int ELEMENTS_DEEP = 60;

  static final int SNIPPETS_DEEP = 5;
  static final int SNIPPETS = 100;
  static final int NAME = 100;
  static final int FALLBACK = 200;
  static final int VALUE = 10_000;
  static final int URL = 2_000;
  static final int LIST = 100;

  /** What is filled in, markup and all. */
  static final int OUTPUT = 200_000;

  /** Each value on its way is one character of a plane that has no more than this. */
  static final int VALUES = 65_000;

  private Limits() {}
}
