--liquibase formatted sql
--changeset halfdoor:0054-collateral-version

-- A file, a link or a text; never changed once it is there, but for being published.
CREATE TABLE collateral_version (
  collateral_id uuid NOT NULL REFERENCES collateral ON DELETE CASCADE,
  number integer NOT NULL CHECK (number > 0),
  url text,
  text text,
  sha256 text,
  file_sha256 text GENERATED ALWAYS AS (CASE WHEN text IS NULL THEN sha256 END) STORED REFERENCES file,
  file_name text,
  media_type text,
  size bigint,
  note text,
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL REFERENCES person,
  published_at timestamptz,
  PRIMARY KEY (collateral_id, number),
  CHECK (num_nonnulls(url, sha256) = 1),
  CHECK (sha256 IS NULL OR num_nonnulls(media_type, size) = 2)
);

CREATE INDEX collateral_version_sha256 ON collateral_version (sha256);

COMMENT ON COLUMN collateral_version.sha256 IS 'of the bytes of the file or the text; its passages are under it';
COMMENT ON COLUMN collateral_version.file_name IS 'as it was uploaded; never part of a path';
