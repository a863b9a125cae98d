/**
 * What texts mean, as vectors: a model in this process, and the vectors it has computed.
 *
 * <p>{@link io.halfdoor.api.meaning.OnnxEmbedder} is the model. It needs a folder and no network,
 * runs on the thread that asks, and knows nothing of the database. {@link
 * io.halfdoor.api.meaning.Meanings} is what the index asks: vectors of queries come from the model,
 * those of passages from the database, where they are kept by model and hash of the text. So a text
 * is computed once, whichever items it is part of and however often whatever index is built.
 *
 * <p>The surprising rule: the index never waits for the model. For a passage without a vector it
 * gets none; that it was asked for is a row, and the vector is computed later by some node, with a
 * thread that stands back. Whoever applied the item applies it again then.
 *
 * <p>Vectors are kept for good: half a kilobyte for each text that ever was. All of them may be
 * deleted at any time; what is needed is computed again.
 */
@NullMarked
package io.halfdoor.api.meaning;

import org.jspecify.annotations.NullMarked;
