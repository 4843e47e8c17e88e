-- A state of many organisations: what each is known by, its rules, and who administers which part of the tree.

alter table directory.organisation
  add column short_name text,               -- 'TMIL', where there is no room for the name
  add column official_key text unique,      -- key of the municipality or authority in official registers
  add column colour text,                   -- '#005b7f': accent of what its people and guests see
  add column logo bytea,                    -- a small picture: PNG, JPEG or WebP
  add column logo_type text,
  add column quota_bytes bigint check (quota_bytes >= 0), -- for all its spaces together; null: no limit of its own
  add column closed_at timestamptz;         -- merged or dissolved: nobody new may belong to it
create index organisation_by_parent on directory.organisation (parent_id);

-- Mail domains lead to an organisation: for sign-in with its own provider, and for sources of people.
create table directory.mail_domain (
  domain text primary key,                  -- lower case, punycode
  organisation_id bigint not null references directory.organisation (id) on delete cascade
);
create index mail_domain_by_organisation on directory.mail_domain (organisation_id);

-- Rules descend; below they can only be tightened (rules.ts knows each rule's scale).
create table directory.organisation_rule (
  organisation_id bigint not null references directory.organisation (id) on delete cascade,
  rule text not null,
  value jsonb not null,
  changed_at timestamptz not null default now(),
  primary key (organisation_id, rule)
);

-- For the organisation and everything below it.
create table directory.role_assignment (
  person_id bigint not null references directory.person (id) on delete cascade,
  role text not null check (role in ('organisation-administrator', 'auditor', 'reporter', 'access-manager')),
  organisation_id bigint not null references directory.organisation (id) on delete cascade,
  assigned_at timestamptz not null default now(),
  primary key (person_id, role, organisation_id)
);
create index role_assignment_by_organisation on directory.role_assignment (organisation_id, role);

alter table directory.person drop constraint person_role_check;
alter table directory.person
  add constraint person_role_check check (role in ('member', 'guest', 'platform-administrator')),
  add column job_title text,
  add column phone text,
  add column place text,                    -- working place: building, room, town
  add column manager_id bigint references directory.person (id) on delete set null,
  add column left_at timestamptz,           -- has left the administration; disabled_at is set too
  add column erased_at timestamptz;         -- what described the person is gone, the row holds what refers to it
create index person_by_manager on directory.person (manager_id);

-- Addresses besides the first one, which stands in the person.
create table directory.person_address (
  person_id bigint not null references directory.person (id) on delete cascade,
  address text not null,                    -- lower case
  primary key (person_id, address)
);
create index person_address_by_address on directory.person_address (address);

-- Who stands in for a person, in this order.
create table directory.deputy (
  person_id bigint not null references directory.person (id) on delete cascade,
  deputy_id bigint not null references directory.person (id) on delete cascade,
  position int not null,
  primary key (person_id, deputy_id),
  check (person_id <> deputy_id)
);
create index deputy_by_deputy on directory.deputy (deputy_id);

-- What people are found by, folded (see fold-name.ts): kept beside the row because folding is ours, not PostgreSQL's.
create extension if not exists pg_trgm;
alter table directory.person add column folded text not null default '';
create index person_by_folded on directory.person using gin (folded gin_trgm_ops);
create index person_by_email on directory.person (lower(email));
