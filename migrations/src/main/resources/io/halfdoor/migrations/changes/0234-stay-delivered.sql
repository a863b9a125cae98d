--liquibase formatted sql
--changeset halfdoor:0234-stay-delivered

-- The latest deliveries, which say what is to be expected of the next.
CREATE INDEX stay_delivered ON stay (since) WHERE state = 'delivered';
