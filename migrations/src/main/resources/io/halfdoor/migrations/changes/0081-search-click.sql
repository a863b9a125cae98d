--liquibase formatted sql
--changeset halfdoor:0081-search-click

-- What was opened of what a search had found.
CREATE TABLE search_click (
  search_id uuid NOT NULL REFERENCES search_log ON DELETE CASCADE,
  item_id uuid NOT NULL,
  kind text NOT NULL,
  rank integer NOT NULL CHECK (rank > 0),
  at timestamptz NOT NULL,
  PRIMARY KEY (search_id, item_id)
);

CREATE INDEX search_click_item ON search_click (item_id);

COMMENT ON COLUMN search_click.rank IS 'where the item stood among the hits, from 1';
