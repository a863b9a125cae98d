/**
 * The commands of {@code ./halfdoor}: the one place that talks to a terminal.
 *
 * <p>{@link io.halfdoor.api.command.Commands} is the table of them. Those that work on a running
 * server are clients of its API and of nothing else: they go through {@code Client} to the address
 * in {@code HALFDOOR_URL} with the token in {@code HALFDOOR_TOKEN}, from this machine or another.
 * None of them needs a class of the server, so they start as fast as a client should. The two that
 * become a server, {@code server} and {@code demo}, are handed a {@link
 * io.halfdoor.api.command.ServerStart}. {@code search-eval} takes the server's index and its model
 * and nothing else of it, in a home of its own; what it measures by is {@link
 * io.halfdoor.api.command.Grades}.
 *
 * <p>The surprising rule: what a command found or made goes to standard output, so that it can be
 * piped on; how it is getting on goes to standard error.
 */
@NullMarked
package io.halfdoor.api.command;

import org.jspecify.annotations.NullMarked;
