INSERT INTO person (id, version, name, email, role, side, team, active, created_at, updated_at, updated_by)
VALUES ('019a0000-0000-7000-8000-000000000001', 1, 'Rea Rep', 'rea@example.com', 'rep', 'sales', 'retail', true,
  '2026-11-23T10:15:30Z', '2026-11-23T10:15:30Z', NULL);
INSERT INTO item_use (id, kind, item_id, version, how, person_id, at)
VALUES ('019a0000-0000-7000-8000-000000000007', 'collateral', '019a0000-0000-7000-8000-000000000008', 1, 'sent',
  '019a0000-0000-7000-8000-000000000001', '2026-11-23T10:15:33Z');
-- after
SELECT team = 'retail' AND contact IS NULL AND objection_id IS NULL FROM item_use;
