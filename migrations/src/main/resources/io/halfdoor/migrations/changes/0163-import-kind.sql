--liquibase formatted sql
--changeset halfdoor:0163-import-kind

-- Imports were of collateral alone.
ALTER TABLE import ADD COLUMN kind text NOT NULL DEFAULT 'collateral';
ALTER TABLE import ALTER COLUMN kind DROP DEFAULT;
