--liquibase formatted sql
--changeset halfdoor:0141-import-row

-- What became of a row, written in the transaction that wrote the item. Rows are taken in the order
-- of their numbers, so the greatest one says how far an import is.
CREATE TABLE import_row (
  import_id uuid NOT NULL REFERENCES import ON DELETE CASCADE,
  number integer NOT NULL CHECK (number > 0),
  line bigint,
  file text,
  external_id text,
  outcome text NOT NULL
    CHECK (outcome IN ('created', 'updated', 'unchanged', 'failed', 'skipped')),
  item_id uuid,
  faults jsonb NOT NULL,
  ignored text[] NOT NULL,
  PRIMARY KEY (import_id, number)
);

CREATE INDEX import_row_outcome ON import_row (import_id, outcome, number);
