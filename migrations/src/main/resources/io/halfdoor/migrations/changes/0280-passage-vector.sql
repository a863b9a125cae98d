--liquibase formatted sql
--changeset halfdoor:0280-passage-vector

-- What a text means to a model: computed once for all nodes, whatever item the text belongs to.
CREATE TABLE passage_vector (
  model text NOT NULL,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  vector bytea NOT NULL,
  PRIMARY KEY (model, sha256)
);
