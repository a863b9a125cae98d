--liquibase formatted sql
--changeset halfdoor:0214-deliverable

-- What requests were answered with, each time: items of any kind, in the version that was delivered.
CREATE TABLE deliverable (
  id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  request_id uuid NOT NULL REFERENCES request,
  delivered_at timestamptz NOT NULL,
  kind text NOT NULL,
  item_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  UNIQUE (request_id, delivered_at, item_id)
);

CREATE INDEX deliverable_item ON deliverable (item_id);
