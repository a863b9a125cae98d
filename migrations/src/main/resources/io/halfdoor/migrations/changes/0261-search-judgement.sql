--liquibase formatted sql
--changeset halfdoor:0261-search-judgement

-- What somebody says a search ought to find, each item once for the same words.
CREATE TABLE search_judgement (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  query text NOT NULL,
  asked text NOT NULL,
  filters jsonb NOT NULL,
  kind text NOT NULL,
  item_id uuid NOT NULL,
  grade smallint NOT NULL CHECK (grade BETWEEN 1 AND 3),
  judged_by uuid NOT NULL REFERENCES person,
  judged_at timestamptz NOT NULL,
  UNIQUE (asked, item_id)
);

COMMENT ON COLUMN search_judgement.asked IS 'the query without case and extra spaces, as SHA-256';
COMMENT ON COLUMN search_judgement.filters IS 'wanted values by field name or label key';
