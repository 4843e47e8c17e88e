-- Messages on their way to calendars of this house (RFC 6638, 3.2): written with the change that causes them, gone when applied.
create table calendar.delivery (
  id bigint generated always as identity primary key,
  recipient_kind text not null check (recipient_kind in ('person', 'room')),
  recipient_id bigint not null,
  sender text not null,                     -- calendar address of who it is from: 'mailto:anna@tfm.example'
  uid text not null,
  method text not null,
  quiet boolean not null,                   -- programs keep up by it, nobody is told
  data bytea not null,
  created_at bigint not null
);
create index delivery_recipient on calendar.delivery (recipient_kind, recipient_id, uid);

-- What has come, for programs that look into the inbox (RFC 6638, 2.2); tidied after a month.
create table calendar.inbox_item (
  id bigint generated always as identity primary key,
  person_id bigint not null references directory.person (id) on delete cascade,
  uri text not null,
  uid text not null,
  data bytea not null,
  created_at bigint not null,
  unique (person_id, uri)
);
create index inbox_item_age on calendar.inbox_item (created_at);

-- When somebody can be met at all (RFC 7953): a VAVAILABILITY as their program sent it.
create table calendar.availability (
  person_id bigint primary key references directory.person (id) on delete cascade,
  data bytea not null,
  changed_at bigint not null
);

-- Attendees that have no calendar here: each has a token, which stands in the mail and proves that who answers got it.
create table calendar.invitation (
  id bigint generated always as identity primary key,
  owner_kind text not null,                 -- whose meeting it is
  owner_id bigint not null,
  uid text not null,
  address text not null,                    -- 'eva@firma.example'
  name text not null,
  token_hash bytea not null unique,
  token_sealed bytea not null,
  created_at bigint not null,
  sent_at bigint not null,
  ends_at bigint,                           -- of the meeting; null: without end
  unique (owner_kind, owner_id, uid, address)
);
create index invitation_end on calendar.invitation (coalesce(ends_at, sent_at));

-- What only a person can decide: another time proposed, somebody who was not invited, a mail that nothing proves.
create table calendar.question (
  id bigint generated always as identity primary key,
  person_id bigint not null references directory.person (id) on delete cascade,
  kind text not null check (kind in ('counter', 'uninvited', 'unproven')),
  uid text not null,
  sender text not null,                     -- as the message says
  sender_name text not null,
  data bytea not null,
  comment text not null,
  created_at bigint not null,
  answered_at bigint,
  answer text check (answer in ('taken', 'refused')),
  unique (person_id, uid, sender, kind, created_at)
);
create index question_open on calendar.question (person_id) where answered_at is null;

-- Mails that have been read, so that none counts twice.
create table calendar.mail_seen (
  message bytea primary key,                -- SHA-256 of its Message-ID and content
  seen_at bigint not null
);
create index mail_seen_age on calendar.mail_seen (seen_at);
