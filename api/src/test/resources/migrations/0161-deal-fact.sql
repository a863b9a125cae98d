INSERT INTO deal (id, version, crm_id, amount, currency, state, from_crm, created_at, updated_at)
VALUES ('019a0000-0000-7000-8000-000000000003', 2, '006A', 12500.00, 'EUR', 'open', '{value}', '2026-11-23T10:15:30Z',
  '2026-11-23T10:15:30Z');
-- after
SELECT amount = 12500 AND from_crm = '{value}' FROM deal;
SELECT count(*) = 0 FROM deal_fact;
