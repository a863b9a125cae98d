--liquibase formatted sql
--changeset halfdoor:0240-request-need-by

-- What is needed by a day, or was.
CREATE INDEX request_need_by ON request (need_by, id) WHERE need_by IS NOT NULL;
