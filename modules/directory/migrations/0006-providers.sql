-- An organisation's own provider (OpenID Connect), by which its people sign in.

create table directory.provider (
  id bigint generated always as identity primary key,
  organisation_id bigint not null references directory.organisation (id), -- it means people of this and below only
  key text not null unique,                 -- stands in its addresses here, which are registered with it
  name text not null,                       -- as the button on the sign-in page says it
  issuer text not null,
  client_id text not null,
  secret bytea,                             -- sealed; null: a public client
  settings jsonb not null default '{}',
  enabled boolean not null default true,
  created_at timestamptz not null default now()
);
create index provider_by_organisation on directory.provider (organisation_id);

-- Whoever types an address of these domains is offered the provider.
create table directory.provider_domain (
  domain text primary key,                  -- lower case, punycode
  provider_id bigint not null references directory.provider (id) on delete cascade
);
create index provider_domain_by_provider on directory.provider_domain (provider_id);

-- Whom a provider means. By issuer: another one's subjects are other people.
create table directory.provider_person (
  provider_id bigint not null references directory.provider (id) on delete cascade,
  issuer text not null,
  subject text not null,
  person_id bigint not null references directory.person (id) on delete cascade,
  made boolean not null,                    -- came by the provider, which then says what they are called and where they belong
  roles text[] not null default '{}',       -- what they have by its word alone
  group_ids bigint[] not null default '{}',
  linked_at timestamptz not null default now(),
  signed_in_at timestamptz not null default now(),
  primary key (provider_id, issuer, subject),
  unique (provider_id, person_id)
);
create index provider_person_by_person on directory.provider_person (person_id);
