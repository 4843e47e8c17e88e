-- How far a reader has come without a gap: who resumes a download has all of it in the end.
alter table sharing.handover_fetch add column reached bigint not null default 0;

-- Somebody asks named people for certain files by a date. Ids of recipients and parts are taken from links' count: negative
-- they are whom files' grants name. All times are milliseconds since 1970.
create table sharing.request (
  id bigint generated always as identity primary key,
  asker_id bigint references directory.person (id) on delete set null,
  organisation_id bigint not null references directory.organisation (id),
  -- the request's own, in which each part gets one
  folder_id bigint not null,
  folder_name text not null,
  title text not null,
  message text not null,
  due_at bigint not null,
  -- so many days before it is due who has something missing is reminded; null: nobody is
  remind_days int check (remind_days between 1 and 60),
  made_at bigint not null,
  closed_at bigint
);
create index request_by_asker on sharing.request (asker_id, made_at);
create index request_open on sharing.request (due_at) where closed_at is null;

create table sharing.request_item (
  id bigint generated always as identity primary key,
  request_id bigint not null references sharing.request (id) on delete cascade,
  position int not null,
  name text not null,
  -- of the folder in each part where what is for it goes
  folder_name text not null,
  required boolean not null,
  unique (request_id, position)
);

create table sharing.request_recipient (
  id bigint primary key,
  request_id bigint not null references sharing.request (id) on delete cascade,
  person_id bigint references directory.person (id) on delete set null,
  -- of an outsider; '' where it is a person
  name text not null default '',
  address text,
  language text not null default 'de' check (language in ('de', 'en')),
  token_hash bytea not null unique,
  -- with the key of the server: reminders say the address again
  token_sealed bytea not null,
  sent_at bigint not null,
  reminders int not null default 0,
  reminded_at bigint,
  auto_reminded_at bigint,
  opened_at bigint,
  -- says that nothing more is to come
  done_at bigint
);
create index request_recipient_by_request on sharing.request_recipient (request_id);
create index request_recipient_by_person on sharing.request_recipient (person_id) where person_id is not null;

-- What a recipient hands in at once: a folder of their own, theirs until they submit it. Then it is a hand-over.
create table sharing.request_part (
  id bigint primary key,
  recipient_id bigint not null references sharing.request_recipient (id) on delete cascade,
  folder_id bigint not null,
  folder_name text not null,
  begun_at bigint not null,
  submitted_at bigint,
  handover_id bigint references sharing.handover (id)
);
create unique index request_part_open on sharing.request_part (recipient_id) where submitted_at is null;
create index request_part_by_handover on sharing.request_part (handover_id) where handover_id is not null;
