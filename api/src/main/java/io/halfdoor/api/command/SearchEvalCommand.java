package io.halfdoor.api.command;

import io.halfdoor.api.command.JudgedFolder.Document;
import io.halfdoor.api.command.Trial.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Tells how good what is found is, by judgements of what is right. */
final class SearchEvalCommand {

  private static final int WORST = 10;
  private static final int LONGEST_LINE = 100;
  private static final String NO_MEANING = "--no-meaning";
  private static final String SERVER = "--server";
  private static final String USAGE = "./halfdoor search-eval DIR [--no-meaning|--server]";

  private final Console console;
  private final InstantSource clock;
  private final Map<String, String> environment;

  SearchEvalCommand(Console console, InstantSource clock, Map<String, String> environment) {
    this.console = console;
    this.clock = clock;
    this.environment = environment;
  }

  void run(List<String> given) throws CommandFailed, InterruptedException, IOException {
    Arguments arguments = Arguments.of(given, Set.of(NO_MEANING, SERVER), USAGE);
    if (arguments.words().size() != 1
        || arguments.flags().size() > 1
        || !arguments.kinds().isEmpty()) {
      throw CommandFailed.misused("Usage: " + USAGE);
    }
    Path folder = Path.of(arguments.words().getFirst());
    if (arguments.has(SERVER)) {
      new JudgedServer(console, Client.of(environment)).compare(folder);
    } else {
      evaluate(folder, !arguments.has(NO_MEANING));
    }
  }

  private void evaluate(Path folder, boolean meaning)
      throws CommandFailed, InterruptedException, IOException {
    JudgedFolder judged = JudgedFolder.read(folder);
    if (judged.unjudged() > 0) {
      console.note(
          "Queries left out, since no document is right for them: %,d"
              .formatted(judged.unjudged()));
    }
    if (judged.strays() > 0) {
      console.note(
          "Judgements of documents that are not there, which count as not found: %,d"
              .formatted(judged.strays()));
    }
    List<Run> runs = new Trial(judged, console, clock).runs(meaning);
    console.say(figures(judged, runs, meaning));
    console.say(worst(judged, runs));
  }

  private static String figures(JudgedFolder judged, List<Run> runs, boolean meaning) {
    long byMeaning = runs.stream().filter(Run::isByMeaning).count();
    return String.format(
        Locale.ROOT,
        """
        %,d documents, %,d queries, %s

          nDCG@10     %.4f
          recall@100  %.4f
          MRR@10      %.4f
        """,
        judged.documents().size(),
        runs.size(),
        meaning ? "%,d of them by words and meaning".formatted(byMeaning) : "by words alone",
        mean(runs, Run::ndcg),
        mean(runs, run -> run.query().grades().recall(run.found())),
        mean(runs, run -> run.query().grades().reciprocalRank(run.found())));
  }

  private static double mean(List<Run> runs, ToDoubleFunction<Run> of) {
    return runs.stream().mapToDouble(of).average().orElse(0);
  }

  /** A query that could have been answered better, with the place of the best that is right. */
  private record Worst(Run run, String right, int rank) {

    static Worst of(Run run) {
      Map<String, Integer> grades = run.query().grades().byDocument();
      String right =
          grades.keySet().stream()
              .min(
                  Comparator.comparingInt((String id) -> -run.query().grades().of(id))
                      .thenComparingInt(run::rank)
                      .thenComparing(Comparator.naturalOrder()))
              .orElseThrow();
      return new Worst(run, right, run.rank(right));
    }
  }

  private static String worst(JudgedFolder judged, List<Run> runs) {
    List<Worst> worst =
        runs.stream()
            .filter(run -> run.ndcg() < 1)
            .map(Worst::of)
            .sorted(
                Comparator.comparingDouble((Worst each) -> each.run().ndcg())
                    .thenComparingInt(each -> -each.rank()))
            .limit(WORST)
            .toList();
    if (worst.isEmpty()) {
      return "No query could be answered better.";
    }
    List<String> lines = new ArrayList<>();
    lines.add("The worst queries, by nDCG@10:");
    for (Worst each : worst) {
      List<String> found = each.run().found();
      lines.add("");
      lines.add(
          String.format(
              Locale.ROOT,
              "  %.3f  %s (%s)",
              each.run().ndcg(),
              line(each.run().query().text()),
              each.run().query().id()));
      lines.add(
          "         right: %s, %s"
              .formatted(
                  named(judged, each.right()),
                  each.rank() > Trial.DEPTH
                      ? "not among the first " + Trial.DEPTH
                      : "place " + each.rank()));
      lines.add(
          "         first: "
              + (found.isEmpty() ? "nothing was found" : named(judged, found.getFirst())));
    }
    return String.join(System.lineSeparator(), lines);
  }

  private static String named(JudgedFolder judged, String id) {
    Document document = judged.documents().get(id);
    String title = document == null ? "" : line(document.title());
    return title.isEmpty() ? id : "%s (%s)".formatted(title, id);
  }

  /** A text in one line, cut where it is long. */
  static String line(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    int end = line.codePointCount(0, line.length()) <= LONGEST_LINE ? -1 : LONGEST_LINE;
    return end < 0 ? line : line.substring(0, line.offsetByCodePoints(0, end)) + " ...";
  }
}
