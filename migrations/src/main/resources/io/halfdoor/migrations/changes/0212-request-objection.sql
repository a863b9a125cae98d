--liquibase formatted sql
--changeset halfdoor:0212-request-objection

-- The objections that a request is about, in the order in which they were named.
CREATE TABLE request_objection (
  request_id uuid NOT NULL REFERENCES request,
  objection_id uuid NOT NULL REFERENCES objection,
  place integer NOT NULL,
  PRIMARY KEY (request_id, objection_id)
);

CREATE INDEX request_objection_objection ON request_objection (objection_id);
