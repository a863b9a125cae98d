--liquibase formatted sql
--changeset halfdoor:0190-template

CREATE TABLE template (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  kind text NOT NULL CHECK (kind IN ('template', 'snippet')),
  title text NOT NULL,
  labels json NOT NULL,
  audience text NOT NULL,
  language text NOT NULL,
  owner_id uuid NOT NULL REFERENCES person,
  review_interval_days integer NOT NULL CHECK (review_interval_days > 0),
  external_id text UNIQUE,
  state text NOT NULL CHECK (state IN ('draft', 'published', 'archived')),
  terms text[] NOT NULL,
  latest_version integer NOT NULL,
  published_version integer,
  shown_version integer NOT NULL GENERATED ALWAYS AS (
    CASE WHEN state = 'draft' THEN latest_version ELSE coalesce(published_version, latest_version) END
  ) STORED,
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL REFERENCES person,
  updated_at timestamptz NOT NULL,
  updated_by uuid NOT NULL REFERENCES person,
  CHECK (state <> 'published' OR published_version IS NOT NULL)
);

CREATE INDEX template_title ON template (lower(title), id);
CREATE INDEX template_owner ON template (owner_id);

COMMENT ON COLUMN template.version IS 'of the row; the versions of what it says are in template_version';
COMMENT ON COLUMN template.labels IS 'in the order that their author wrote';
COMMENT ON COLUMN template.terms IS 'of those who may see it as it is now';
COMMENT ON COLUMN template.shown_version IS 'the one that is meant when none is named';
