--liquibase formatted sql
--changeset halfdoor:0050-file

-- The files that are kept, by the SHA-256 of their bytes; the bytes themselves are on disk.
CREATE TABLE file (
  sha256 text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint NOT NULL CHECK (size >= 0),
  stored_at timestamptz NOT NULL
);
