--liquibase formatted sql
--changeset halfdoor:0160-deal-facts

-- What is known of a deal, and what it is recognised by when nobody knows its CRM id.
ALTER TABLE deal
  ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version > 0),
  ADD COLUMN account_key text,
  ADD COLUMN name_key text,
  ADD COLUMN amount numeric CHECK (amount >= 0),
  ADD COLUMN currency text CHECK (currency ~ '^[A-Z]{3}$'),
  ADD COLUMN stage text,
  ADD COLUMN close_date date,
  ADD COLUMN state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'won', 'lost')),
  ADD COLUMN reason text,
  ADD COLUMN lead_source text,
  ADD COLUMN opened_at timestamptz,
  ADD COLUMN closed_at timestamptz,
  ADD COLUMN from_crm text[] NOT NULL DEFAULT '{}',
  ADD COLUMN team text,
  ADD COLUMN merged_into uuid REFERENCES deal,
  ADD COLUMN updated_at timestamptz,
  ADD CHECK ((amount IS NULL) = (currency IS NULL)),
  ADD CHECK ((state = 'open') = (closed_at IS NULL)),
  ADD CHECK (merged_into IS NULL OR crm_id IS NULL);

UPDATE deal SET updated_at = created_at,
  account_key = lower(regexp_replace(btrim(account, E' \t\r\n'), '\s+', ' ', 'g'));
UPDATE deal SET name_key = encode(sha256(convert_to(
  account_key || E'\n' || lower(regexp_replace(btrim(name, E' \t\r\n'), '\s+', ' ', 'g')), 'UTF8')), 'hex');

-- Those that were written in two ways become one.
UPDATE deal SET merged_into = named.first
FROM (SELECT id, first_value(id) OVER (PARTITION BY name_key ORDER BY id) AS first FROM deal WHERE crm_id IS NULL) AS named
WHERE named.id = deal.id AND named.first <> deal.id;
UPDATE item_use SET deal_id = deal.merged_into FROM deal WHERE deal.id = item_use.deal_id AND deal.merged_into IS NOT NULL;

ALTER TABLE deal
  ALTER COLUMN version DROP DEFAULT,
  ALTER COLUMN state DROP DEFAULT,
  ALTER COLUMN from_crm DROP DEFAULT,
  ALTER COLUMN updated_at SET NOT NULL;

DROP INDEX deal_name;
CREATE UNIQUE INDEX deal_name ON deal (name_key) WHERE crm_id IS NULL AND merged_into IS NULL;
CREATE INDEX deal_name_key ON deal (name_key);

COMMENT ON COLUMN deal.account_key IS 'the account without case and extra spaces';
COMMENT ON COLUMN deal.name_key IS 'SHA-256 of account and name without case and extra spaces';
COMMENT ON COLUMN deal.from_crm IS 'the facts that the CRM said: no person changes them any more';
COMMENT ON COLUMN deal.team IS 'of the first person who mentioned it, at that time';
COMMENT ON COLUMN deal.merged_into IS 'it turned out to be this one: its name is another name of it';
