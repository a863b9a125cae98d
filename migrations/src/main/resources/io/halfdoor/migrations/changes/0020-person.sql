--liquibase formatted sql
--changeset halfdoor:0020-person

CREATE TABLE person (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  name text NOT NULL,
  email text NOT NULL,
  role text NOT NULL CHECK (role IN ('rep', 'marketer', 'leader', 'admin')),
  side text NOT NULL CHECK (side IN ('sales', 'marketing', 'other')),
  team text,
  active boolean NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  updated_by uuid REFERENCES person
);

CREATE UNIQUE INDEX person_email ON person (lower(email));
