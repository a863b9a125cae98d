/**
 * The opportunity at stake: one row however many features point to it, known by its CRM id, or else
 * by account and name.
 */
@NullMarked
package io.halfdoor.api.deal;

import org.jspecify.annotations.NullMarked;
