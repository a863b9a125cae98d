--liquibase formatted sql
--changeset halfdoor:0170-objection

-- Something that buyers say against us, in canonical words.
CREATE TABLE objection (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  phrase text NOT NULL,
  category text NOT NULL,
  labels jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('active', 'retired', 'merged')),
  merged_into uuid REFERENCES objection,
  owner_id uuid NOT NULL REFERENCES person,
  external_id text UNIQUE,
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL REFERENCES person,
  updated_at timestamptz NOT NULL,
  updated_by uuid NOT NULL REFERENCES person,
  CHECK ((state = 'merged') = (merged_into IS NOT NULL))
);

CREATE INDEX objection_merged ON objection (merged_into) WHERE merged_into IS NOT NULL;
