--liquibase formatted sql
--changeset halfdoor:0104-flag

-- What readers found wrong or outdated, until somebody settles it.
CREATE TABLE flag (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  item_id uuid NOT NULL,
  version integer NOT NULL,
  what text NOT NULL CHECK (what IN ('wrong', 'outdated')),
  note text NOT NULL,
  person_id uuid NOT NULL REFERENCES person,
  at timestamptz NOT NULL,
  settled_at timestamptz,
  settled_by uuid REFERENCES person,
  settlement text
);

CREATE INDEX flag_item ON flag (item_id, id);
CREATE INDEX flag_open ON flag (id) WHERE settled_at IS NULL;
