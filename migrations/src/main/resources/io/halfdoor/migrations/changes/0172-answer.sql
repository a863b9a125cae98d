--liquibase formatted sql
--changeset halfdoor:0172-answer

-- What to say to an objection. What it refers to is in link.
CREATE TABLE answer (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  objection_id uuid NOT NULL REFERENCES objection,
  position integer NOT NULL,
  title text NOT NULL,
  talk_track text NOT NULL,
  long_form text,
  may_be_said boolean NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'published', 'archived')),
  owner_id uuid NOT NULL REFERENCES person,
  review_interval_days integer NOT NULL CHECK (review_interval_days > 0),
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL REFERENCES person,
  updated_at timestamptz NOT NULL,
  updated_by uuid NOT NULL REFERENCES person
);

CREATE INDEX answer_objection ON answer (objection_id, position);

COMMENT ON COLUMN answer.may_be_said IS 'to a buyer; else it is internal and never leaves';
