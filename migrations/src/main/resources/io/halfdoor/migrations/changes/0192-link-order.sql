--liquibase formatted sql
--changeset halfdoor:0192-link-order

-- What an item uses in a role is told in the order in which it was said.
ALTER TABLE link ADD COLUMN seq bigint GENERATED ALWAYS AS IDENTITY;
