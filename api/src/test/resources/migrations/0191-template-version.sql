INSERT INTO person (id, version, name, email, role, side, active, created_at, updated_at)
VALUES ('019a0000-0000-7000-8000-000000000001', 1, 'Mara Marketer', 'mara@example.com', 'marketer', 'marketing',
  true, '2026-11-23T10:15:30Z', '2026-11-23T10:15:30Z');
INSERT INTO template (id, version, kind, title, labels, audience, language, owner_id, review_interval_days, state,
  terms, latest_version, published_version, created_at, created_by, updated_at, updated_by)
VALUES ('019a0000-0000-7000-8000-000000000009', 2, 'snippet', 'Signature', '{}', 'everyone', 'en',
  '019a0000-0000-7000-8000-000000000001', 180, 'published', '{everyone}', 3, 2, '2026-11-23T10:15:30Z',
  '019a0000-0000-7000-8000-000000000001', '2026-11-23T10:15:30Z', '019a0000-0000-7000-8000-000000000001');
-- after
SELECT shown_version = 2 AND title = 'Signature' FROM template;
SELECT count(*) = 0 FROM template_version;
