/**
 * The ground everything is written on: one PostgreSQL, whether Halfdoor runs it or somebody else.
 *
 * <p>{@link io.halfdoor.api.data.Database#open} takes the home for this server alone, starts the
 * embedded PostgreSQL or reaches the one named in the configuration, brings its tables up to date
 * and hands out a {@link org.jdbi.v3.core.Jdbi}. From there on nobody can tell which of the two it
 * is. A feature keeps its statements in SQL objects on records and writes through {@link
 * io.halfdoor.api.data.Transactions}; ids come from {@link io.halfdoor.api.data.Ids} and are shown
 * and read by an {@link io.halfdoor.api.data.IdPrefix}.
 *
 * <p>The surprising rule: no transaction lives longer than five seconds, because an open writing
 * transaction holds back every reader of the change feed. The server itself ends one that does, and
 * only {@link io.halfdoor.api.data.Transactions#read} is free of it.
 *
 * <p>What goes wrong has two faces. {@link io.halfdoor.api.data.OpeningRefused} is for the operator
 * at start and says the way out; {@link io.halfdoor.api.data.DatabaseAway} is for a caller who may
 * try again in a moment.
 */
@NullMarked
package io.halfdoor.api.data;

import org.jspecify.annotations.NullMarked;
