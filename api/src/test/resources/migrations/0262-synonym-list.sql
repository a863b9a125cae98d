INSERT INTO person (id, version, name, email, role, side, active, created_at, updated_at)
VALUES ('019a0000-0000-7000-8000-000000000001', 1, 'Ada Admin', 'ada@example.com', 'admin', 'other',
  true, '2026-11-23T10:15:30Z', '2026-11-23T10:15:30Z');
-- after
SELECT count(*) = 1 FROM person;
SELECT count(*) = 0 FROM synonym_list;
