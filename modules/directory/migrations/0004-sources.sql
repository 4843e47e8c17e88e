-- Where people come from: LDAP, CSV, SCIM. What a source says is compared with who is here; the difference is kept to be looked at.

create table directory.source (
  id bigint generated always as identity primary key,
  organisation_id bigint not null references directory.organisation (id), -- it touches people of this and below only
  kind text not null check (kind in ('ldap', 'csv', 'scim')),
  name text not null,
  settings jsonb not null default '{}',
  secret bytea,                             -- sealed: what it signs in with
  enabled boolean not null default true,    -- runs by schedule, takes requests
  leaving_allowed_until timestamptz,        -- SCIM: somebody looked, and more may leave at once than the brake lets through
  created_at timestamptz not null default now(),
  removed_at timestamptz                    -- its people stay and are kept by hand from then on
);
create index source_by_organisation on directory.source (organisation_id);

create table directory.source_person (
  person_id bigint primary key references directory.person (id) on delete cascade,
  source_id bigint not null references directory.source (id) on delete cascade,
  external_id text not null,                -- what the source knows the person by, whatever is renamed
  state text not null default 'present' check (state in ('present', 'disabled', 'gone')), -- as the source last said
  reference text,                           -- the entry's present name, by which groups and managers refer to it (DN)
  stamp text,                               -- changes when the entry does; null: read it again
  manager text,                             -- external id; empty: has none; null: the source says nothing of managers
  resource jsonb,                           -- what a SCIM client stored and expects back
  version bigint not null default 1,
  changed_at timestamptz not null default now(),
  unique (source_id, external_id)
);

create table directory.source_group (
  group_id bigint primary key references directory.group (id) on delete cascade,
  source_id bigint not null references directory.source (id) on delete cascade,
  external_id text not null,
  stamp text,
  resource jsonb,
  version bigint not null default 1,
  changed_at timestamptz not null default now(),
  unique (source_id, external_id)
);

create table directory.source_run (
  id bigint generated always as identity primary key,
  source_id bigint not null references directory.source (id) on delete cascade,
  mode text not null check (mode in ('full', 'changes', 'csv')),
  dry boolean not null default false,
  state text not null default 'waiting' check (state in
    ('waiting', 'reading', 'applying', 'done', 'looked', 'braked', 'failed', 'discarded')),
  started_by bigint references directory.person (id) on delete set null, -- null: by schedule
  confirmed_by bigint references directory.person (id) on delete set null,
  started_at timestamptz not null default now(),
  touched_at timestamptz not null default now(),
  ended_at timestamptz,
  counts jsonb not null default '{}',
  brake jsonb,                              -- how many would leave, of how many
  hash text,                                -- of the whole difference: what is confirmed is what was looked at
  error text                                -- why it failed: a code
);
create index source_run_by_source on directory.source_run (source_id, id desc);
-- One run a source at a time.
create unique index source_run_at_work on directory.source_run (source_id)
  where state in ('waiting', 'reading', 'applying');

create table directory.source_run_item (
  run_id bigint not null references directory.source_run (id) on delete cascade,
  position int not null,
  kind text not null check (kind in
    ('added', 'changed', 'returning', 'leaving', 'group-added', 'group-changed', 'group-removed', 'problem')),
  external_id text not null,
  label text not null,                      -- who or what, readable
  before jsonb,
  after jsonb,
  applied_at timestamptz,
  primary key (run_id, position)
);
create index source_run_item_by_kind on directory.source_run_item (run_id, kind, position);
create index source_run_item_open on directory.source_run_item (run_id, position) where applied_at is null;

create table directory.source_upload (
  id bigint generated always as identity primary key,
  source_id bigint not null references directory.source (id) on delete cascade,
  content bytea not null,
  created_at timestamptz not null default now()
);
create index source_upload_by_source on directory.source_upload (source_id);

create table directory.source_token (
  id bigint generated always as identity primary key,
  source_id bigint not null references directory.source (id) on delete cascade,
  label text not null,
  token_hash bytea not null unique,         -- SHA-256 of 256 random bits
  created_by bigint references directory.person (id) on delete set null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index source_token_by_source on directory.source_token (source_id);
