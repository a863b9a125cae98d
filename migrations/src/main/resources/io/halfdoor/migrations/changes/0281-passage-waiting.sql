--liquibase formatted sql
--changeset halfdoor:0281-passage-waiting

-- Texts whose vectors are to be computed, in the order in which they were asked for. Who computes one
-- puts off when it is due, so that nobody else takes it meanwhile, and it is due again if they die.
CREATE TABLE passage_waiting (
  model text NOT NULL,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  number bigint GENERATED ALWAYS AS IDENTITY,
  text text NOT NULL,
  failures integer NOT NULL,
  due_at timestamptz NOT NULL,
  PRIMARY KEY (model, sha256)
);

CREATE INDEX passage_waiting_number ON passage_waiting (model, number);
