package io.halfdoor.api.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list, in order. {@code next} is the cursor of the part after it, absent at the end.
 *
 * @param items never longer than the limit that was asked for
 */
public record Page<T>(List<T> items, @Nullable String next) {

  /**
   * A page of rows of which one more than the limit was read, so that the end is known.
   *
   * @param key what the order of the list is by: the cursor of the next page starts after it
   */
  public static <T> Page<T> of(List<T> rows, Paging paging, Function<T, List<String>> key) {
    if (rows.size() <= paging.limit()) {
      return new Page<>(rows, null);
    }
    List<T> items = List.copyOf(rows.subList(0, paging.limit()));
    return new Page<>(items, paging.cursorAfter(key.apply(items.getLast())));
  }

  /** The same page with each item told another way. */
  public <R> Page<R> map(Function<? super T, ? extends R> telling) {
    return new Page<>(items.stream().<R>map(telling).toList(), next);
  }
}
