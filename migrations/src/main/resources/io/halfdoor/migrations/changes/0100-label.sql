--liquibase formatted sql
--changeset halfdoor:0100-label

-- The vocabulary that labels are taken from: the keys are what Halfdoor speaks of, their values are
-- for admins to say.
CREATE TABLE label (
  key text PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  name text NOT NULL,
  "values" text[] NOT NULL,
  updated_at timestamptz NOT NULL,
  updated_by uuid REFERENCES person
);

INSERT INTO label (key, version, name, "values", updated_at) VALUES
  ('competitor', 1, 'Competitor', '{}', now()),
  ('industry', 1, 'Industry', '{}', now()),
  ('language', 1, 'Language', '{}', now()),
  ('persona', 1, 'Persona', '{}', now()),
  ('product', 1, 'Product', '{}', now()),
  ('region', 1, 'Region', '{}', now()),
  ('stage', 1, 'Stage', '{}', now());
