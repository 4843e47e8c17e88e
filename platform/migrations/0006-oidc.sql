-- Signing in by an organisation's own provider (OpenID Connect). Which providers there are is the directory's.

-- By which provider, and as whom there: { key, name, subject, sid, strength, provenAt }.
alter table auth.session add column provider jsonb;
alter table auth.pending_step add column provider jsonb;
create index session_by_provider on auth.session ((provider ->> 'key'), (provider ->> 'subject'))
  where provider is not null;

-- Somebody is on the way to their provider and back. The first answer takes it away.
create table auth.provider_flow (
  state_hash bytea primary key,
  browser_hash bytea not null,              -- of a cookie: whoever has the address alone signs nobody in
  provider text not null,                   -- key
  origin text not null,                     -- that the browser knows the server by: the provider answers to it
  return_to text not null,                  -- path of ours
  session_id bigint,                        -- who proves once more who they are; null: signs in
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index provider_flow_by_expiry on auth.provider_flow (expires_at);

-- Logout tokens that were taken: each once.
create table auth.provider_logout (
  token_hash bytea primary key,
  expires_at timestamptz not null
);
create index provider_logout_by_expiry on auth.provider_logout (expires_at);
