INSERT INTO activity (at, person_id, kind, item_id, version, action, request_id)
VALUES ('2026-11-23T10:15:30Z', '019a0000-0000-7000-8000-000000000001', 'collateral',
  '019a0000-0000-7000-8000-000000000005', 1, 'created', 'r1');
-- after
SELECT count(*) = 1 FROM activity WHERE action = 'created';
