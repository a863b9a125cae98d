package io.halfdoor.demo;

import java.awt.Color;
import java.time.Instant;
import java.util.Map;

/** How everything that the sample company publishes looks and is dated. */
final class Brand {
  static final String COMPANY = "Wrenfield";

  static final Color PINE = new Color(0x14, 0x4A, 0x44);
  static final Color AMBER = new Color(0xE0, 0x9A, 0x2B);
  static final Color MIST = new Color(0xEA, 0xF2, 0xF0);
  static final Color INK = new Color(0x20, 0x2C, 0x2A);
  static final Color STONE = new Color(0x6B, 0x78, 0x75);

  /** Every file says that it was made at this moment, so that its bytes never change. */
  static final Instant MADE_AT = Instant.parse("2026-09-01T08:00:00Z");

  private static final Map<String, String> KIND_NAMES =
      Map.of(
          "onePager", "Product brief",
          "caseStudy", "Customer story",
          "whitePaper", "White paper",
          "battleCard", "Battle card",
          "sheet", "Calculation");

  private Brand() {}

  /**
   * What stands in the band above a document: what sort of document it is, or the company again.
   */
  static String kindName(Source source) {
    return KIND_NAMES.getOrDefault(source.value("kind"), "Field service, planned and done");
  }

  static String footer(Source source) {
    return source.value("mayBeSent").equals("yes")
        ? COMPANY + "  ·  " + source.value("title")
        : COMPANY + "  ·  Internal, not for customers  ·  " + source.value("title");
  }

  static String hex(Color color) {
    return "%06X".formatted(color.getRGB() & 0xFFFFFF);
  }
}
