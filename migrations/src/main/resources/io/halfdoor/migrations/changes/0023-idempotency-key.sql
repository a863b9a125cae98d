--liquibase formatted sql
--changeset halfdoor:0023-idempotency-key

-- The answers given to requests with an Idempotency-Key, for as long as they may be sent again.
CREATE TABLE idempotency_key (
  person_id uuid NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  status integer NOT NULL,
  location text,
  etag text,
  body text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (person_id, key)
);

CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
