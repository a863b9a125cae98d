/**
 * Work that takes time, as rows in PostgreSQL that any node can take up (db-scheduler).
 *
 * <p>A {@link io.halfdoor.api.work.Job} is asked for in the transaction that makes it necessary, so
 * the one is there exactly when the other is. It is done by some node, soon after. A node that dies
 * over it is found out within half a minute, and another begins it again; one that fails is tried
 * again later, at longer and longer intervals. So a job may be done twice and must not mind.
 *
 * <p>All jobs are named before {@link io.halfdoor.api.work.Work#start}.
 */
@NullMarked
package io.halfdoor.api.work;

import org.jspecify.annotations.NullMarked;
