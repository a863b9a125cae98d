INSERT INTO link (from_kind, from_id, role, to_kind, to_id)
VALUES ('collateral', '019a0000-0000-7000-8000-000000000005', 'proof', 'collateral',
  '019a0000-0000-7000-8000-000000000006');
-- after
SELECT role = 'proof' FROM link;
