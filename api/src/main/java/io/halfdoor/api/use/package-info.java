/**
 * Uses and views. A use is that an item was sent, copied or presented to a buyer; a view is that
 * somebody looked at it. They are different events in tables of their own, and never added up.
 */
@NullMarked
package io.halfdoor.api.use;

import org.jspecify.annotations.NullMarked;
