--liquibase formatted sql
--changeset halfdoor:0211-request-deal

-- The deals for which a request was filed, in the order in which they were named.
CREATE TABLE request_deal (
  request_id uuid NOT NULL REFERENCES request,
  deal_id uuid NOT NULL REFERENCES deal,
  place integer NOT NULL,
  PRIMARY KEY (request_id, deal_id)
);

CREATE INDEX request_deal_deal ON request_deal (deal_id);
