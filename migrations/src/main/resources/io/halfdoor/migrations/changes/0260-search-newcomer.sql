--liquibase formatted sql
--changeset halfdoor:0260-search-newcomer

ALTER TABLE search_log ADD COLUMN newcomer uuid;

COMMENT ON COLUMN search_log.newcomer IS 'the item that stood in the place kept for new ones; none where none did';
