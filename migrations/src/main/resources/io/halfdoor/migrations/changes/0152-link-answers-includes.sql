--liquibase formatted sql
--changeset halfdoor:0152-link-answers-includes

ALTER TABLE link DROP CONSTRAINT link_role_check;
ALTER TABLE link ADD CONSTRAINT link_role_check
  CHECK (role IN ('answers', 'attachment', 'companion', 'includes', 'proof', 'supersedes'));
