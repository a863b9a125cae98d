--liquibase formatted sql
--changeset halfdoor:0253-attachment

-- What was attached to a request: a file of its own, or a piece of collateral.
CREATE TABLE attachment (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES request,
  person_id uuid NOT NULL REFERENCES person,
  item_id uuid,
  sha256 text REFERENCES file,
  file_name text,
  media_type text,
  size bigint,
  at timestamptz NOT NULL,
  CHECK ((item_id IS NULL) <> (sha256 IS NULL)),
  CHECK ((sha256 IS NULL) = (file_name IS NULL) AND (sha256 IS NULL) = (media_type IS NULL)
    AND (sha256 IS NULL) = (size IS NULL)),
  UNIQUE (request_id, item_id)
);

CREATE INDEX attachment_request ON attachment (request_id, id);
CREATE INDEX attachment_sha256 ON attachment (sha256) WHERE sha256 IS NOT NULL;
