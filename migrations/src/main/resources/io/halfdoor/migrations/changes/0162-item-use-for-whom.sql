--liquibase formatted sql
--changeset halfdoor:0162-item-use-for-whom

-- For whom something was used, and against what. What was used before its user's team was noted is
-- taken for a use of the team that they are in now.
ALTER TABLE item_use
  ADD COLUMN contact text,
  ADD COLUMN objection_id uuid,
  ADD COLUMN team text;

UPDATE item_use SET team = person.team FROM person WHERE person.id = item_use.person_id;

CREATE INDEX item_use_at ON item_use (at);
CREATE INDEX item_use_deal ON item_use (deal_id);

COMMENT ON COLUMN item_use.team IS 'of the person at the time of the use';
