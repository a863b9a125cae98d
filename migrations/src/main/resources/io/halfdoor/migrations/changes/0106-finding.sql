--liquibase formatted sql
--changeset halfdoor:0106-finding

-- What the nightly checks found wanting, from when they first found it until they no longer do.
CREATE TABLE finding (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  item_id uuid NOT NULL,
  type text NOT NULL,
  detail text NOT NULL,
  raised_at timestamptz NOT NULL,
  resolved_at timestamptz
);

CREATE UNIQUE INDEX finding_open ON finding (item_id, type) WHERE resolved_at IS NULL;
CREATE INDEX finding_age ON finding (id) WHERE resolved_at IS NULL;
