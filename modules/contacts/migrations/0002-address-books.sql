-- Address books and the cards in them. A card is kept byte for byte; beside it stands what it is found and listed by.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;

create table contacts.address_book (
  id bigint generated always as identity primary key,
  person_id bigint references directory.person (id) on delete cascade,
  group_id bigint references directory.group (id) on delete cascade,
  organisation_id bigint references directory.organisation (id) on delete cascade,
  uri text not null,                    -- in the owner's home; others have it as book-<id>
  name text not null,
  description text not null default '',
  colour text,                          -- '#005b7f'
  change bigint not null default 0,     -- grows with every change, in the order of commits: ctag and sync token
  known_since bigint not null default 0, -- of what went before, nothing is known any more
  created_at bigint not null,
  deleted_at bigint,                    -- in the trash
  deleted_by bigint references directory.person (id) on delete set null,
  check (num_nonnulls(person_id, group_id, organisation_id) = 1)
);
create unique index address_book_by_person on contacts.address_book (person_id, uri) where deleted_at is null;
create index address_book_of_person on contacts.address_book (person_id);
create index address_book_by_group on contacts.address_book (group_id) where group_id is not null;
create index address_book_by_organisation on contacts.address_book (organisation_id) where organisation_id is not null;
create index address_book_deleted on contacts.address_book (deleted_at) where deleted_at is not null;

create table contacts.share (
  id bigint generated always as identity primary key,
  book_id bigint not null references contacts.address_book (id) on delete cascade,
  person_id bigint references directory.person (id) on delete cascade,
  group_id bigint references directory.group (id) on delete cascade,
  organisation_id bigint references directory.organisation (id) on delete cascade,
  role smallint not null check (role between 1 and 3), -- viewer, editor, manager
  check (num_nonnulls(person_id, group_id, organisation_id) = 1)
);
create unique index share_of_book on contacts.share
  (book_id, coalesce(person_id, 0), coalesce(group_id, 0), coalesce(organisation_id, 0));
create index share_by_person on contacts.share (person_id) where person_id is not null;
create index share_by_group on contacts.share (group_id) where group_id is not null;
create index share_by_organisation on contacts.share (organisation_id) where organisation_id is not null;

create table contacts.card (
  id bigint generated always as identity primary key,
  book_id bigint not null references contacts.address_book (id) on delete cascade,
  uri text not null,
  uid text not null,
  data bytea not null,
  size int not null,
  etag text not null,
  change bigint not null,
  modified_at bigint not null,
  kind text not null,                   -- person, group, organisation
  name text not null,                   -- as listed: 'Schmidt, Anna'
  sorted text not null,                 -- folded
  organisation text not null,
  title text not null,
  mails text[] not null,
  phones text[] not null,               -- as they stand
  numbers text[] not null,              -- to compare by, see comparablePhone
  categories text[] not null,
  birthday text,                        -- '1985-04-12', '--04-12'
  photo boolean not null,
  folded text not null                  -- every word that it is found by
);
create unique index card_by_uri on contacts.card (book_id, uri);
create index card_by_uid on contacts.card (book_id, uid);
create index card_by_change on contacts.card (book_id, change);
create index card_by_name on contacts.card (book_id, left(sorted, 80), id);
create index card_by_birthday on contacts.card (book_id) where birthday is not null;
create index card_search on contacts.card using gin (book_id, folded gin_trgm_ops);

-- What is there no more, for those who synchronise. A trash of its own keeps the contents.
create table contacts.gone (
  book_id bigint not null references contacts.address_book (id) on delete cascade,
  uri text not null,
  change bigint not null,
  at bigint not null,
  primary key (book_id, uri)
);
create index gone_by_change on contacts.gone (book_id, change);

create table contacts.trash (
  id bigint generated always as identity primary key,
  book_id bigint not null references contacts.address_book (id) on delete cascade,
  uri text not null,
  name text not null,
  data bytea not null,
  at bigint not null,
  person_id bigint references directory.person (id) on delete set null,
  merged_into text                      -- the uri of the card that it was merged into
);
create index trash_by_book on contacts.trash (book_id, id);
create index trash_by_time on contacts.trash (at);
