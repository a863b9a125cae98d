/**
 * Fills in an e-mail template's merge fields. {@link io.halfdoor.api.merge.Merge} reads a {@link
 * io.halfdoor.api.merge.Wording} once; its {@code render} makes a {@link
 * io.halfdoor.api.merge.Mail} of data, its {@code examples} one of the schema's examples, its
 * {@code lint} says what to mend. Nothing here reads a file, a clock, a database or the network.
 *
 * <h2>What a template may say</h2>
 *
 * <pre>
 * {{contact.firstName}}          the value of a field that the schema describes
 * {{contact.firstName | there}}  with what stands there if none is given; nothing behind the bar
 *                                leaves it out
 * {{#company}} .. {{/company}}   if given: a flag is true, a list has items, anything else is there
 * {{^company}} .. {{/company}}   if not given
 * {{#agenda}} .. {{/agenda}}     for a list: once for each item, in which {{agenda.topic}} is what
 *                                the item holds, or {{.}} the item itself in a list of texts
 * {{&gt; tpl_01}}                  the text of a snippet, in the body alone
 * {{! as agreed with legal }}    a remark, left out
 * \{{                            two braces as they are
 * </pre>
 *
 * <p>A section or remark alone on its line takes the line with it. There is no more: no
 * expressions, no code, no lists in lists. A field of a list's items is described below the list's
 * name; in the data it is a member of the item: {@code {"agenda": [{"topic": "Prices"}]}}. All
 * other names are flat: {@code {"contact.firstName": "Ann"}}. A blank text counts as not given.
 *
 * <h2>Strict</h2>
 *
 * <p>A value that is missing without a fallback or is of the wrong type, a name that nobody
 * described, a template that cannot be read: {@link io.halfdoor.api.merge.Unmergeable} lists every
 * one, and nothing half-filled leaves the package.
 *
 * <h2>Safe</h2>
 *
 * <p>Sections are decided first; every value is then one private character, a mark, while Markdown
 * becomes HTML. Only then the values are put in, each escaped for where its mark stands, so no
 * value is ever read as Markdown or markup. Marks stand in text, in a few quoted attributes and in
 * links: there a field of type url may be the beginning, other values are encoded parts behind the
 * host. Anywhere else (tag names, styles, scripts, comments) they are refused. The result is
 * sanitised, and the plain text is made of that. Control characters and bidirectional overrides go
 * out nowhere.
 *
 * <p>Lint calls text internal that has {@code [internal} in it, or says "internal only", "internal
 * use only" or "not for customers", "prospects" or "buyers"; remarks are the place for that.
 */
@NullMarked
package io.halfdoor.api.merge;

import org.jspecify.annotations.NullMarked;
