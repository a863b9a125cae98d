/**
 * What texts mean, as vectors: a model in this process, and the vectors it has computed.
 *
 * <p>{@link io.halfdoor.api.meaning.OnnxEmbedder} is the model. It needs a folder and no network,
 * runs on the thread that asks, and knows nothing of the database.
 */
@NullMarked
package io.halfdoor.api.meaning;

import org.jspecify.annotations.NullMarked;
