--liquibase formatted sql
--changeset halfdoor:0107-activity-of-halfdoor

ALTER TABLE activity ALTER COLUMN person_id DROP NOT NULL;

COMMENT ON COLUMN activity.person_id IS 'who did it; null when Halfdoor itself did';
