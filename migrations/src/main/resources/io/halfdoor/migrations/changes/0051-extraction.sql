--liquibase formatted sql
--changeset halfdoor:0051-extraction

-- What came out of a file or a text, by the SHA-256 of its bytes: the same bytes are read once.
CREATE TABLE extraction (
  sha256 text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  state text NOT NULL CHECK (state IN ('pending', 'ready', 'none', 'failed')),
  reason text,
  file_name text,
  title text,
  author text,
  language text
);

COMMENT ON COLUMN extraction.reason IS 'a code: why there is no text, or not all of it';
COMMENT ON COLUMN extraction.file_name IS 'the name it was first uploaded under; tells kinds of text apart';
COMMENT ON COLUMN extraction.title IS 'what the file says of itself, as author and language';
