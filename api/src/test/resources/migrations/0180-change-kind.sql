INSERT INTO feed_epoch (epoch, system_identifier, timeline, started_at)
VALUES (1, 42, 1, '2026-11-23T10:15:30Z');
INSERT INTO change (epoch, kind, item_id, version, action, at, audience, deleted)
VALUES (1, 'objection', '019a0000-0000-7000-8000-000000000002', 1, 'created',
  '2026-11-23T10:15:30Z', '{everyone}', false);
-- after
SELECT count(*) = 1 FROM change WHERE kind = 'objection';
