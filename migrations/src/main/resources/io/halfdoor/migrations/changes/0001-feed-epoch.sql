--liquibase formatted sql
--changeset halfdoor:0001-feed-epoch

-- Transaction ids order the change feed only within one life of one cluster. Each time the database
-- comes to live elsewhere, or comes back from a backup, a new epoch begins.
CREATE TABLE feed_epoch (
  epoch integer PRIMARY KEY CHECK (epoch > 0),
  system_identifier bigint,
  timeline integer,
  started_at timestamptz NOT NULL
);

COMMENT ON COLUMN feed_epoch.system_identifier IS 'the cluster it began on; null where the server does not tell';
COMMENT ON COLUMN feed_epoch.timeline IS 'the WAL timeline it began on; null where the server does not tell';
