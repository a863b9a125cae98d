--liquibase formatted sql
--changeset halfdoor:0220-deflection

-- Requests that need not be made: what somebody was about to ask for, and the item that was it.
CREATE TABLE deflection (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES person,
  title text NOT NULL,
  details text NOT NULL,
  kind text NOT NULL,
  item_id uuid NOT NULL,
  at timestamptz NOT NULL
);

CREATE INDEX deflection_at ON deflection (at);
CREATE INDEX deflection_item ON deflection (item_id);

COMMENT ON COLUMN deflection.kind IS 'of the item, as in the change feed';
