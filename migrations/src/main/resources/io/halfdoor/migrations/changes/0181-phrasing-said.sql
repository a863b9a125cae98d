--liquibase formatted sql
--changeset halfdoor:0181-phrasing-said

-- The objections that are said in exactly these words.
CREATE INDEX phrasing_said ON phrasing (md5(lower(text)));
