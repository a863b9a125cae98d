INSERT INTO activity (at, person_id, kind, item_id, version, action, detail, request_id)
VALUES ('2026-11-23T10:15:30Z', '019a0000-0000-7000-8000-000000000001', 'person',
  '019a0000-0000-7000-8000-000000000001', 1, 'created', '{"name": "Rea Rep"}', 'r1');
-- after
SELECT count(*) = 1 FROM activity WHERE detail ->> 'name' = 'Rea Rep';
SELECT count(*) = 0 FROM idempotency_key;
