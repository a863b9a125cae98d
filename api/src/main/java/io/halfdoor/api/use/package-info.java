/**
 * Uses: an item was sent, copied or presented to a buyer. Somebody having looked at it is a view,
 * kept elsewhere and never added up with these.
 */
@NullMarked
package io.halfdoor.api.use;

import org.jspecify.annotations.NullMarked;
