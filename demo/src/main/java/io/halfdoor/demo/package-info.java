/**
 * The sample company: Wrenfield, an invented vendor of field-service software, with its people, its
 * labels and about sixty pieces of collateral.
 *
 * <p>{@link DemoContent#load()} gives all of it; whoever loads it into a server walks {@link
 * DemoContent#items()} and hands over each {@link DemoBody}: a file, a link or a text. Everything
 * is invented: names, customers, competitors, prices.
 *
 * <h2>Where the words are</h2>
 *
 * Not in the code. Beside this package's classes, as resources:
 *
 * <ul>
 *   <li>{@code people.txt}: name, login, role, side and team, a person a line
 *   <li>{@code labels.txt}: the vocabulary, {@code key: value, value}, a key a line
 *   <li>{@code items.txt}: the names of the items, in the order they are loaded
 *   <li>{@code items/NAME.md}: one item
 * </ul>
 *
 * <p>An item opens with {@code key: value} lines between two {@code ---}, its metadata; what
 * follows is its text in a small Markdown:
 *
 * <ul>
 *   <li>{@code ===} alone on a line ends a page, a slide or a sheet. The n-th page of the source is
 *       page n of the file: a page that overflows is refused when it is written.
 *   <li>{@code # } and {@code ## } headings, paragraphs, {@code - } bullets, {@code 1. } steps,
 *       {@code **bold**}, {@code > } quotations with {@code > -- } before the speaker, {@code |
 *       tables |}
 *   <li>{@code !! 31 % | fewer second visits}: a key figure and its caption; lines in a row stand
 *       side by side
 *   <li>{@code Notes:} opens the speaker notes, up to the end of the slide
 * </ul>
 *
 * <p>The surprising rule: a file has the same bytes each time it is written. Dates, ids and archive
 * entries are fixed, so that loading twice finds each file already stored.
 */
@NullMarked
package io.halfdoor.demo;

import org.jspecify.annotations.NullMarked;
