-- Project spaces may have an end. Exchange spaces, made for third parties, always have one, a purpose, and who answers for
-- them: a sponsor, or nobody but their organisation.
alter table files.space drop constraint space_kind_check;
alter table files.space add constraint space_kind_check check (kind in ('personal', 'project', 'exchange'));
alter table files.space
  add column purpose text not null default '',
  add column sponsor_id bigint references directory.person (id) on delete set null,
  add column ends_at bigint,
  add column closed_at bigint,       -- since then it is only read, an exchange space by its managers alone
  add column deleted_at bigint,      -- what was in it is gone; the row stays for the lists
  add column reminded_days integer,  -- before the end: of the last reminder
  add column told_percent integer not null default 0,  -- how full its managers were told that it is
  add constraint space_exchange check (kind <> 'exchange' or (ends_at is not null and purpose <> ''));
create index space_ending on files.space (ends_at) where ends_at is not null and closed_at is null;
create index space_closed on files.space (closed_at) where closed_at is not null and deleted_at is null;

-- Grants in an exchange space that has ended, for the case that it is prolonged.
create table files.suspended_grant (
  grantee_id bigint not null,
  node_id bigint not null references files.node (id) on delete cascade,
  space_id bigint not null references files.space (id) on delete cascade,
  member integer not null,
  shared integer not null,
  mount_name text,
  person_id bigint generated always as (case when grantee_id > 0 then grantee_id end) stored
    references directory.person (id) on delete cascade,
  primary key (grantee_id, node_id)
);
create index suspended_grant_by_space on files.suspended_grant (space_id);
create index suspended_grant_by_person on files.suspended_grant (person_id);
create index suspended_grant_by_node on files.suspended_grant (node_id);

-- What was deleted by rule: which files, kept for who has to account for it.
create table files.deletion_list (
  id bigint generated always as identity primary key,
  organisation_id bigint not null references directory.organisation (id),
  space_id bigint not null references files.space (id),
  kind text not null check (kind in ('space', 'retention')),
  reason text not null,            -- the space's purpose, the retention class
  at bigint not null,
  files bigint not null,
  bytes bigint not null,
  managers bigint[] not null       -- who managed the space then
);
create index deletion_list_by_organisation on files.deletion_list (organisation_id, id);
create index deletion_list_by_space on files.deletion_list (space_id);
create table files.deletion_entry (
  list_id bigint not null references files.deletion_list (id) on delete cascade,
  node_id bigint not null,
  path text not null,              -- below the space
  size bigint not null,
  changed_at bigint not null,
  sha256 bytea,
  primary key (list_id, node_id)
);
