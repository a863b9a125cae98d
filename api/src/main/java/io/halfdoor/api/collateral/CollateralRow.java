package io.halfdoor.api.collateral;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.halfdoor.api.item.State;
import org.jspecify.annotations.Nullable;

/**
 * A row of an import as collateral understands it.
 *
 * @param said the fields of {@link Metadata} that it has, but for its owner
 * @param owner an e-mail address or an id; null where the row does not say
 * @param state null where the row does not say
 * @param content null where the row brings none
 */
record CollateralRow(
    String externalId,
    ObjectNode said,
    @Nullable String owner,
    @Nullable State state,
    @Nullable Content content,
    @Nullable String note) {}
