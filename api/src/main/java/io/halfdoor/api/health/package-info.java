/**
 * What an operator watches: whether this node lives, whether it is ready, and its figures.
 *
 * <p>A {@link io.halfdoor.api.health.Check} looks at one thing and says in a sentence what is wrong
 * with it; {@code Halfdoor} makes one for each thing that this node needs, so nothing here knows a
 * feature. {@link io.halfdoor.api.health.Health} answers {@code /healthcheck/live} and {@code
 * /healthcheck/ready} from them, {@link io.halfdoor.api.health.Figures} gives {@code /metrics} on
 * the admin port.
 *
 * <p>The surprising rule: being alive asks nothing of anybody else. A server is not restarted
 * because its database is away; it only gets no requests meanwhile.
 */
@NullMarked
package io.halfdoor.api.health;

import org.jspecify.annotations.NullMarked;
