--liquibase formatted sql
--changeset halfdoor:0102-item-use

-- Each time an item was sent, copied or presented to a buyer.
CREATE TABLE item_use (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  item_id uuid NOT NULL,
  version integer NOT NULL,
  how text NOT NULL CHECK (how IN ('sent', 'copied', 'presented')),
  deal_id uuid REFERENCES deal,
  person_id uuid NOT NULL REFERENCES person,
  at timestamptz NOT NULL,
  note text
);

CREATE INDEX item_use_item ON item_use (item_id, id);
