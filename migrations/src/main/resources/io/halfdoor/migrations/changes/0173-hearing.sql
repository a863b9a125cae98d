--liquibase formatted sql
--changeset halfdoor:0173-hearing

-- Each time somebody heard an objection, in the buyer's words.
CREATE TABLE hearing (
  id uuid PRIMARY KEY,
  quote text NOT NULL,
  deal_id uuid REFERENCES deal,
  stage text,
  lead_source text,
  competitor text,
  outcome text CHECK (outcome IN ('answered', 'unresolved', 'lost')),
  answer_id uuid REFERENCES answer,
  person_id uuid NOT NULL REFERENCES person,
  team text,
  objection_id uuid REFERENCES objection,
  filed_as text CHECK (filed_as IN ('sure', 'person')),
  confidence double precision,
  heard_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  CHECK ((objection_id IS NULL) = (filed_as IS NULL))
);

CREATE INDEX hearing_objection ON hearing (objection_id, heard_at);
CREATE INDEX hearing_heard ON hearing (heard_at);
CREATE INDEX hearing_unmatched ON hearing (id) WHERE objection_id IS NULL;
CREATE INDEX hearing_deal ON hearing (deal_id);

COMMENT ON COLUMN hearing.objection_id IS 'null while no sure match is known and nobody has filed it';
COMMENT ON COLUMN hearing.filed_as IS 'sure: by its likeness; person: somebody said so';
COMMENT ON COLUMN hearing.confidence IS 'the likeness of the best match when it was heard, 0 to 1';
COMMENT ON COLUMN hearing.team IS 'of the person at that time';
COMMENT ON COLUMN hearing.answer_id IS 'what was answered, where the rep says so';
