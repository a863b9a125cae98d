--liquibase formatted sql
--changeset halfdoor:0215-support

-- Who needs what somebody else asked for, each once, with the deal of theirs that needs it.
CREATE TABLE support (
  request_id uuid NOT NULL REFERENCES request,
  person_id uuid NOT NULL REFERENCES person,
  deal_id uuid REFERENCES deal,
  at timestamptz NOT NULL,
  PRIMARY KEY (request_id, person_id)
);

CREATE INDEX support_person ON support (person_id);
CREATE INDEX support_deal ON support (deal_id);
