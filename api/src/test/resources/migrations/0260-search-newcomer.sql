INSERT INTO search_log (id, person_id, at, q, filters, total, took_ms, continued)
VALUES ('019a0000-0000-7000-8000-000000000006', '019a0000-0000-7000-8000-000000000001', '2026-11-23T10:15:30Z',
  'too expensive', '{}', 3, 2, false);
-- after
SELECT newcomer IS NULL FROM search_log WHERE q = 'too expensive';
