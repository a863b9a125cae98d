package io.halfdoor.api.collateral;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** What an import looks up by the names that other systems have for things. */
interface ShelfStore {

  String BY_EXTERNAL_ID =
      " FROM collateral c WHERE c.external_id = :externalId AND c.terms && :terms";

  @SqlQuery("SELECT " + CollateralStore.COLUMNS + BY_EXTERNAL_ID)
  Optional<Collateral> find(String externalId, Set<String> terms);

  /** The same, and nobody else changes it until the transaction ends. */
  @SqlQuery("SELECT " + CollateralStore.COLUMNS + BY_EXTERNAL_ID + " FOR NO KEY UPDATE")
  Optional<Collateral> findForChange(String externalId, Set<String> terms);

  @SqlQuery("SELECT id FROM person WHERE lower(email) = lower(:email) AND active")
  Optional<UUID> person(String email);
}
