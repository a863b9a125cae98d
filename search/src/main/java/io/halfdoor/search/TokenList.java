package io.halfdoor.search;

import java.util.Arrays;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.UnicodeUtil;

/**
 * The words of all the texts of one entry, each read once, to be replayed into several fields: as
 * they stand or as stems, with or without their weights. Not for use by more than one thread.
 */
final class TokenList {

  /** Places between two texts, so that no phrase reaches from one into the next. */
  private static final int GAP = 100;

  private final WordReader words = new WordReader();
  private final Stems stems = new Stems(1 << 13);

  private byte[] pool = new byte[1 << 14];
  private int used;
  private int size;
  private int[] from = new int[1 << 10];
  private int[] to = new int[1 << 10];
  private int[] step = new int[1 << 10];
  private int[] weight = new int[1 << 10];
  private BytesRef[] stem = new BytesRef[1 << 10];

  void clear() {
    used = 0;
    size = 0;
  }

  int size() {
    return size;
  }

  /** Appends the words of a text in a language of {@link Stems}. */
  void add(String text, int weightOfEach, String language) {
    Stems.OneLanguage inLanguage = stems.in(language);
    words.on(text);
    boolean isFirst = true;
    while (words.next()) {
      if (size == from.length) {
        grow();
      }
      from[size] = used;
      addForm(words.form(), words.length());
      to[size] = used;
      step[size] = isFirst ? GAP : words.step();
      weight[size] = weightOfEach;
      stem[size] = inLanguage.of(words.form(), words.length());
      size++;
      isFirst = false;
    }
  }

  private void addForm(char[] form, int length) {
    pool = ArrayUtil.grow(pool, used + length * UnicodeUtil.MAX_UTF8_BYTES_PER_CHAR);
    int i = 0;
    while (i < length && form[i] < 128) {
      pool[used + i] = (byte) form[i];
      i++;
    }
    used =
        i == length
            ? used + length
            : UnicodeUtil.UTF16toUTF8(new String(form, 0, length), 0, length, pool, used);
  }

  private void grow() {
    int longer = size * 2;
    from = Arrays.copyOf(from, longer);
    to = Arrays.copyOf(to, longer);
    step = Arrays.copyOf(step, longer);
    weight = Arrays.copyOf(weight, longer);
    stem = Arrays.copyOf(stem, longer);
  }

  String word(int index) {
    return new BytesRef(pool, from[index], to[index] - from[index]).utf8ToString();
  }

  BytesRef stem(int index) {
    return stem[index];
  }

  int step(int index) {
    return step[index];
  }

  /** The words of a range as they stand, in their places. */
  TokenStream exact(int first, int end) {
    return new Exact(first, end);
  }

  /** The stems of a range, each as often as its weight says. */
  TokenStream weightedStems(int first, int end) {
    return new WeightedStems(first, end, true);
  }

  /** The stems of a range, each once. */
  TokenStream stems(int first, int end) {
    return new WeightedStems(first, end, false);
  }

  private final class Exact extends TokenStream {

    private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
    private final PositionIncrementAttribute places =
        addAttribute(PositionIncrementAttribute.class);
    private final BytesRef bytes = new BytesRef();
    private final int first;
    private final int end;
    private int next;

    Exact(int first, int end) {
      this.first = first;
      this.end = end;
      this.next = first;
    }

    @Override
    public boolean incrementToken() {
      if (next == end) {
        return false;
      }
      bytes.bytes = pool;
      bytes.offset = from[next];
      bytes.length = to[next] - from[next];
      term.setBytesRef(bytes);
      places.setPositionIncrement(step[next]);
      next++;
      return true;
    }

    @Override
    public void reset() {
      next = first;
    }
  }

  private final class WeightedStems extends TokenStream {

    private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
    private final PositionIncrementAttribute places =
        addAttribute(PositionIncrementAttribute.class);
    private final TermFrequencyAttribute times = addAttribute(TermFrequencyAttribute.class);
    private final int first;
    private final int end;
    private final boolean isWeighted;
    private int next;

    WeightedStems(int first, int end, boolean isWeighted) {
      this.first = first;
      this.end = end;
      this.isWeighted = isWeighted;
      this.next = first;
    }

    @Override
    public boolean incrementToken() {
      if (next == end) {
        return false;
      }
      term.setBytesRef(stem[next]);
      places.setPositionIncrement(Math.min(step[next], 1));
      times.setTermFrequency(isWeighted ? weight[next] : 1);
      next++;
      return true;
    }

    @Override
    public void reset() {
      next = first;
    }
  }
}
