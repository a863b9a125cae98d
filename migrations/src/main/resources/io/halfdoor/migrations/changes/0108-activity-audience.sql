--liquibase formatted sql
--changeset halfdoor:0108-activity-audience

-- What was done before it was noted who may know of it is told to admins alone.
ALTER TABLE activity ADD COLUMN audience text[] NOT NULL DEFAULT '{admin}';
ALTER TABLE activity ALTER COLUMN audience DROP DEFAULT;

COMMENT ON COLUMN activity.audience IS 'terms of who may read of it: a draft''s readers alone, of what was done to a draft';
