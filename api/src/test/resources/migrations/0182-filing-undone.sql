INSERT INTO person (id, version, name, email, role, side, active, created_at, updated_at)
VALUES ('019a0000-0000-7000-8000-000000000001', 1, 'Rea Rep', 'rea@example.com', 'rep', 'sales',
  true, '2026-11-23T10:15:30Z', '2026-11-23T10:15:30Z');
INSERT INTO objection (id, version, phrase, category, labels, state, owner_id, created_at, created_by,
  updated_at, updated_by)
VALUES ('019a0000-0000-7000-8000-000000000002', 1, 'It is too expensive', 'price', '{}', 'active',
  '019a0000-0000-7000-8000-000000000001', '2026-11-23T10:15:30Z', '019a0000-0000-7000-8000-000000000001',
  '2026-11-23T10:15:30Z', '019a0000-0000-7000-8000-000000000001');
INSERT INTO phrasing (id, objection_id, text, created_at, created_by)
VALUES ('019a0000-0000-7000-8000-000000000004', '019a0000-0000-7000-8000-000000000002', 'Too dear',
  '2026-11-23T10:15:30Z', '019a0000-0000-7000-8000-000000000001');
INSERT INTO filing (id, objection_id, person_id, at)
VALUES ('019a0000-0000-7000-8000-000000000005', '019a0000-0000-7000-8000-000000000002',
  '019a0000-0000-7000-8000-000000000001', '2026-11-23T10:15:30Z');
-- after
SELECT NOT made_objection FROM filing;
SELECT filing_id IS NULL FROM phrasing;
SELECT count(*) = 0 FROM taken_phrasing;
