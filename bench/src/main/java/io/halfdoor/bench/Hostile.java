package io.halfdoor.bench;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Questions that nobody asks who means well, or that were pasted by mistake. */
final class Hostile {

  /** As many characters as a question may have. */
  private static final int LONGEST = 20_000;

  private static final int MANY = 10_000;
  private static final String PATH = "/api/v1/search";

  private final Api caller;
  private final Map<String, String> questions = new LinkedHashMap<>();

  Hostile(Corpus corpus, Api caller) {
    this.caller = caller;
    questions.put("10,000 words", words(corpus, MANY));
    questions.put("as many words as fit", cut(words(corpus, MANY)));
    StringBuilder signs = new StringBuilder();
    for (int i = 0; i < MANY; i++) {
      signs.appendCodePoint(0x4E00 + i).append(' ');
    }
    questions.put("10,000 words of a sign each", signs.toString());
    questions.put("stop words", "the of and to a in is for that with on as are it be by this or");
    questions.put("stop words alone, many times", cut("the of and to a in is for ".repeat(1_000)));
    questions.put("a pasted page", corpus.item(7).text());
    StringBuilder pages = new StringBuilder();
    for (int number = 0; pages.length() < LONGEST; number++) {
      pages.append(corpus.item(number).text()).append("\n\n");
    }
    questions.put("pasted pages", cut(pages.toString()));
    questions.put("fuzzy a thousand times", "a~2 ".repeat(1_000));
    questions.put("fuzzy words", "pricng~2 secrity~2 (contrct~2 OR renwal~2)^1000");
    questions.put("a letter with stars", "*a*");
    questions.put("stars", "* ** ?* *?* [* TO *] /.*/");
    questions.put("an open quote", "\"price of (the");
    questions.put("quotes", "\"".repeat(9_999));
    questions.put("quoted words, many times", cut("\"the price\" ".repeat(2_000)));
    questions.put("all but nothing", cut("-the -of -price ".repeat(2_000)));
    questions.put("fields", cut("kind:a state:b industry:c title:d ".repeat(1_000)));
    questions.put("1 MB", "price ".repeat(175_000));
    questions.put("one long word", "a".repeat(LONGEST));
    questions.put(
        "from right to left",
        "\u0639\u0631\u0636 \u0627\u0644\u0633\u0639\u0631 \u202Eecirp\u202C");
    questions.put("signs", "\uD83E\uDD37\uD83C\uDFFD\u200D\u2640\uFE0F \uD83D\uDCB6 price");
    questions.put("half a sign", "price \uD83E");
    questions.put("marks upon marks", cut("e\u0301\u0327\u0323\u0308".repeat(MANY)));
    questions.put("control characters", "price\u0000\u0007\u001B[2J\uFFFF");
  }

  private static String words(Corpus corpus, int count) {
    List<String> words = new ArrayList<>();
    for (int number = 0; words.size() < count; number++) {
      words.addAll(List.of(corpus.item(number).text().split(" ", -1)));
    }
    return String.join(" ", words.subList(0, count));
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST));
  }

  /**
   * How they were answered.
   *
   * @param longest in milliseconds
   * @param wrong how often it was neither hits nor a problem of the caller's
   */
  record Answers(double longest, int wrong) {}

  /** Asks one after the other, and over again, until it is over and each was asked. */
  Answers ask(BooleanSupplier isOver) throws IOException, InterruptedException {
    double longest = 0;
    int wrong = 0;
    boolean isFirst = true;
    while (isFirst || !isOver.getAsBoolean()) {
      for (Map.Entry<String, String> question : questions.entrySet()) {
        if (!isFirst && isOver.getAsBoolean()) {
          break;
        }
        long begun = System.nanoTime();
        HttpResponse<byte[]> answer =
            caller.post(
                PATH, Map.of("q", question.getValue(), "facets", List.of("type", "industry")));
        double took = (System.nanoTime() - begun) / 1e6;
        longest = Math.max(longest, took);
        if (!isRight(answer)) {
          wrong++;
          Bench.say("%s -> %d", question.getKey(), answer.statusCode());
        }
        if (isFirst) {
          Bench.say("%s -> %d in %,.0f ms", question.getKey(), answer.statusCode(), took);
        }
      }
      isFirst = false;
    }
    return new Answers(longest, wrong);
  }

  private static boolean isRight(HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    String type = answer.headers().firstValue("Content-Type").orElse("");
    return status == 200
        || (status >= 400 && status < 500 && type.startsWith("application/problem+json"));
  }
}
