-- What somebody who is not signed in asked for. Written the same way whoever they say they are, and looked into after the answer:
-- so nothing about the answer tells who exists.
create table auth.account_request (
  id bigint generated always as identity primary key,
  kind text not null,                       -- password-reset, mail-code
  typed text not null,                      -- login or mail address
  known boolean not null,                   -- from a browser in which this login has signed in before
  mail_code bytea,                          -- the code that waits to be sent: auth.mail_code.token_hash
  created_at timestamptz not null
);

alter table auth.mail_code
  add column known boolean not null default false;

alter table platform.mail
  add column secret boolean not null default false;   -- the text opens something: deleted once a mail server has it
