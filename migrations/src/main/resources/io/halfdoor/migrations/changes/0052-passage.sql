--liquibase formatted sql
--changeset halfdoor:0052-passage

-- The text of a file or a text, in parts of about a page.
CREATE TABLE passage (
  sha256 text NOT NULL REFERENCES extraction ON DELETE CASCADE,
  number integer NOT NULL CHECK (number > 0),
  place text NOT NULL
    CHECK (place IN ('page', 'slide', 'sheet', 'section', 'message', 'attachment')),
  place_number integer NOT NULL,
  place_name text,
  headings text[] NOT NULL,
  text text NOT NULL,
  PRIMARY KEY (sha256, number)
);
