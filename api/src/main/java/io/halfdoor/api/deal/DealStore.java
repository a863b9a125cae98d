package io.halfdoor.api.deal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface DealStore {

  String COLUMNS =
      """
      d.id, d.version, d.crm_id, d.account, d.name, d.amount, d.currency, d.stage, d.close_date,
      d.state, d.reason, d.lead_source, d.opened_at, d.closed_at, d.from_crm, d.created_at,
      d.updated_at
      """;

  /** Lets nobody else mention a deal by this until the transaction ends; always true. */
  @SqlQuery("SELECT true FROM pg_advisory_xact_lock(hashtextextended('deal ' || :name, 0))")
  boolean lockName(String name);

  /** Lets nobody else change this deal until the transaction ends. */
  @SqlQuery("SELECT id FROM deal WHERE id = :id FOR NO KEY UPDATE")
  UUID lock(UUID id);

  @SqlQuery("SELECT id FROM deal WHERE crm_id = :crmId")
  Optional<UUID> byCrmId(String crmId);

  /**
   * The deal of this account and name: the one without a CRM id; else the one that it was merged
   * into; else of those with a CRM id an open one, the latest.
   */
  @SqlQuery(
      """
      SELECT coalesce(merged_into, id) FROM deal WHERE name_key = :nameKey
      ORDER BY crm_id IS NOT NULL, merged_into IS NOT NULL, state <> 'open', id DESC
      LIMIT 1
      """)
  Optional<UUID> byName(String nameKey);

  /** A deal, or the one that it was merged into. */
  @SqlQuery(
      "SELECT "
          + COLUMNS
          + " FROM deal d WHERE d.id = (SELECT coalesce(merged_into, id) FROM deal WHERE id = :id)")
  Optional<Deal> find(UUID id);

  /** The same of several, each with the id that was asked for. */
  @SqlQuery(
      "SELECT a.id AS asked, "
          + COLUMNS
          + """
           FROM deal a JOIN deal d ON d.id = coalesce(a.merged_into, a.id)
          WHERE a.id = ANY(:ids)
          """)
  List<Asked> findAll(Collection<UUID> ids);

  @SqlUpdate(
      """
      INSERT INTO deal (id, version, crm_id, account, name, account_key, name_key, amount, currency,
        stage, close_date, state, reason, lead_source, opened_at, closed_at, from_crm, created_at,
        updated_at)
      VALUES (:id, :version, :known.crmId, :known.account, :known.name, :known.accountKey,
        :known.nameKey, :known.value?.amount, :known.value?.currency, :known.stage,
        :known.closeDate, :known.state, :known.reason, :known.leadSource, :known.openedAt,
        :closedAt, :fromCrm, :createdAt, :updatedAt)
      """)
  void insert(@BindMethods Deal deal);

  /** Writes a deal that is locked. */
  @SqlUpdate(
      """
      UPDATE deal SET version = :version, crm_id = :known.crmId, account = :known.account,
        name = :known.name, account_key = :known.accountKey, name_key = :known.nameKey,
        amount = :known.value?.amount, currency = :known.value?.currency, stage = :known.stage,
        close_date = :known.closeDate, state = :known.state, reason = :known.reason,
        lead_source = :known.leadSource, opened_at = :known.openedAt, closed_at = :closedAt,
        from_crm = :fromCrm, updated_at = :updatedAt
      WHERE id = :id
      """)
  void replace(@BindMethods Deal deal);

  /** Notes the team of the first person who mentions it. */
  @SqlUpdate(
      """
      UPDATE deal SET team = person.team FROM person
      WHERE deal.id = :id AND deal.team IS NULL AND person.id = :personId AND person.team IS NOT NULL
      """)
  void mentioned(UUID id, UUID personId);

  /** Makes a deal, and what was merged into it, another name of one. */
  @SqlUpdate(
      """
      UPDATE deal SET merged_into = :into, updated_at = :now,
        version = CASE WHEN id = :id THEN version + 1 ELSE version END
      WHERE id = :id OR merged_into = :id
      """)
  void merge(UUID id, UUID into, Instant now);

  /** The one that stays was known as long as the other, and to the same team. */
  @SqlUpdate(
      """
      UPDATE deal SET team = coalesce(deal.team, other.team),
        created_at = least(deal.created_at, other.created_at)
      FROM deal AS other WHERE deal.id = :into AND other.id = :id
      """)
  void inherit(UUID id, UUID into);

  @SqlUpdate("UPDATE deal_fact SET deal_id = :into WHERE deal_id = :id")
  void moveSaid(UUID id, UUID into);

  /** Keeps what was said, unless it is what the same person said last and was not taken. */
  @SqlUpdate(
      """
      INSERT INTO deal_fact (deal_id, at, person_id, source, fact, before, said, taken)
      SELECT :id, :at, :personId, :source, :fact, :before, :said, :taken
      WHERE :taken OR NOT EXISTS (
        SELECT FROM (
          SELECT person_id, said, taken FROM deal_fact
          WHERE deal_id = :id AND fact = :fact ORDER BY id DESC LIMIT 1) AS last
        WHERE NOT last.taken AND last.person_id = :personId AND last.said = :said)
      """)
  void said(
      UUID id,
      Instant at,
      UUID personId,
      Source source,
      Fact fact,
      @Nullable String before,
      String said,
      boolean taken);

  /** What was said of a deal before a row (from the latest where it is null), latest first. */
  @SqlQuery(
      """
      SELECT id, at, person_id, source, fact, before, said, taken FROM deal_fact
      WHERE deal_id = :dealId AND (CAST(:beforeId AS bigint) IS NULL OR id < :beforeId)
      ORDER BY id DESC
      LIMIT :rows
      """)
  List<Said> history(UUID dealId, @Nullable Long beforeId, int rows);

  /** The open ones of these by currency, those without a value last. */
  @SqlQuery(
      """
      SELECT currency, count(*) AS deals, sum(amount) AS amount FROM deal
      WHERE id IN (SELECT coalesce(merged_into, id) FROM deal WHERE id = ANY(:ids))
        AND state = 'open'
      GROUP BY currency ORDER BY currency
      """)
  List<Deals.AtStake> atStake(Collection<UUID> ids);

  /** The deals that became opportunities in a time, the end left out. */
  @SqlQuery(
      """
      SELECT team, lead_source, count(*) AS deals, count(opened_at) AS dated FROM deal
      WHERE merged_into IS NULL AND coalesce(opened_at, created_at) >= :from
        AND coalesce(opened_at, created_at) < :to
      GROUP BY team, lead_source ORDER BY team, lead_source
      """)
  List<Deals.Opened> opened(Instant from, Instant to);

  /** A deal, and the id that it was asked for by. */
  record Asked(UUID asked, @Nested Deal deal) {}

  /** A fact that somebody said. */
  record Said(
      long id,
      Instant at,
      UUID personId,
      Source source,
      Fact fact,
      @Nullable String before,
      String said,
      boolean taken) {}
}
