--liquibase formatted sql
--changeset halfdoor:0230-stay

-- In which state a request was from when to when. What follows one stay begins as it ends.
CREATE TABLE stay (
  id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  request_id uuid NOT NULL REFERENCES request,
  state text NOT NULL,
  since timestamptz NOT NULL,
  until timestamptz CHECK (until >= since)
);

-- The timeline of the requests that there are says where they have been.
INSERT INTO stay (request_id, state, since, until)
SELECT request_id, state, since,
  lead(since) OVER (PARTITION BY request_id ORDER BY since, activity_id)
FROM (
  SELECT id AS request_id, 'submitted' AS state, created_at AS since, 0 AS activity_id FROM request
  UNION ALL
  SELECT a.item_id, a.detail ->> 'to', greatest(a.at, r.created_at), a.id
  FROM activity a JOIN request r ON r.id = a.item_id
  WHERE a.kind = 'request' AND a.action = 'moved'
) been
ORDER BY since, activity_id;

CREATE INDEX stay_request ON stay (request_id, id);
CREATE UNIQUE INDEX stay_present ON stay (request_id) WHERE until IS NULL;

COMMENT ON COLUMN stay.until IS 'null while it is in this state';
