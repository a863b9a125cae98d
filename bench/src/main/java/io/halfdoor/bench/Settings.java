package io.halfdoor.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How large and how long to measure.
 *
 * @param items of how many items the corpus is
 * @param time how long one run of one figure takes, warming up aside
 * @param runs of how many runs the median is taken
 * @param folder where indexes and homes are kept for the next time
 * @param root of the sources, where the distributions are below
 */
record Settings(int items, Duration time, int runs, long seed, Path folder, Path root) {

  /**
   * Reads {@code --items 1000 --seconds 5} and so on.
   *
   * @throws IllegalArgumentException in words for whoever typed it
   */
  static Settings read(Iterable<String> options) {
    Path root = Path.of(System.getProperty("bench.root", ".")).toAbsolutePath().normalize();
    Map<String, String> values =
        new HashMap<>(
            Map.of(
                "--items", "100000",
                "--seconds", "20",
                "--runs", "3",
                "--seed", "42",
                "--folder", root.resolve("bench/target/work").toString()));
    var each = options.iterator();
    while (each.hasNext()) {
      String option = each.next();
      if (!values.containsKey(option) || !each.hasNext()) {
        throw new IllegalArgumentException(
            option + " is no option, or has no value. Options are " + values.keySet() + ".");
      }
      values.put(option, each.next());
    }
    return new Settings(
        number(values, "--items"),
        Duration.ofSeconds(number(values, "--seconds")),
        number(values, "--runs"),
        number(values, "--seed"),
        Path.of(values.get("--folder")).toAbsolutePath(),
        root);
  }

  private static int number(Map<String, String> values, String option) {
    try {
      int number = Integer.parseInt(String.valueOf(values.get(option)));
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(option + " is a whole number from 1.");
  }

  /** The folder of the collections that nobody here wrote. */
  Path data() {
    String named = System.getenv("HALFDOOR_DATA");
    return named == null ? root.resolve("../shared/data").normalize() : Path.of(named);
  }

  Corpus corpus() {
    return new Corpus(seed);
  }

  /** A folder for this corpus, so that it is made once. */
  Path folder(String name) {
    return folder.resolve(name + "-" + items + "-" + seed);
  }
}
