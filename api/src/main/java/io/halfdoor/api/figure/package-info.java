/**
 * What every figure has in common, whatever it counts: the days it is of ({@link
 * io.halfdoor.api.figure.Window}), how many it rests on ({@link io.halfdoor.api.figure.Share}) and
 * how sure that makes it ({@link io.halfdoor.api.figure.Interval}). A figure without ground is null
 * with a reason, never 0. {@code docs/figures.md} gives the definitions to read.
 */
@NullMarked
package io.halfdoor.api.figure;

import org.jspecify.annotations.NullMarked;
