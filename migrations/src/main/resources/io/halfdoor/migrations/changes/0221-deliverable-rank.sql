--liquibase formatted sql
--changeset halfdoor:0221-deliverable-rank

-- Where the search that a request came from found what it was answered with, from 1. Nobody looked
-- before.
ALTER TABLE deliverable ADD COLUMN rank integer CHECK (rank > 0);

CREATE INDEX request_searched ON request (id) WHERE from_search IS NOT NULL;
