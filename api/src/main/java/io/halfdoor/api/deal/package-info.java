/**
 * The opportunity at stake: one row however many features point to it, known by its CRM id, or else
 * by account and name.
 *
 * <p>Nobody keeps deals here. Whoever mentions one says what they know of it, with a {@link
 * io.halfdoor.api.deal.DealRef}, and {@link io.halfdoor.api.deal.Deals} gives the row that is
 * meant: {@code deals.noted(write, ref)}. What is not mentioned stays as it is.
 *
 * <p>The surprising rule: what the CRM said once, people no longer change. Their differing word is
 * kept in the history as not taken. And two rows that turn out to be one deal are merged, so a
 * feature that keeps ids of deals says how its references move: {@code deals.whenMerged(...)}.
 */
@NullMarked
package io.halfdoor.api.deal;

import org.jspecify.annotations.NullMarked;
