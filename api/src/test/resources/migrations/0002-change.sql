INSERT INTO feed_epoch (epoch, system_identifier, timeline, started_at)
VALUES (1, 42, 1, '2026-11-23T10:15:30Z');
-- after
SELECT count(*) = 1 FROM feed_epoch WHERE epoch = 1 AND system_identifier = 42;
SELECT count(*) = 0 FROM change;
