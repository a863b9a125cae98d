INSERT INTO feed_epoch (epoch, started_at) VALUES (1, '2026-11-23T10:15:30Z');
INSERT INTO change (epoch, kind, item_id, version, action, person_id, at, audience, deleted)
VALUES (1, 'person', '019a0000-0000-7000-8000-000000000001', 1, 'created', NULL, '2026-11-23T10:15:30Z', '{everyone}', false);
-- after
SELECT count(*) = 1 FROM change WHERE kind = 'person' AND audience = '{everyone}';
SELECT count(*) = 0 FROM person;
