--liquibase formatted sql
--changeset halfdoor:0193-hearing-said

-- The hearings of exactly these words, to know what they were taken out of.
CREATE INDEX hearing_said ON hearing (md5(lower(quote)));
