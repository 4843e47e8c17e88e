-- How far the entries of organisations that keep them more briefly than usual have lost their payloads.
create table audit.organisation (
  organisation_id bigint primary key,
  redacted_to bigint not null default 0
);
