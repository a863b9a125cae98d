package io.halfdoor.api.item;

/** An item by its name, as what is about it shows it to callers. */
public record Named(String id, String kind, String title) {

  public static Named of(Item item, Items items) {
    return new Named(items.text(item), item.kind(), item.title());
  }
}
