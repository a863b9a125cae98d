--liquibase formatted sql
--changeset halfdoor:0109-kept-position

ALTER TABLE idempotency_key ADD COLUMN position text;

COMMENT ON COLUMN idempotency_key.position IS 'where in the feed the change stands; null where it recorded nothing';
