INSERT INTO link (from_kind, from_id, role, to_kind, to_id)
VALUES ('collateral', '019a0000-0000-7000-8000-000000000005', 'proof', 'collateral',
  '019a0000-0000-7000-8000-000000000008');
-- after
SELECT count(*) = 1 FROM link WHERE role = 'proof' AND to_version IS NULL;
SELECT count(*) = 0 FROM finding;
