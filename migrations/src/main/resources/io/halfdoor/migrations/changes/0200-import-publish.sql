--liquibase formatted sql
--changeset halfdoor:0200-import-publish

-- Whether versions of templates are published, which no row says.
ALTER TABLE import ADD COLUMN publish boolean;

COMMENT ON COLUMN import.publish IS 'null for what goes without saying: as the template is';
