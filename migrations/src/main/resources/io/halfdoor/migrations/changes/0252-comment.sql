--liquibase formatted sql
--changeset halfdoor:0252-comment

-- What people say to each other about a request, as they wrote it.
CREATE TABLE comment (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES request,
  person_id uuid NOT NULL REFERENCES person,
  text text NOT NULL,
  at timestamptz NOT NULL
);

CREATE INDEX comment_request ON comment (request_id, id);
