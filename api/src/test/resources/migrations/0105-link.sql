INSERT INTO person (id, version, name, email, role, side, team, active, created_at, updated_at, updated_by)
VALUES ('019a0000-0000-7000-8000-000000000001', 1, 'Rea Rep', 'Rea@example.com', 'rep', 'sales', 'retail', true,
  '2026-11-23T10:15:30Z', '2026-11-23T10:15:30Z', NULL);
INSERT INTO flag (id, kind, item_id, version, what, note, person_id, at)
VALUES ('019a0000-0000-7000-8000-000000000007', 'collateral', '019a0000-0000-7000-8000-000000000005', 3, 'wrong',
  'The price is wrong.', '019a0000-0000-7000-8000-000000000001', '2026-11-23T10:15:30Z');
-- after
SELECT count(*) = 1 FROM flag WHERE settled_at IS NULL;
SELECT count(*) = 0 FROM link;
