--liquibase formatted sql
--changeset halfdoor:0222-request-merged

-- A request that another took the place of.
ALTER TABLE request DROP CONSTRAINT request_state_check;
ALTER TABLE request
  ADD COLUMN merged_into uuid REFERENCES request,
  ADD CONSTRAINT request_state_check CHECK (state IN ('submitted', 'accepted', 'inProgress', 'waiting',
    'delivered', 'closed', 'declined', 'withdrawn', 'merged')),
  ADD CONSTRAINT request_merged_check CHECK ((state = 'merged') = (merged_into IS NOT NULL));

CREATE INDEX request_merged ON request (merged_into) WHERE merged_into IS NOT NULL;
