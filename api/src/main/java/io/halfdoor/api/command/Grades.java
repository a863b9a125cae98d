package io.halfdoor.api.command;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How right each document is for one query, and how good what was found for it is by that. Of many
 * queries the figure is the mean of theirs.
 *
 * @param byDocument the higher the better; a document that is 0 or not there is wrong
 */
public record Grades(Map<String, Integer> byDocument) {

  private static final int SHOWN = 10;
  private static final int FOUND = 100;

  public Grades {
    byDocument = Map.copyOf(byDocument);
  }

  /** 0 for what nobody judged. */
  int of(String document) {
    return Math.max(0, byDocument.getOrDefault(document, 0));
  }

  /** Whether any document is right at all; where none is, all figures are 0. */
  public boolean isRightForAny() {
    return byDocument.values().stream().anyMatch(grade -> grade > 0);
  }

  /**
   * nDCG@10, from 0 to 1: how high the best stand among the first ten. DCG is the sum over these of
   * grade / log2(place + 1), places counted from 1; nDCG is that over the DCG of the best order
   * that there could be. After K. Järvelin and J. Kekäläinen, <i>Cumulated Gain-Based Evaluation of
   * IR Techniques</i>, TOIS 2002, with the grade itself as the gain, as {@code trec_eval} and BEIR
   * have it.
   *
   * @param found ids of documents, the first first, each once
   */
  public double ndcg(List<String> found) {
    double best =
        gain(byDocument.keySet().stream().map(this::of).sorted(Comparator.reverseOrder()).toList());
    return best == 0 ? 0 : gain(found.stream().limit(SHOWN).map(this::of).toList()) / best;
  }

  private static double gain(List<Integer> ranked) {
    return IntStream.range(0, Math.min(SHOWN, ranked.size()))
        .mapToDouble(i -> ranked.get(i) / (Math.log(i + 2) / Math.log(2)))
        .sum();
  }

  /**
   * Recall@100, from 0 to 1: the share of all that is right that is among the first hundred, as
   * BEIR has it (N. Thakur and others, <i>BEIR: A Heterogeneous Benchmark for Zero-shot Evaluation
   * of Information Retrieval Models</i>, NeurIPS 2021).
   *
   * @param found as for {@link #ndcg}
   */
  public double recall(List<String> found) {
    long right = byDocument.values().stream().filter(grade -> grade > 0).count();
    long reached = found.stream().limit(FOUND).filter(document -> of(document) > 0).count();
    return right == 0 ? 0 : reached / (double) right;
  }

  /**
   * The reciprocal rank of the first ten, from 0 to 1: 1 / place of the first that is right,
   * however right, and 0 where none of them is. Its mean is MRR@10 (E. Voorhees, <i>The TREC-8
   * Question Answering Track Report</i>, 1999).
   *
   * @param found as for {@link #ndcg}
   */
  public double reciprocalRank(List<String> found) {
    return IntStream.range(0, Math.min(SHOWN, found.size()))
        .filter(i -> of(found.get(i)) > 0)
        .mapToDouble(i -> 1.0 / (i + 1))
        .findFirst()
        .orElse(0);
  }
}
