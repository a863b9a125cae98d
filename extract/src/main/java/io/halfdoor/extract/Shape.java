package io.halfdoor.extract;

/** How a kind of file is divided, and so how its markup is read. */
enum Shape {
  /** Pages stand in {@code div class="page"}. */
  PAGES,
  /** Slides begin with a {@code div} of class {@code slide} or {@code slide-content}. */
  SLIDES,
  /** Sheets stand in a {@code div} of class {@code sheet} or {@code page}, under their name. */
  SHEETS,
  /** Divided by headings, and where those are far apart at the ends of paragraphs. */
  SECTIONS,
  /** One message, divided only where it is long. */
  MESSAGE;

  static Shape of(String mediaType) {
    if (mediaType.equals("application/pdf")) {
      return PAGES;
    }
    if (mediaType.contains("powerpoint") || mediaType.contains("presentation")) {
      return SLIDES;
    }
    if (mediaType.contains("excel")
        || mediaType.contains("spreadsheet")
        || mediaType.equals("text/csv")) {
      return SHEETS;
    }
    if (mediaType.equals("message/rfc822") || mediaType.equals("application/vnd.ms-outlook")) {
      return MESSAGE;
    }
    return SECTIONS;
  }
}
