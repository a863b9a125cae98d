INSERT INTO person (id, version, name, email, role, side, team, active, created_at, updated_at, updated_by)
VALUES ('019a0000-0000-7000-8000-000000000001', 1, 'Mia Marketer', 'mia@example.com', 'marketer', 'marketing', NULL, true,
  '2026-11-23T10:15:30Z', '2026-11-23T10:15:30Z', NULL);
INSERT INTO token (id, person_id, name, hash, scope, created_at)
VALUES ('019a0000-0000-7000-8000-000000000002', '019a0000-0000-7000-8000-000000000001', 'test', 'h', 'write',
  '2026-11-23T10:15:30Z');
INSERT INTO file (sha256, size, stored_at) VALUES (repeat('ab', 32), 3, '2026-11-23T10:15:30Z');
INSERT INTO import (id, person_id, token_id, kind, format, sha256, dry_run, state, total, created_at)
VALUES ('019a0000-0000-7000-8000-000000000003', '019a0000-0000-7000-8000-000000000001',
  '019a0000-0000-7000-8000-000000000002', 'deal', 'csv', repeat('ab', 32), false, 'running', 2, '2026-11-23T10:15:30Z');
-- after
SELECT count(*) = 1 FROM import WHERE kind = 'deal' AND publish IS NULL;
