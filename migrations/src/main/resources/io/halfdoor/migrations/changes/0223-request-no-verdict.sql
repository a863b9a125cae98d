--liquibase formatted sql
--changeset halfdoor:0223-request-no-verdict

ALTER TABLE request DROP CONSTRAINT request_verdict_check;
ALTER TABLE request ADD CONSTRAINT request_verdict_check
  CHECK (verdict IN ('helped', 'notWhatINeeded', 'noVerdict'));
