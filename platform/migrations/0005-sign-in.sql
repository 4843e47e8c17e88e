-- Signing in by more than a password: what was proven, what is still to be proven, and what one proves it with.

alter table auth.session
  add column methods text[] not null default '{password}',
  add column strength text not null default 'password',  -- what the methods amount to
  add column proven_at timestamptz,                      -- when the person last proved who they are
  add column previous_hash bytea unique,                 -- proving oneself again changes the token;
  add column previous_until timestamptz;                 -- requests on their way with the old one are still answered
update auth.session set proven_at = created_at;
alter table auth.session
  alter column proven_at set not null,
  alter column methods drop default,
  alter column strength drop default;

alter table auth.app_password
  add column scopes text[] not null default '{files,calendar,contacts}',
  add column expires_at timestamptz;                     -- null: until it is ended

-- A sign-in that has proven something, but not enough. No session exists yet.
create table auth.pending_step (
  id bigint generated always as identity primary key,
  token_hash bytea not null unique,
  browser_hash bytea not null,              -- of a cookie: the token alone is worth nothing elsewhere
  person_id bigint not null,
  kind text not null,                       -- second-factor, enrol
  proven text[] not null,
  strength text not null,                   -- what is proven amounts to
  offered text[] not null,                  -- what may be shown, or enrolled, next
  tries integer not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index pending_step_by_person on auth.pending_step (person_id);
create index pending_step_by_expiry on auth.pending_step (expires_at);

create table auth.totp (
  id bigint generated always as identity primary key,
  person_id bigint not null,
  name text not null,
  secret bytea not null,                    -- sealed with the key in the data folder
  last_step bigint not null default 0,      -- the latest time step whose code was taken: each once
  created_at timestamptz not null,
  confirmed_at timestamptz,                 -- null: shown, but no code has come from it yet
  last_used_at timestamptz
);
create index totp_by_person on auth.totp (person_id);

create table auth.passkey (
  id bigint generated always as identity primary key,
  person_id bigint not null,
  name text not null,
  rp_id text not null,                      -- the host that it was made for
  credential_id text not null unique,       -- base64url, as browsers say it
  public_key bytea not null,                -- COSE
  counter bigint not null,
  transports text[] not null,
  backed_up boolean not null,               -- kept by the maker of the device too
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index passkey_by_person on auth.passkey (person_id);

-- Each once. A set shares its salt, so that checking one costs one slow hash.
create table auth.recovery_code (
  person_id bigint not null,
  hash bytea not null,                      -- argon2id
  salt bytea not null,
  created_at timestamptz not null,
  primary key (person_id, hash)
);

-- What an authenticator is asked to sign; taken away by the first answer.
create table auth.challenge (
  challenge text primary key,
  purpose text not null,                    -- sign-in, second-factor, step-up, register
  bound_to text not null,                   -- the browser, the step or the session that asked
  expires_at timestamptz not null
);
create index challenge_by_expiry on auth.challenge (expires_at);

-- A code sent by mail. Also for logins that nobody has, so that nothing tells them apart.
create table auth.mail_code (
  token_hash bytea primary key,
  browser_hash bytea not null,
  code_hash bytea not null,                 -- of token and code together: the code alone could be guessed
  person_id bigint,
  tries integer not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index mail_code_by_person on auth.mail_code (person_id, created_at);
create index mail_code_by_expiry on auth.mail_code (expires_at);

create table auth.password_reset (
  token_hash bytea primary key,
  person_id bigint not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index password_reset_by_person on auth.password_reset (person_id, created_at);
create index password_reset_by_expiry on auth.password_reset (expires_at);

-- A new mail address, until who has it has said so.
create table auth.mail_change (
  token_hash bytea primary key,
  person_id bigint not null,
  email text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index mail_change_by_person on auth.mail_change (person_id);
create index mail_change_by_expiry on auth.mail_change (expires_at);
