--liquibase formatted sql
--changeset halfdoor:0080-search-log

-- What was searched for, for statistics; forgotten after a while.
CREATE TABLE search_log (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL,
  at timestamptz NOT NULL,
  q text NOT NULL,
  filters jsonb NOT NULL,
  total bigint NOT NULL,
  took_ms bigint NOT NULL,
  continued boolean NOT NULL
);

CREATE INDEX search_log_at ON search_log (at);

COMMENT ON COLUMN search_log.filters IS 'wanted values by field name or label key';
COMMENT ON COLUMN search_log.total IS 'how many items were found, at least';
COMMENT ON COLUMN search_log.continued IS 'asked for a later page of what an earlier search had found';
