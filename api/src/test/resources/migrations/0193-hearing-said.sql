INSERT INTO person (id, version, name, email, role, side, active, created_at, updated_at)
VALUES ('019a0000-0000-7000-8000-000000000001', 1, 'Rea Rep', 'rea@example.com', 'rep', 'sales',
  true, '2026-11-23T10:15:30Z', '2026-11-23T10:15:30Z');
INSERT INTO hearing (id, quote, person_id, heard_at, created_at, version)
VALUES ('019a0000-0000-7000-8000-000000000003', 'No budget', '019a0000-0000-7000-8000-000000000001',
  '2026-11-23T10:15:30Z', '2026-11-23T10:15:30Z', 1);
-- after
SELECT count(*) = 1 FROM hearing WHERE md5(lower(quote)) = md5('no budget');
