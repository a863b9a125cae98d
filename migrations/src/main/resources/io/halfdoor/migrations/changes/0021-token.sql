--liquibase formatted sql
--changeset halfdoor:0021-token

CREATE TABLE token (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES person,
  name text NOT NULL,
  hash text NOT NULL UNIQUE,
  scope text NOT NULL CHECK (scope IN ('read', 'write')),
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);

CREATE INDEX token_person ON token (person_id, id);

COMMENT ON COLUMN token.hash IS 'SHA-256 of the secret, which is stored nowhere';
COMMENT ON COLUMN token.last_used_at IS 'to the minute';
