--liquibase formatted sql
--changeset halfdoor:0022-activity

-- Who did what, when and why. Rows are never changed and never removed.
CREATE TABLE activity (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL,
  item_id uuid NOT NULL,
  version integer NOT NULL,
  action text NOT NULL,
  detail jsonb,
  request_id text NOT NULL
);

CREATE INDEX activity_item ON activity (item_id, id);
CREATE INDEX activity_person ON activity (person_id, id);
