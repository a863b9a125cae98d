--liquibase formatted sql
--changeset halfdoor:0142-import-row-external-id

-- Each row asks whether one before it has the same external id.
CREATE INDEX import_row_external_id ON import_row (import_id, external_id);
