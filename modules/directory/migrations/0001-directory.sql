-- Organisations, people and groups, as far as files need them.
create schema directory;

create table directory.organisation (
  id bigint generated always as identity primary key,
  key text not null unique,                 -- short official key, chosen by administrators: 'tfm'
  name text not null,
  kind text not null default 'authority'
    check (kind in ('state', 'department', 'authority', 'institution', 'municipality')),
  parent_id bigint references directory.organisation (id),
  created_at timestamptz not null default now()
);

create table directory.person (
  id bigint generated always as identity primary key,
  login text not null unique,               -- lower case, stands in every DAV address of the person
  name text not null,
  email text,
  organisation_id bigint not null references directory.organisation (id),
  role text not null default 'member' check (role in ('member', 'platform-administrator')),
  language text not null default 'de' check (language in ('de', 'en')),
  theme text not null default 'system' check (theme in ('system', 'light', 'dark')),
  created_at timestamptz not null default now(),
  disabled_at timestamptz                   -- may no longer sign in; what they own stays
);
create index person_by_organisation on directory.person (organisation_id, name);

create table directory.group (
  id bigint generated always as identity primary key,
  key text not null unique,
  name text not null,
  organisation_id bigint references directory.organisation (id),
  created_at timestamptz not null default now()
);

create table directory.group_member (
  group_id bigint not null references directory.group (id) on delete cascade,
  person_id bigint not null references directory.person (id) on delete cascade,
  primary key (group_id, person_id)
);
create index group_member_by_person on directory.group_member (person_id);
