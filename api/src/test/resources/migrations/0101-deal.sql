UPDATE label SET "values" = '{Retail,Logistics}', version = 2 WHERE key = 'industry';
-- after
SELECT "values" = '{Retail,Logistics}' FROM label WHERE key = 'industry';
SELECT count(*) = 0 FROM deal;
