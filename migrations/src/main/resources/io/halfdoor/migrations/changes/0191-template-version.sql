--liquibase formatted sql
--changeset halfdoor:0191-template-version

-- What a template says; never changed once it is there, but for being published.
CREATE TABLE template_version (
  template_id uuid NOT NULL REFERENCES template ON DELETE CASCADE,
  number integer NOT NULL CHECK (number > 0),
  subject text NOT NULL,
  preheader text NOT NULL,
  body text NOT NULL,
  format text NOT NULL CHECK (format IN ('markdown', 'html')),
  fields json NOT NULL,
  includes text[] NOT NULL,
  note text,
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL REFERENCES person,
  published_at timestamptz,
  PRIMARY KEY (template_id, number)
);

COMMENT ON COLUMN template_version.fields IS 'the schema, in the order and with the digits that its author wrote';
COMMENT ON COLUMN template_version.includes IS 'the names of snippets as the body has them: an id or an external id';
