-- How people prove who they are. Who they are is the directory's: person_id is its id, without a foreign key,
-- because platform rooms know no module. Secrets are kept only as hashes.
create schema auth;

create table auth.password (
  person_id bigint primary key,
  hash text not null,                       -- PHC string, argon2id
  changed_at timestamptz not null
);

-- A browser in which a person is signed in.
create table auth.session (
  id bigint generated always as identity primary key,
  token_hash bytea not null unique,         -- SHA-256 of the cookie's value
  person_id bigint not null,
  client text not null,                     -- 'Firefox, Linux': for the person to know it by
  created_at timestamptz not null,
  last_used_at timestamptz not null,        -- to the hour
  expires_at timestamptz not null           -- the last day, however much it is used
);
create index session_by_person on auth.session (person_id);
create index session_by_expiry on auth.session (expires_at);

-- What programs sign in with (Basic or Bearer).
create table auth.app_password (
  id bigint generated always as identity primary key,
  token_hash bytea not null unique,         -- SHA-256: the token is random, so no slow hash is needed
  person_id bigint not null,
  label text not null,
  created_at timestamptz not null,
  last_used_at timestamptz                  -- to the hour; null: never
);
create index app_password_by_person on auth.app_password (person_id, created_at);

-- A program that waits until a person lets it in (login flow v2).
create table auth.login_flow (
  poll_hash bytea primary key,              -- what the program asks with
  login_hash bytea not null unique,         -- what stands in the address the person opens
  client text not null,
  person_id bigint,                         -- who granted it; the token is made when the program fetches it
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index login_flow_by_expiry on auth.login_flow (expires_at);
