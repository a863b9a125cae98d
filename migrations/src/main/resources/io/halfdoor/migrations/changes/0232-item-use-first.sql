--liquibase formatted sql
--changeset halfdoor:0232-item-use-first

-- When an item was used first from a time on, however often it was.
CREATE INDEX item_use_item_at ON item_use (item_id, at);
