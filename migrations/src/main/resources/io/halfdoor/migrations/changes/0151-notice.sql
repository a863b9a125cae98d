--liquibase formatted sql
--changeset halfdoor:0151-notice

-- What somebody is told that they did not ask for.
CREATE TABLE notice (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES person,
  kind text NOT NULL,
  item_id uuid NOT NULL,
  what text NOT NULL,
  about_kind text,
  about_id uuid,
  at timestamptz NOT NULL,
  read_at timestamptz,
  CHECK ((about_kind IS NULL) = (about_id IS NULL))
);

CREATE INDEX notice_person ON notice (person_id, id);

COMMENT ON COLUMN notice.item_id IS 'the item of theirs that it concerns';
COMMENT ON COLUMN notice.about_id IS 'what it comes from; told as far as they may see it when they read';
