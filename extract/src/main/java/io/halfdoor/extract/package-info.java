/**
 * Text and passages from files that nobody here vouches for.
 *
 * <p>{@link io.halfdoor.extract.FileType} says in the server's own process, from a bounded look at
 * the bytes, what a file is. {@link io.halfdoor.extract.Extractor} reads one in a worker process
 * and answers with an {@link io.halfdoor.extract.Extraction}: a state, a reason that a person
 * understands, and {@linkplain io.halfdoor.extract.Passage passages} that know their page, slide,
 * sheet or section.
 *
 * <pre>{@code
 * try (Extractor extractor = new Extractor(Extractor.Options.defaults())) {
 *   Extraction extraction = extractor.extract(file, "Pricing deck.pptx");
 *   for (Passage passage : extraction.passages()) {
 *     index(passage.place(), passage.headings(), passage.text());
 *   }
 * }
 * }</pre>
 *
 * <p>The surprising rule: whatever a file does, {@code extract} answers. A file that loops is
 * killed on the clock, one that eats memory ends its own worker, one that lies about its sizes is
 * found out before or while it is read. Only what is no fault of the file (it is not there, no
 * worker can be started) is thrown, so that the caller may try again later.
 *
 * <p>How it is kept apart: the worker is a JVM of a small fixed heap, started from the same class
 * path and reused for many files, one at a time. It has an empty environment, a folder of its own,
 * no network (a network namespace of its own where the system allows one, no name resolution and no
 * remote URLs anywhere), and loads no external entity. It talks in frames over its standard streams
 * and ends when its input does, so it never outlives the server.
 */
@NullMarked
package io.halfdoor.extract;

import org.jspecify.annotations.NullMarked;
