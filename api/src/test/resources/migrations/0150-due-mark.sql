INSERT INTO activity (at, person_id, kind, item_id, version, action, audience, request_id)
VALUES ('2026-11-23T10:15:30Z', NULL, 'collateral', '019a0000-0000-7000-8000-000000000005', 1, 'due',
  '{everyone}', 'r1');
-- after
SELECT count(*) = 0 FROM due_mark;
