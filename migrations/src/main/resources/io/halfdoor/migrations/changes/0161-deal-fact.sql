--liquibase formatted sql
--changeset halfdoor:0161-deal-fact

-- What was said of deals, by whom and when. Rows are never changed, but for the deal that they are of
-- where it turns out to be another.
CREATE TABLE deal_fact (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  deal_id uuid NOT NULL REFERENCES deal,
  at timestamptz NOT NULL,
  person_id uuid NOT NULL REFERENCES person,
  source text NOT NULL CHECK (source IN ('person', 'crm')),
  fact text NOT NULL,
  before text,
  said text NOT NULL,
  taken boolean NOT NULL
);

CREATE INDEX deal_fact_deal ON deal_fact (deal_id, id);

COMMENT ON COLUMN deal_fact.taken IS 'false where the CRM had said otherwise, and goes first';
