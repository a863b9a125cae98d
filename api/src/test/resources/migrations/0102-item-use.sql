INSERT INTO deal (id, crm_id, created_at)
VALUES ('019a0000-0000-7000-8000-000000000003', '006A', '2026-11-23T10:15:30Z');
-- after
SELECT count(*) = 1 FROM deal WHERE crm_id = '006A';
SELECT count(*) = 0 FROM item_use;
