/**
 * Many items at once, from a ZIP, JSON Lines or CSV.
 *
 * <p>What was sent is looked through while the sender waits, so that an archive that is hostile or
 * a table that cannot be read is refused whole. Then it is stored as a file, and some node takes
 * its rows one after the other: a {@link io.halfdoor.api.importing.Shelf} says how a row becomes an
 * item. A row is some fields ({@link io.halfdoor.api.importing.FieldShelf}) or a whole text ({@link
 * io.halfdoor.api.importing.TextShelf}).
 *
 * <p>The surprising rule: a row and what became of it are written in one transaction. The rows that
 * have a result are those that are done, so a crash anywhere goes on with the next one, and nothing
 * happens twice. A row that is refused is a result as well; it holds up no other.
 */
@NullMarked
package io.halfdoor.api.importing;

import org.jspecify.annotations.NullMarked;
