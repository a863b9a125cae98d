--liquibase formatted sql
--changeset halfdoor:0105-link

-- Which item uses which, in which role: at a pinned version, or the latest where that is null.
CREATE TABLE link (
  from_kind text NOT NULL,
  from_id uuid NOT NULL,
  role text NOT NULL CHECK (role IN ('attachment', 'companion', 'proof', 'supersedes')),
  to_kind text NOT NULL,
  to_id uuid NOT NULL,
  to_version integer,
  PRIMARY KEY (from_id, to_id, role)
);

CREATE INDEX link_to ON link (to_id);
