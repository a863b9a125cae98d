/**
 * The manners of the HTTP API, each in one place: problems ({@link
 * io.halfdoor.api.web.ProblemMapper}), JSON ({@link io.halfdoor.api.web.Json}), pages ({@link
 * io.halfdoor.api.web.Page}), versions ({@link io.halfdoor.api.web.ETags}), merge patches, request
 * ids, limits and headers. Nothing here knows a feature.
 */
@NullMarked
package io.halfdoor.api.web;

import org.jspecify.annotations.NullMarked;
