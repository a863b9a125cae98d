INSERT INTO person (id, version, name, email, role, side, team, active, created_at, updated_at, updated_by)
VALUES ('019a0000-0000-7000-8000-000000000001', 1, 'Rea Rep', 'Rea@example.com', 'rep', 'sales', 'retail', true,
  '2026-11-23T10:15:30Z', '2026-11-23T10:15:30Z', NULL);
INSERT INTO collateral (id, version, title, kind, labels, audience, may_be_sent, owner_id, review_interval_days, state,
  terms, latest_version, published_version, created_at, created_by, updated_at, updated_by)
VALUES ('019a0000-0000-7000-8000-000000000009', 2, 'Prices', 'deck', '{}', 'everyone', true,
  '019a0000-0000-7000-8000-000000000001', 90, 'published', '{everyone}', 3, 2, '2026-11-23T10:15:30Z',
  '019a0000-0000-7000-8000-000000000001', '2026-11-23T10:15:30Z', '019a0000-0000-7000-8000-000000000001');
-- after
SELECT shown_version = 2 AND title = 'Prices' FROM collateral;
SELECT count(*) = 0 FROM collateral_version;
