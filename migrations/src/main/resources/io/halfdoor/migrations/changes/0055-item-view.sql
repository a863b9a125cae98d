--liquibase formatted sql
--changeset halfdoor:0055-item-view

-- How often a person looked at an item on a day (UTC). A view is no use: the two are never added up.
CREATE TABLE item_view (
  item_id uuid NOT NULL,
  day date NOT NULL,
  person_id uuid NOT NULL REFERENCES person,
  kind text NOT NULL,
  count integer NOT NULL CHECK (count > 0),
  PRIMARY KEY (item_id, day, person_id)
);
