INSERT INTO person (id, version, name, email, role, side, team, active, created_at, updated_at, updated_by)
VALUES ('019a0000-0000-7000-8000-000000000001', 1, 'Rea Rep', 'Rea@example.com', 'rep', 'sales', 'retail', true,
  '2026-11-23T10:15:30Z', '2026-11-23T10:15:30Z', NULL);
INSERT INTO token (id, person_id, name, hash, scope, created_at)
VALUES ('019a0000-0000-7000-8000-000000000002', '019a0000-0000-7000-8000-000000000001', 'laptop', 'abc', 'write',
  '2026-11-23T10:15:30Z');
-- after
SELECT count(*) = 1 FROM token WHERE hash = 'abc' AND revoked_at IS NULL;
SELECT count(*) = 0 FROM activity;
