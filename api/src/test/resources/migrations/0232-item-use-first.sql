INSERT INTO person (id, version, name, email, role, side, active, created_at, updated_at)
VALUES ('019a0000-0000-7000-8000-000000000001', 1, 'Rea Rep', 'rea@example.com', 'rep', 'sales',
  true, '2026-11-23T10:15:30Z', '2026-11-23T10:15:30Z');
INSERT INTO item_use (id, kind, item_id, version, how, person_id, at)
VALUES ('019a0000-0000-7000-8000-000000000003', 'collateral', '019a0000-0000-7000-8000-000000000004', 1,
  'sent', '019a0000-0000-7000-8000-000000000001', '2026-11-23T10:15:30Z');
-- after
SELECT min(at) = '2026-11-23T10:15:30Z' FROM item_use
WHERE item_id = '019a0000-0000-7000-8000-000000000004' AND at >= '2026-11-23T00:00:00Z';
