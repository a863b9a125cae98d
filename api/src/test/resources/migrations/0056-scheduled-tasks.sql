INSERT INTO person (id, version, name, email, role, side, team, active, created_at, updated_at, updated_by)
VALUES ('019a0000-0000-7000-8000-000000000001', 1, 'Rea Rep', 'Rea@example.com', 'rep', 'sales', 'retail', true,
  '2026-11-23T10:15:30Z', '2026-11-23T10:15:30Z', NULL);
INSERT INTO item_view (item_id, day, person_id, kind, count)
VALUES ('019a0000-0000-7000-8000-000000000009', '2026-11-23', '019a0000-0000-7000-8000-000000000001', 'collateral', 4);
-- after
SELECT count = 4 FROM item_view;
SELECT count(*) = 0 FROM scheduled_tasks;
