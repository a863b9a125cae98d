--liquibase formatted sql
--changeset halfdoor:0213-request-verdict

-- The requester's latest word on what was delivered; none while one is awaited.
ALTER TABLE request ADD COLUMN verdict text CHECK (verdict IN ('helped', 'notWhatINeeded'));
