INSERT INTO person (id, version, name, email, role, side, active, created_at, updated_at)
VALUES ('019a0000-0000-7000-8000-000000000001', 1, 'Rea Rep', 'rea@example.com', 'rep', 'sales',
  true, '2026-11-23T10:15:30Z', '2026-11-23T10:15:30Z'),
  ('019a0000-0000-7000-8000-000000000002', 1, 'Mo Marketer', 'mo@example.com', 'marketer',
  'marketing', true, '2026-11-23T10:15:30Z', '2026-11-23T10:15:30Z');
INSERT INTO request (id, version, title, details, labels, confidential, state, requested_by, filed_by,
  created_at, updated_at, updated_by)
VALUES ('019a0000-0000-7000-8000-000000000007', 3, 'A case study', 'With a utility', '{}', false,
  'withdrawn', '019a0000-0000-7000-8000-000000000001', '019a0000-0000-7000-8000-000000000001',
  '2026-11-23T10:00:00Z', '2026-11-23T12:00:00Z', '019a0000-0000-7000-8000-000000000001'),
  ('019a0000-0000-7000-8000-000000000008', 1, 'A deck', 'For a bank', '{}', false,
  'submitted', '019a0000-0000-7000-8000-000000000001', '019a0000-0000-7000-8000-000000000001',
  '2026-11-23T10:00:00Z', '2026-11-23T10:00:00Z', '019a0000-0000-7000-8000-000000000001');
INSERT INTO activity (at, person_id, kind, item_id, version, action, detail, request_id, audience)
VALUES ('2026-11-23T11:00:00Z', '019a0000-0000-7000-8000-000000000002', 'request',
  '019a0000-0000-7000-8000-000000000007', 2, 'moved', '{"from": "submitted", "to": "accepted"}',
  'x', '{everyone}'),
  ('2026-11-23T12:00:00Z', '019a0000-0000-7000-8000-000000000001', 'request',
  '019a0000-0000-7000-8000-000000000007', 3, 'moved', '{"from": "accepted", "to": "withdrawn"}',
  'y', '{everyone}');
-- after
SELECT string_agg(concat_ws(' ', state, since AT TIME ZONE 'UTC', until AT TIME ZONE 'UTC'), ', ' ORDER BY id)
  = 'submitted 2026-11-23 10:00:00 2026-11-23 11:00:00, '
    'accepted 2026-11-23 11:00:00 2026-11-23 12:00:00, withdrawn 2026-11-23 12:00:00'
FROM stay WHERE request_id = '019a0000-0000-7000-8000-000000000007';
SELECT string_agg(concat_ws(' ', state, since AT TIME ZONE 'UTC', until AT TIME ZONE 'UTC'), ', ')
  = 'submitted 2026-11-23 10:00:00'
FROM stay WHERE request_id = '019a0000-0000-7000-8000-000000000008';
