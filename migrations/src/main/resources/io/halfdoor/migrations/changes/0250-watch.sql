--liquibase formatted sql
--changeset halfdoor:0250-watch

-- Who wants to hear of a request without needing what it asks for.
CREATE TABLE watch (
  request_id uuid NOT NULL REFERENCES request,
  person_id uuid NOT NULL REFERENCES person,
  at timestamptz NOT NULL,
  PRIMARY KEY (request_id, person_id)
);

CREATE INDEX watch_person ON watch (person_id);
