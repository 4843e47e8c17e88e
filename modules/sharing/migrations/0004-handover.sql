-- That something was handed over: in by those who have a link or were asked, out to people and outsiders. What was
-- delivered never changes any more; who fetched it is added. All times are milliseconds since 1970.
create table sharing.handover (
  id bigint generated always as identity primary key,
  direction text not null check (direction in ('in', 'out')),
  state text not null default 'open' check (state in ('open', 'delivered', 'withdrawn')),
  way text not null check (way in ('drop', 'request', 'link', 'share', 'explicit')),
  -- the folder where it arrives, or what is handed over; files may have purged it since
  node_id bigint not null,
  node_name text not null,
  organisation_id bigint not null references directory.organisation (id),
  -- who answers for it and is told: who made the link, who asked, who hands over
  owner_id bigint references directory.person (id) on delete set null,
  -- < 0: the link by which it came or goes
  grantee_id bigint,
  sender_id bigint references directory.person (id) on delete set null,
  -- of a visitor, as they called themselves; '' where it is a person
  sender_name text not null default '',
  sender_address text,
  sender_language text not null default 'de' check (sender_language in ('de', 'en')),
  title text not null,
  message text not null default '',
  -- SHA-256 of what stands in the visitor's confirmation
  token_hash bytea unique,
  opened_at bigint not null,
  delivered_at bigint,
  withdrawn_at bigint,
  remind_days int check (remind_days between 1 and 365),
  reminded_at bigint,
  -- somebody other than the sender has all or some of it
  first_fetched_at bigint,
  -- checksums of contents in several parts are made after delivery
  sums_at bigint
);
create index handover_by_owner on sharing.handover (owner_id, opened_at);
create index handover_by_sender on sharing.handover (sender_id, opened_at) where sender_id is not null;
create index handover_by_node on sharing.handover (node_id);
create index handover_by_organisation on sharing.handover (organisation_id, opened_at);
create index handover_unfetched on sharing.handover (delivered_at)
  where state = 'delivered' and first_fetched_at is null and reminded_at is null and remind_days is not null;
create index handover_unsummed on sharing.handover (id) where state = 'delivered' and sums_at is null;

create table sharing.handover_recipient (
  id bigint generated always as identity primary key,
  handover_id bigint not null references sharing.handover (id) on delete cascade,
  person_id bigint references directory.person (id) on delete set null,
  -- of an outsider, a group, an organisation; '' where it is a person
  name text not null default '',
  address text,
  language text not null default 'de' check (language in ('de', 'en')),
  -- < 0: the outsider's own link
  grantee_id bigint
);
create index handover_recipient_by_handover on sharing.handover_recipient (handover_id);
create index handover_recipient_by_person on sharing.handover_recipient (person_id) where person_id is not null;

create table sharing.handover_file (
  id bigint generated always as identity primary key,
  handover_id bigint not null references sharing.handover (id) on delete cascade,
  node_id bigint not null,
  -- what the file held then: files' number of it
  content_id bigint not null,
  path text not null,
  size bigint not null check (size >= 0),
  -- null: being made; what was deleted before has none for ever (gone)
  sha256 bytea,
  gone boolean not null default false,
  put_at bigint not null,
  unique (handover_id, node_id)
);
create index handover_file_by_content on sharing.handover_file (content_id, node_id);

-- One line for each who fetched a file, however often.
create table sharing.handover_fetch (
  file_id bigint not null references sharing.handover_file (id) on delete cascade,
  -- 'person:17', 'link:-5', 'link:-5:mail@example.org'
  who text not null,
  person_id bigint references directory.person (id) on delete set null,
  -- of a visitor, as their link or they call them; '' where it is a person
  name text not null default '',
  begun_at bigint not null,
  completed_at bigint,
  times int not null default 1,
  primary key (file_id, who)
);

-- Certificates whose key has signed receipts here: an operator may change it, old receipts stay good.
create table sharing.receipt_certificate (
  fingerprint text primary key,
  certificate bytea not null,
  first_used_at bigint not null
);
