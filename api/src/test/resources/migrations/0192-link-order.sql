INSERT INTO link (from_kind, from_id, role, to_kind, to_id)
VALUES ('template', '019a0000-0000-7000-8000-000000000005', 'answers', 'objection',
  '019a0000-0000-7000-8000-000000000006'),
  ('template', '019a0000-0000-7000-8000-000000000005', 'answers', 'objection',
  '019a0000-0000-7000-8000-000000000007');
-- after
SELECT count(DISTINCT seq) = 2 FROM link;
