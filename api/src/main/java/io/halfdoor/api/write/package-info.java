/**
 * The one way a write goes, and the memory of it. {@link io.halfdoor.api.write.Writes} runs a
 * change in one transaction with its activity (who, when, what), its row of the change feed and the
 * answer kept for its idempotency key, and announces it afterwards. A feature that writes any other
 * way is wrong.
 */
@NullMarked
package io.halfdoor.api.write;

import org.jspecify.annotations.NullMarked;
