package io.halfdoor.search;

/**
 * Where in an item a passage stands.
 *
 * @param number counted from 1; 0 where the part has a name alone
 * @param name such as a sheet's; empty where the part has a number alone
 */
public record Place(Part part, int number, String name) {

  /** What the item is divided into. */
  public enum Part {
    PAGE,
    SLIDE,
    SHEET,
    HEADING
  }

  public Place {
    if (number < 0) {
      throw new IllegalArgumentException("places are counted from 1, not " + number);
    }
  }

  public static Place page(int number) {
    return new Place(Part.PAGE, number, "");
  }

  public static Place slide(int number) {
    return new Place(Part.SLIDE, number, "");
  }

  public static Place sheet(int number, String name) {
    return new Place(Part.SHEET, number, name);
  }

  public static Place heading(String name) {
    return new Place(Part.HEADING, 0, name);
  }
}
