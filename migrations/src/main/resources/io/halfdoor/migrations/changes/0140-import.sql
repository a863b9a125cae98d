--liquibase formatted sql
--changeset halfdoor:0140-import

-- Many items that somebody brings in at once.
CREATE TABLE import (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES person,
  token_id uuid NOT NULL REFERENCES token,
  format text NOT NULL CHECK (format IN ('zip', 'jsonLines', 'csv')),
  sha256 text REFERENCES file,
  dry_run boolean NOT NULL,
  state text NOT NULL CHECK (state IN ('running', 'done', 'failed')),
  total integer NOT NULL CHECK (total >= 0),
  reason text,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  CHECK ((state = 'running') = (sha256 IS NOT NULL)),
  CHECK ((state = 'running') = (ended_at IS NULL))
);

CREATE INDEX import_person ON import (person_id, id);
CREATE INDEX import_sha256 ON import (sha256);

COMMENT ON COLUMN import.sha256 IS 'of what was sent; null when it is over, and the file is no longer kept for it';
COMMENT ON COLUMN import.reason IS 'why it failed as a whole, in a sentence';
