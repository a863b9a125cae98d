package io.halfdoor.search;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;

/**
 * What speaks for an entry beside the text: whether it is fresh, how much it was used of late, how
 * new it is. And its {@link Sketch}, by which the same text is known in another file.
 */
record Standing(
    Instant createdAt,
    Instant updatedAt,
    boolean isDue,
    double ages,
    Map<String, Double> recentUses,
    Sketch sketch) {

  /**
   * The most that each can add to a score that runs from 0 to 1: together less than what tells a
   * good answer from a fair one, so that text wins.
   */
  private static final double FRESH = 0.01;

  private static final double USED_HERE = 0.02;
  private static final double USED = 0.01;
  private static final double NEW = 0.01;

  /** Uses of late beyond which more say nothing more. */
  private static final double MANY = 50;

  /** How long an item is one that people may not know yet. */
  private static final double NEWCOMER_DAYS = 30;

  /** Uses of late of which an item is known. */
  private static final double KNOWN = 3;

  private static final double DAY = 86_400_000;

  static BytesRef write(Activity activity, Sketch sketch) {
    ByteBuffersDataOutput out = new ByteBuffersDataOutput();
    try {
      out.writeLong(activity.createdAt().toEpochMilli());
      out.writeLong(activity.updatedAt().toEpochMilli());
      out.writeByte((byte) (activity.isDue() ? 1 : 0));
      out.writeLong(activity.ages().toMillis());
      out.writeVInt(activity.recentUses().size());
      for (Map.Entry<String, Double> uses : activity.recentUses().entrySet()) {
        out.writeString(uses.getKey());
        out.writeLong(Double.doubleToLongBits(uses.getValue()));
      }
      sketch.write(out);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return new BytesRef(out.toArrayCopy());
  }

  static Standing read(BytesRef bytes) throws IOException {
    ByteArrayDataInput in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
    Instant createdAt = Instant.ofEpochMilli(in.readLong());
    Instant updatedAt = Instant.ofEpochMilli(in.readLong());
    boolean isDue = in.readByte() == 1;
    double ages = in.readLong();
    int teams = in.readVInt();
    Map<String, Double> recentUses = HashMap.newHashMap(teams);
    for (int i = 0; i < teams; i++) {
      recentUses.put(in.readString(), Double.longBitsToDouble(in.readLong()));
    }
    return new Standing(createdAt, updatedAt, isDue, ages, recentUses, Sketch.read(in));
  }

  /** What it adds to the score, for a caller at a time. */
  double prior(Set<String> audience, Instant now) {
    double here = 0;
    for (Map.Entry<String, Double> uses : recentUses.entrySet()) {
      here += audience.contains(uses.getKey()) ? uses.getValue() : 0;
    }
    double past = Math.pow(2, -Activity.halfLives(now));
    double age = Math.max(0, now.toEpochMilli() - updatedAt.toEpochMilli());
    return (isDue ? 0 : FRESH)
        + USED_HERE * many(here * past)
        + USED * many(uses() * past)
        + (ages == 0 ? 0 : NEW * Math.pow(2, -age / ages));
  }

  /** Whether it is new and hardly anybody has used it. */
  boolean isNewcomer(Instant now) {
    double days = (now.toEpochMilli() - createdAt.toEpochMilli()) / DAY;
    return days < NEWCOMER_DAYS && uses() * Math.pow(2, -Activity.halfLives(now)) < KNOWN;
  }

  private double uses() {
    return recentUses.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private static double many(double uses) {
    return Math.min(1, Math.log1p(uses) / Math.log1p(MANY));
  }
}
