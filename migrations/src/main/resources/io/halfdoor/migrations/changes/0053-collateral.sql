--liquibase formatted sql
--changeset halfdoor:0053-collateral

CREATE TABLE collateral (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  title text NOT NULL,
  summary text,
  kind text NOT NULL,
  labels jsonb NOT NULL,
  audience text NOT NULL,
  language text,
  may_be_sent boolean NOT NULL,
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

CREATE INDEX collateral_title ON collateral (lower(title), id);
CREATE INDEX collateral_owner ON collateral (owner_id);

COMMENT ON COLUMN collateral.version IS 'of the row; the versions of what it shows are in collateral_version';
COMMENT ON COLUMN collateral.terms IS 'of those who may see it as it is now';
COMMENT ON COLUMN collateral.shown_version IS 'the one that is meant when none is named';
