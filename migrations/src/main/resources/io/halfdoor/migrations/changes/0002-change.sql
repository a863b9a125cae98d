--liquibase formatted sql
--changeset halfdoor:0002-change

-- The change feed: what was written, by whom, in which order. A reader takes only rows whose
-- transaction is below the oldest one still open, in the order of the primary key.
CREATE TABLE change (
  epoch integer NOT NULL REFERENCES feed_epoch,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  seq bigint GENERATED ALWAYS AS IDENTITY,
  kind text NOT NULL,
  item_id uuid NOT NULL,
  version bigint NOT NULL,
  action text NOT NULL,
  person_id uuid,
  at timestamptz NOT NULL,
  audience text[] NOT NULL,
  deleted boolean NOT NULL,
  PRIMARY KEY (epoch, xid, seq)
);

COMMENT ON COLUMN change.person_id IS 'who did it; null when Halfdoor itself did';
COMMENT ON COLUMN change.audience IS 'terms of who may know of it: the audience before it and the one after';
COMMENT ON COLUMN change.deleted IS 'a tombstone: the item is gone';
