--liquibase formatted sql
--changeset halfdoor:0182-filing-undone

-- What else a filing did, so that all of it can be undone.
ALTER TABLE filing ADD COLUMN made_objection boolean NOT NULL DEFAULT false;
ALTER TABLE phrasing ADD COLUMN filing_id uuid REFERENCES filing;

CREATE INDEX phrasing_filing ON phrasing (filing_id) WHERE filing_id IS NOT NULL;
CREATE INDEX filed_hearing_hearing ON filed_hearing (hearing_id);

CREATE TABLE taken_phrasing (
  taken_by uuid NOT NULL REFERENCES filing,
  id uuid NOT NULL,
  objection_id uuid NOT NULL REFERENCES objection,
  text text NOT NULL,
  hearing_id uuid,
  filing_id uuid REFERENCES filing,
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL REFERENCES person,
  PRIMARY KEY (taken_by, id)
);

COMMENT ON COLUMN phrasing.filing_id IS 'the filing that taught it; null where none did';
COMMENT ON TABLE taken_phrasing IS 'phrasings that a filing took away from where its hearings were';
