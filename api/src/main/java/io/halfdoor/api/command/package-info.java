/** The commands of {@code ./halfdoor}: the one place that talks to a terminal. */
@NullMarked
package io.halfdoor.api.command;

import org.jspecify.annotations.NullMarked;
