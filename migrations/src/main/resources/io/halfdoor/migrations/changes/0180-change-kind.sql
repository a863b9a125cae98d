--liquibase formatted sql
--changeset halfdoor:0180-change-kind

-- The last change of a kind, which is asked for with every hearing.
CREATE INDEX change_kind ON change (kind, epoch, xid, seq);
