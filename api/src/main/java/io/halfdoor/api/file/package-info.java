/**
 * The files that people put in: kept on disk under the SHA-256 of their bytes, {@code
 * files/ab/cd/<sha256>}, and known in the table {@code file}.
 *
 * <p>A file comes in two steps. {@link io.halfdoor.api.file.StoredFiles#receive} writes what
 * arrives to {@code files/incoming} while it hashes it, and syncs it; no transaction is open
 * meanwhile. {@link io.halfdoor.api.file.Incoming#keep}, in the transaction that records what the
 * file belongs to, renames it into its place and inserts its row. The same bytes are kept once.
 *
 * <p>The surprising rule: whoever refers to content by its hash takes its {@link
 * io.halfdoor.api.file.ContentLock} first, in the same transaction. The sweeper takes the same lock
 * alone, looks once more whether anybody refers to it, and only then deletes; so what is being
 * recorded is never swept.
 */
@NullMarked
package io.halfdoor.api.file;

import org.jspecify.annotations.NullMarked;
