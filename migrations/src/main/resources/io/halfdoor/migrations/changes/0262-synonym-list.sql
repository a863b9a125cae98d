--liquibase formatted sql
--changeset halfdoor:0262-synonym-list

-- Other words for the same thing: each version is the whole list, and never changed. The latest holds.
CREATE TABLE synonym_list (
  version bigint PRIMARY KEY CHECK (version > 0),
  entries jsonb NOT NULL,
  changed_by uuid NOT NULL REFERENCES person,
  changed_at timestamptz NOT NULL
);
