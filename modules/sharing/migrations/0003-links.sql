-- Ids of links and deliveries are one count: negative they are whom files' grants name.
create table sharing.link (
  id bigint primary key,
  node_id bigint not null,
  kind text not null check (kind in ('viewer', 'editor', 'uploader')),
  view_only boolean not null,
  name text not null,
  message text not null,
  token_hash bytea not null unique,
  -- with the key of the server, so that who manages it can be shown the address again
  token_sealed bytea not null,
  password_hash text,
  download_limit integer check (download_limit > 0),
  download_count integer not null default 0,
  maker_id bigint not null references directory.person (id),
  organisation_id bigint not null references directory.organisation (id),
  made_at bigint not null,
  ends_at bigint,
  withdrawn_at bigint,
  -- when files were told that it grants nothing any more
  closed_at bigint
);
create index link_node on sharing.link (node_id);
create index link_maker on sharing.link (maker_id);
create index link_open on sharing.link (ends_at) where closed_at is null;

create table sharing.link_recipient (
  link_id bigint not null references sharing.link (id) on delete cascade,
  address text not null,
  primary key (link_id, address)
);

-- Asked for by anybody, sent to recipients alone: so many rows lead nowhere.
create table sharing.link_code (
  challenge_hash bytea primary key,
  link_id bigint not null references sharing.link (id) on delete cascade,
  address text not null,
  code_hash bytea,
  tries integer not null default 0,
  made_at bigint not null,
  ends_at bigint not null
);
create index link_code_link on sharing.link_code (link_id, address, made_at);
create index link_code_made on sharing.link_code (made_at);

create table sharing.link_visit (
  id bigint generated always as identity primary key,
  link_id bigint not null references sharing.link (id) on delete cascade,
  token_hash bytea not null unique,
  way text not null check (way in ('page', 'dav')),
  -- who proved by a code that it is theirs
  address text,
  begun_at bigint not null,
  last_at bigint not null,
  ends_at bigint not null
);
create index link_visit_link on sharing.link_visit (link_id, begun_at desc);

create table sharing.link_download (
  visit_id bigint not null references sharing.link_visit (id) on delete cascade,
  node_id bigint not null,
  name text not null,
  at bigint not null,
  primary key (visit_id, node_id)
);

create table sharing.link_delivery (
  id bigint primary key,
  link_id bigint not null references sharing.link (id) on delete cascade,
  visit_id bigint references sharing.link_visit (id) on delete set null,
  folder_id bigint not null,
  folder_name text not null,
  sender_name text not null,
  sender_organisation text not null,
  sender_address text,
  message text not null,
  begun_at bigint not null,
  last_at bigint not null,
  submitted_at bigint,
  closed_at bigint
);
create index link_delivery_link on sharing.link_delivery (link_id, begun_at desc);
create unique index link_delivery_open on sharing.link_delivery (visit_id) where closed_at is null;
