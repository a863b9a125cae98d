/**
 * What searches teach: which of them came to nothing ({@code /search/gaps}), how well search does
 * ({@code /search/health}), and what it ought to find ({@code /search/judgements}). Reads the log
 * that the finder writes, and the deals that people named; the figures are defined in {@code
 * docs/figures.md}.
 *
 * <p>A row of the log is not yet a search. Who types has asked for every beginning of what they
 * want, and who turns a page has asked for the same again: {@link
 * io.halfdoor.api.learning.AskedStore} makes one search of these before anything is counted.
 *
 * <p>The surprising rule: of what fewer than three people searched for only counts are told, no
 * team and no deal, and of nothing is it told who searched for it.
 */
@NullMarked
package io.halfdoor.api.learning;

import org.jspecify.annotations.NullMarked;
