--liquibase formatted sql
--changeset halfdoor:0251-notice-reason

ALTER TABLE notice ADD COLUMN reason text;

COMMENT ON COLUMN notice.reason IS 'why it was done, in the words of who did it; none where nothing was said';
