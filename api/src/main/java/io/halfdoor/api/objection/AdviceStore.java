package io.halfdoor.api.objection;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

interface AdviceStore {

  /** The published answers to an objection, in their order. */
  @SqlQuery(
      """
      SELECT a.id, a.title, a.talk_track, a.may_be_said, a.review_interval_days,
        coalesce((SELECT max(r.at) FROM review r WHERE r.item_id = a.id), a.created_at) AS since,
        m.at AS marked_at
      FROM answer a LEFT JOIN due_mark m ON m.item_id = a.id
      WHERE a.objection_id = :objectionId AND a.state = 'published'
      ORDER BY a.position, a.id
      """)
  List<Advice> to(UUID objectionId);
}
