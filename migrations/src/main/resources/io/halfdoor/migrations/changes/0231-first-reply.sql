--liquibase formatted sql
--changeset halfdoor:0231-first-reply

-- When and by whom a request was first answered to, by somebody who curates and did not ask.
CREATE TABLE first_reply (
  request_id uuid PRIMARY KEY REFERENCES request,
  person_id uuid NOT NULL REFERENCES person,
  at timestamptz NOT NULL
);

-- For the requests that there are, whoever moved it first is taken for what they are now.
INSERT INTO first_reply (request_id, person_id, at)
SELECT DISTINCT ON (r.id) r.id, a.person_id, greatest(a.at, r.created_at)
FROM request r
JOIN activity a ON a.item_id = r.id AND a.kind = 'request' AND a.action = 'moved'
JOIN person p ON p.id = a.person_id AND p.role IN ('marketer', 'admin')
WHERE p.id <> r.requested_by AND p.id <> r.filed_by
ORDER BY r.id, a.id;
