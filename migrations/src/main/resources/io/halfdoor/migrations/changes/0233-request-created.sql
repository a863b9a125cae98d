--liquibase formatted sql
--changeset halfdoor:0233-request-created

-- The requests that were filed in a time.
CREATE INDEX request_created ON request (created_at);
