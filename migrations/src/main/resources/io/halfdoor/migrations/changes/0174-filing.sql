--liquibase formatted sql
--changeset halfdoor:0174-filing

-- What somebody decided of hearings at once, so that it can be undone.
CREATE TABLE filing (
  id uuid PRIMARY KEY,
  objection_id uuid REFERENCES objection,
  person_id uuid NOT NULL REFERENCES person,
  at timestamptz NOT NULL,
  undone_at timestamptz,
  undone_by uuid REFERENCES person
);

CREATE TABLE filed_hearing (
  filing_id uuid NOT NULL REFERENCES filing,
  hearing_id uuid NOT NULL REFERENCES hearing,
  from_objection_id uuid REFERENCES objection,
  from_filed_as text,
  PRIMARY KEY (filing_id, hearing_id)
);

COMMENT ON COLUMN filing.objection_id IS 'where they were filed; null where they were taken out of one';
