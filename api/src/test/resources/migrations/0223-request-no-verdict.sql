INSERT INTO person (id, version, name, email, role, side, active, created_at, updated_at)
VALUES ('019a0000-0000-7000-8000-000000000001', 1, 'Rea Rep', 'rea@example.com', 'rep', 'sales',
  true, '2026-11-23T10:15:30Z', '2026-11-23T10:15:30Z');
INSERT INTO request (id, version, title, details, labels, confidential, state, requested_by, filed_by,
  created_at, updated_at, updated_by)
VALUES ('019a0000-0000-7000-8000-000000000007', 1, 'A case study', 'With a utility', '{}', false,
  'submitted', '019a0000-0000-7000-8000-000000000001', '019a0000-0000-7000-8000-000000000001',
  '2026-11-23T10:15:30Z', '2026-11-23T10:15:30Z', '019a0000-0000-7000-8000-000000000001');
UPDATE request SET state = 'closed', verdict = 'helped';
-- after
SELECT verdict = 'helped' FROM request;
