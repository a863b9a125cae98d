/**
 * The text of files and texts, in passages that know their page, slide, sheet or section.
 *
 * <p>It is kept under the SHA-256 of the bytes it came from, so the same bytes are read once. A
 * text has its passages in the transaction that brings it ({@link
 * io.halfdoor.api.text.Texts#keep}). A file is read afterwards: {@link
 * io.halfdoor.api.text.Texts#readLater} puts the work into the database in the transaction that
 * brings the file, some node does it in a worker process, and whoever shows the file is told in the
 * transaction that stores the outcome. A crash in between repeats the work and never loses it.
 */
@NullMarked
package io.halfdoor.api.text;

import org.jspecify.annotations.NullMarked;
