INSERT INTO person (id, version, name, email, role, side, team, active, created_at, updated_at, updated_by)
VALUES ('019a0000-0000-7000-8000-000000000001', 1, 'Rea Rep', 'rea@example.com', 'rep', 'sales', 'retail', true,
  '2026-11-23T10:15:30Z', '2026-11-23T10:15:30Z', NULL);
INSERT INTO deal (id, crm_id, account, name, created_at) VALUES
  ('019a0000-0000-7000-8000-000000000003', '006A', NULL, NULL, '2026-11-23T10:15:30Z'),
  ('019a0000-0000-7000-8000-000000000004', NULL, 'Acme', 'Depots 2027', '2026-11-23T10:15:30Z'),
  ('019a0000-0000-7000-8000-000000000005', NULL, ' ACME ', 'depots  2027', '2026-11-23T10:15:31Z'),
  ('019a0000-0000-7000-8000-000000000006', '006B', 'Acme', 'Depots 2027', '2026-11-23T10:15:32Z');
INSERT INTO item_use (id, kind, item_id, version, how, deal_id, person_id, at)
VALUES ('019a0000-0000-7000-8000-000000000007', 'collateral', '019a0000-0000-7000-8000-000000000008', 1, 'sent',
  '019a0000-0000-7000-8000-000000000005', '019a0000-0000-7000-8000-000000000001', '2026-11-23T10:15:33Z');
-- after
SELECT count(*) = 4 FROM deal WHERE state = 'open' AND version = 1 AND updated_at = created_at;
SELECT account = 'Acme' AND account_key = 'acme' AND merged_into IS NULL FROM deal
  WHERE id = '019a0000-0000-7000-8000-000000000004';
SELECT merged_into = '019a0000-0000-7000-8000-000000000004' FROM deal WHERE id = '019a0000-0000-7000-8000-000000000005';
SELECT merged_into IS NULL FROM deal WHERE crm_id = '006B';
SELECT count(DISTINCT name_key) = 1 AND count(name_key) = 3 FROM deal;
SELECT deal_id = '019a0000-0000-7000-8000-000000000004' FROM item_use;
