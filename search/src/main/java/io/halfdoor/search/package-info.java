/**
 * Finds items by their words, and the page of each that answers.
 *
 * <p>{@link SearchIndex} is the one way in. Whoever feeds it turns every item into an {@link Entry}
 * and hands batches over together with the position of the feed that they bring the index to; the
 * index keeps that position with the entries, so that after a crash the feeder reads {@link
 * SearchIndex#position()} and goes on from there. The index is derived: an index that is damaged or
 * was written by another version of this library is thrown away when it is opened, its position is
 * then empty, and the feeder fills it again with {@link SearchIndex#rebuild()}.
 *
 * <pre>{@code
 * try (SearchIndex index = SearchIndex.open(home, SearchOptions.of(InstantSource.system()))) {
 *   index.apply(entries, deletedIds, "1/4711/12");
 *   SearchResult found =
 *       index.search(SearchRequest.of("pricing objection", Set.of("everyone", "team:emea")));
 *   for (Hit hit : found.hits()) {
 *     System.out.println(hit.title().text() + ": " + hit.snippet().text());
 *   }
 * }
 * }</pre>
 *
 * <p><b>Who may see what</b> is part of every question. An entry carries audience terms, a caller
 * has audience terms, and an entry exists for a caller only where they share one. Hits, totals,
 * facet counts, corrections and suggestions are computed from what the caller may see and from
 * nothing else.
 *
 * <p><b>Any text is a legal query.</b> {@code "two words"} in quotes asks for exactly those words
 * in that order, {@code -word} leaves out what contains it, {@code name:value} asks for a field or
 * label that the caller's items have; everything else is just words. Results widen only when few
 * items match as typed: first to items with some of the words or words that begin or contain what
 * was typed, then, for words that nothing visible contains, to words spelled nearly alike. What was
 * typed always ranks above what was guessed, and {@link SearchResult#corrections()} says what was.
 *
 * <p><b>Synonyms</b> are a list beside the index ({@link SearchIndex#synonyms}), which changes no
 * entry: a saying of the list that is typed also finds what has another, below what has every word
 * as typed and above what lacks one. {@link SearchResult#synonyms()} says which were used, and a
 * search can be made by another list to see what that would do.
 *
 * <p><b>Meaning</b> is searched beside the words where {@link SearchOptions#embedder()} knows it:
 * an item is found by its words at once and by its meaning once {@link Embedder#ofPassages} has the
 * vectors of its passages; until then {@link SearchIndex#incomplete} names it. How both are weighed
 * stands in {@code docs/search.md}. Where something is quoted, left out or a field, or a single
 * name or number is typed, words alone count.
 *
 * <p><b>Likeness</b> is another question: not which items have these words, but which are said like
 * this. {@link SearchIndex#similar} holds a sentence in somebody's own words against each title and
 * phrasing ({@link Words#phrasings()}), by words and by meaning, and says how like they are, from 0
 * to 1, so that the caller can tell what is sure from what is to be looked at. {@link
 * SearchIndex#groups} puts sentences that are like no item together with one another.
 */
@NullMarked
package io.halfdoor.search;

import org.jspecify.annotations.NullMarked;
