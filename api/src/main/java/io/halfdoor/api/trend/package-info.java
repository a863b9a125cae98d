/**
 * What the hearings add up to: what is heard more often ({@code /objections/trends}), for what of
 * it there is nothing fresh to say ({@code /objections/gaps}), and what became of the deals in
 * which an answer was given ({@code /objections/{id}/outcomes}). Reads what others write, and
 * writes nothing itself: the request that a gap calls for ({@code /objections/{id}/requests}) is
 * drafted here and filed by whoever files requests. Every figure says how many it rests on; its
 * definitions are in {@code docs/figures.md}.
 */
@NullMarked
package io.halfdoor.api.trend;

import org.jspecify.annotations.NullMarked;
