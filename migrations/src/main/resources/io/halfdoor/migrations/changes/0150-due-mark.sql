--liquibase formatted sql
--changeset halfdoor:0150-due-mark

-- Items that are due before their time, until somebody verifies them.
CREATE TABLE due_mark (
  item_id uuid PRIMARY KEY,
  kind text NOT NULL,
  reason text NOT NULL,
  at timestamptz NOT NULL
);
