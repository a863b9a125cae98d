INSERT INTO person (id, version, name, email, role, side, active, created_at, updated_at)
VALUES ('019a0000-0000-7000-8000-000000000001', 1, 'Rea Rep', 'rea@example.com', 'rep', 'sales',
  true, '2026-11-23T10:15:30Z', '2026-11-23T10:15:30Z');
INSERT INTO idempotency_key (person_id, key, request_hash, status, body, created_at)
VALUES ('019a0000-0000-7000-8000-000000000001', 'k', 'h', 201, '{}', '2026-11-23T10:15:30Z');
-- after
SELECT position IS NULL AND status = 201 FROM idempotency_key WHERE key = 'k';
