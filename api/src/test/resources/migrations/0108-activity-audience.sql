INSERT INTO activity (at, person_id, kind, item_id, version, action, detail, request_id)
VALUES ('2026-11-23T10:15:30Z', NULL, 'collateral', '019a0000-0000-7000-8000-000000000005', 1,
  'versionAdded', '{"note": "not for everyone yet"}', 'r1');
-- after
SELECT audience = '{admin}' FROM activity WHERE action = 'versionAdded';
