/**
 * Measures Halfdoor: each figure that it is held to, by a command that anybody can run.
 *
 * <p>{@link io.halfdoor.bench.Bench} is the way in; {@code bench/README.md} lists the commands.
 * What is measured is the real thing: the server is started from its distribution by its own
 * launcher, on a home of its own with the embedded PostgreSQL and fsync on. What it is fed is a
 * {@link io.halfdoor.bench.Corpus} that is the same for the same seed. A figure is the median of
 * several runs, shown with all of them; where two things are compared, they take turns within one
 * run.
 */
@NullMarked
package io.halfdoor.bench;

import org.jspecify.annotations.NullMarked;
