package io.halfdoor.api.request;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

interface CourseStore extends StayStore {

  /** When each of these requests was first replied to, and what was delivered last first used. */
  @SqlQuery(
      """
      SELECT r.id AS request_id, f.at AS replied_at, (
        SELECT min(u.at)
        FROM deliverable d
        CROSS JOIN LATERAL (
          SELECT at FROM item_use
          WHERE item_id = d.item_id AND at >= d.delivered_at
          ORDER BY at
          LIMIT 1) u
        WHERE d.request_id = r.id AND d.delivered_at = (
          SELECT max(l.delivered_at) FROM deliverable l WHERE l.request_id = r.id)
      ) AS used_at
      FROM request r LEFT JOIN first_reply f ON f.request_id = r.id
      WHERE r.id = ANY (:requests)
      """)
  List<Marks> marks(Collection<UUID> requests);

  /** What besides its states there is to know of a request in time. */
  record Marks(UUID requestId, @Nullable Instant repliedAt, @Nullable Instant usedAt) {}

  /** What these requests went through. */
  default Map<UUID, Course> courses(Collection<UUID> requests) {
    Map<UUID, List<Stay>> stays = of(requests).stream().collect(groupingBy(Stay::requestId));
    return marks(requests).stream()
        .collect(
            toMap(
                Marks::requestId,
                marks ->
                    new Course(
                        stays.getOrDefault(marks.requestId(), List.of()),
                        marks.repliedAt(),
                        marks.usedAt())));
  }
}
