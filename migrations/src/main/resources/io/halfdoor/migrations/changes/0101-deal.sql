--liquibase formatted sql
--changeset halfdoor:0101-deal

-- The opportunity at stake: one row however many features point to it, known by its CRM id, or else
-- by account and name.
CREATE TABLE deal (
  id uuid PRIMARY KEY,
  crm_id text UNIQUE,
  account text,
  name text,
  created_at timestamptz NOT NULL,
  CHECK (crm_id IS NOT NULL OR (account IS NOT NULL AND name IS NOT NULL))
);

CREATE UNIQUE INDEX deal_name ON deal (account, name) WHERE crm_id IS NULL;
