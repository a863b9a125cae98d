package io.halfdoor.api.file;

import java.time.Instant;

/** A file that is kept: its row. */
public record StoredFile(String sha256, long size, Instant storedAt) {}
