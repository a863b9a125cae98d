--liquibase formatted sql
--changeset halfdoor:0210-request

-- Content that somebody in sales asks marketing for.
CREATE TABLE request (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  title text NOT NULL,
  details text NOT NULL,
  kind text CHECK (kind IN
    ('onePager', 'caseStudy', 'deck', 'battleCard', 'emailTemplate', 'video', 'other')),
  labels jsonb NOT NULL,
  need_by date,
  from_search jsonb,
  confidential boolean NOT NULL,
  external_id text UNIQUE,
  state text NOT NULL CHECK (state IN ('submitted', 'accepted', 'inProgress', 'waiting',
    'delivered', 'closed', 'declined', 'withdrawn')),
  assignee_id uuid REFERENCES person,
  requested_by uuid NOT NULL REFERENCES person,
  filed_by uuid NOT NULL REFERENCES person,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  updated_by uuid NOT NULL REFERENCES person
);

CREATE INDEX request_state ON request (state, id);
CREATE INDEX request_requested_by ON request (requested_by, id);
CREATE INDEX request_assignee ON request (assignee_id, id);

COMMENT ON COLUMN request.from_search IS 'the query and filters that found nothing useful';
COMMENT ON COLUMN request.filed_by IS 'another than requested_by where it was filed on behalf of them';
