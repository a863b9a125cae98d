package io.halfdoor.api.health;

import io.halfdoor.api.health.Check.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether the disk of a folder has room left. */
public final class Disk {

  private static final long MEBIBYTE = 1 << 20;
  private static final long TIGHT = 1024 * MEBIBYTE;

  /** PostgreSQL takes a segment of its log, 16 MiB, at a time, and the index merges what it has. */
  private static final long FULL = 128 * MEBIBYTE;

  private Disk() {}

  public static Check of(Path folder) {
    return new Check(
        "disk",
        () -> {
          try {
            return result(Files.getFileStore(folder).getUsableSpace());
          } catch (IOException e) {
            return Result.failing("The folder of HALFDOOR_HOME cannot be looked at; is it there?");
          }
        });
  }

  static Result result(long usableBytes) {
    String left = "The disk of HALFDOOR_HOME has " + usableBytes / MEBIBYTE + " MiB left";
    if (usableBytes < FULL) {
      return Result.failing(left + ": make room; writes may fail, reads go on.");
    }
    return usableBytes < TIGHT ? Result.strained(left + ": make room soon.") : Result.well();
  }
}
