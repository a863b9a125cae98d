package io.halfdoor.api.link;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface LinkStore {

  /** What an item uses, of each role in the order in which it was said. */
  @SqlQuery(
      """
      SELECT from_kind, from_id, role, to_kind, to_id, to_version
      FROM link WHERE from_id = :id ORDER BY role, seq
      """)
  List<Link> from(UUID id);

  /** What each of these items uses. */
  @SqlQuery(
      """
      SELECT from_kind, from_id, role, to_kind, to_id, to_version
      FROM link WHERE from_id = ANY(:ids) ORDER BY role, to_id
      """)
  List<Link> fromAll(Collection<UUID> ids);

  /** Where an item is used. */
  @SqlQuery(
      """
      SELECT from_kind, from_id, role, to_kind, to_id, to_version
      FROM link WHERE to_id = :id ORDER BY role, from_id
      """)
  List<Link> to(UUID id);

  /** Where any of these items is used in a role. */
  @SqlQuery(
      """
      SELECT from_kind, from_id, role, to_kind, to_id, to_version
      FROM link WHERE to_id = ANY (:ids) AND role = :role ORDER BY to_id, from_id
      """)
  List<Link> toAll(Collection<UUID> ids, LinkRole role);

  /** Adds a link, or pins the one that is there to another version. */
  @SqlUpdate(
      """
      INSERT INTO link (from_kind, from_id, role, to_kind, to_id, to_version)
      VALUES (:fromKind, :fromId, :role, :toKind, :toId, :toVersion)
      ON CONFLICT (from_id, to_id, role) DO UPDATE SET to_version = excluded.to_version
      """)
  void put(@BindMethods Link link);

  /** False when there is none. */
  @SqlUpdate("DELETE FROM link WHERE from_id = :fromId AND to_id = :toId AND role = :role")
  boolean remove(UUID fromId, UUID toId, LinkRole role);

  @SqlUpdate("DELETE FROM link WHERE from_id = :fromId AND role = :role")
  void removeRole(UUID fromId, LinkRole role);

  /** Has what uses one item use another of its kind, at the latest version. */
  @SqlUpdate(
      """
      UPDATE link l SET to_id = :into, to_version = NULL
      WHERE l.to_id = :from AND l.from_id <> :into AND NOT EXISTS (
        SELECT FROM link k WHERE k.from_id = l.from_id AND k.role = l.role AND k.to_id = :into)
      """)
  void carryUsers(UUID from, UUID into);

  /** Has an item use what another of its kind did. */
  @SqlUpdate(
      """
      UPDATE link l SET from_id = :into
      WHERE l.from_id = :from AND l.to_id <> :into AND NOT EXISTS (
        SELECT FROM link k WHERE k.to_id = l.to_id AND k.role = l.role AND k.from_id = :into)
      """)
  void carryUsed(UUID from, UUID into);

  @SqlUpdate("DELETE FROM link WHERE from_id = :id OR to_id = :id")
  void removeAll(UUID id);
}
