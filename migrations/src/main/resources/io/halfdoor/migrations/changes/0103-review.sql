--liquibase formatted sql
--changeset halfdoor:0103-review

-- Each time somebody verified that an item is still right: apart from when it was edited.
CREATE TABLE review (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  item_id uuid NOT NULL,
  version integer NOT NULL,
  person_id uuid NOT NULL REFERENCES person,
  at timestamptz NOT NULL,
  note text
);

CREATE INDEX review_item ON review (item_id, id);
