--liquibase formatted sql
--changeset halfdoor:0171-phrasing

-- How buyers really say an objection; filing a hearing adds its quote.
CREATE TABLE phrasing (
  id uuid PRIMARY KEY,
  objection_id uuid NOT NULL REFERENCES objection ON DELETE CASCADE,
  text text NOT NULL,
  hearing_id uuid,
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL REFERENCES person
);

CREATE UNIQUE INDEX phrasing_text ON phrasing (objection_id, md5(lower(text)));
CREATE INDEX phrasing_hearing ON phrasing (hearing_id) WHERE hearing_id IS NOT NULL;

COMMENT ON COLUMN phrasing.hearing_id IS 'the hearing that it comes from; null where somebody wrote it down';
