-- Calendars, what lies in them, and who may do what with them. All times are milliseconds since 1970.
create table calendar.calendar (
  id bigint generated always as identity primary key,
  owner_kind text not null check (owner_kind in ('person', 'group', 'organisation', 'space', 'room')),
  owner_id bigint not null,
  uri text not null,                        -- the owner's address of it
  kind text not null default 'calendar'
    check (kind in ('calendar', 'inbox', 'subscription', 'holidays', 'birthdays', 'presence')),
  standard boolean not null default false,  -- where events go for which nobody names a calendar
  name text not null,
  colour text,                              -- '#005b7fff'
  description text not null default '',
  time_zone text,                           -- as the client sent it: a VCALENDAR with one VTIMEZONE
  components text[] not null default '{VEVENT,VTODO,VJOURNAL}',
  position integer not null default 0,
  transparent boolean not null default false, -- does not count in free/busy
  properties jsonb not null default '{}',   -- that only the clients know: 'namespace name' -> element
  source_url text,                          -- of a subscription
  change bigint not null default 1,         -- commit-ordered: ctag, sync token, etags
  oldest bigint not null default 0,         -- tokens below it are not known any more: tombstones are gone
  created_at bigint not null,
  deleted_at bigint,                        -- in the trash
  deleted_by bigint references directory.person (id) on delete set null
);
create unique index calendar_uri on calendar.calendar (owner_kind, owner_id, uri) where deleted_at is null;
create unique index calendar_standard on calendar.calendar (owner_kind, owner_id) where standard and deleted_at is null;
create index calendar_owner on calendar.calendar (owner_kind, owner_id);
create index calendar_trash on calendar.calendar (deleted_at) where deleted_at is not null;

-- An event, task or journal entry, byte for byte, and what is asked of it without reading it.
create table calendar.object (
  id bigint generated always as identity primary key,
  calendar_id bigint not null references calendar.calendar (id) on delete cascade,
  uri text not null,
  uid text not null,
  component text not null,
  data bytea not null,
  change bigint not null,                   -- the etag, with the calendar's id
  schedule_tag text,
  class text not null,                      -- PUBLIC, PRIVATE, CONFIDENTIAL
  scheduled boolean not null,               -- has an ORGANIZER
  first_at bigint,                          -- what a range must touch to have an occurrence; null: since ever, without end
  last_at bigint,
  recurring boolean not null,
  indexed_from bigint,                      -- of a series: occurrences outside of these stand in no index
  indexed_until bigint,
  shown jsonb not null,                     -- what overviews show
  created_at bigint not null,
  modified_at bigint not null,
  modified_by bigint references directory.person (id) on delete set null,
  deleted_at bigint,
  deleted_by bigint references directory.person (id) on delete set null
);
create unique index object_uri on calendar.object (calendar_id, uri) where deleted_at is null;
create unique index object_uid on calendar.object (calendar_id, uid) where deleted_at is null;
create index object_change on calendar.object (calendar_id, change) where deleted_at is null;
create index object_recurring on calendar.object (calendar_id) where recurring and deleted_at is null;
create index object_everywhere on calendar.object (uid) where deleted_at is null;
create index object_trash on calendar.object (deleted_at) where deleted_at is not null;

-- When something takes place. Dates and floating times as if they were UTC.
create table calendar.occurrence (
  calendar_id bigint not null,
  object_id bigint not null references calendar.object (id) on delete cascade,
  recurrence_id text,                       -- of a series: '20261123T080000Z'
  starts_at bigint not null,
  ends_at bigint not null,
  all_day boolean not null,
  floating boolean not null,                -- dates, too
  busy smallint not null,                   -- 0 free, 1 busy, 2 tentative, 3 unavailable
  shown jsonb                               -- where the occurrence is changed; null: as the object's
);
create index occurrence_range on calendar.occurrence (calendar_id, ends_at, starts_at);
create index occurrence_object on calendar.occurrence (object_id);

-- What is there no more, for who asks for changes.
create table calendar.gone (
  calendar_id bigint not null references calendar.calendar (id) on delete cascade,
  uri text not null,
  change bigint not null,
  primary key (calendar_id, uri)
);
create index gone_change on calendar.gone (calendar_id, change);

create type calendar.role as enum ('free-busy', 'viewer', 'editor', 'manager', 'owner');   -- weakest first

-- Whom a calendar is shared with. What follows from all shares together stands in calendar.access.
create table calendar.share (
  id bigint generated always as identity primary key,
  calendar_id bigint not null references calendar.calendar (id) on delete cascade,
  kind text not null check (kind in ('person', 'group', 'organisation')),
  person_id bigint references directory.person (id) on delete cascade,
  group_id bigint references directory.group (id) on delete cascade,
  organisation_id bigint references directory.organisation (id) on delete cascade,
  role calendar.role not null,
  shared_by bigint references directory.person (id) on delete set null,
  shared_at bigint not null
);
create unique index share_person on calendar.share (calendar_id, person_id) where person_id is not null;
create unique index share_group on calendar.share (calendar_id, group_id) where group_id is not null;
create unique index share_organisation on calendar.share (calendar_id, organisation_id) where organisation_id is not null;
create index share_of_person on calendar.share (person_id) where person_id is not null;
create index share_of_group on calendar.share (group_id) where group_id is not null;
create index share_of_organisation on calendar.share (organisation_id) where organisation_id is not null;

-- The effective right of each person on each calendar, and how they have it in their home: one query finds calendar and right.
create table calendar.access (
  person_id bigint not null references directory.person (id) on delete cascade,
  calendar_id bigint not null references calendar.calendar (id) on delete cascade,
  role calendar.role not null,
  uri text not null,
  name text,                                -- null: as its owner calls it
  colour text,
  position integer,
  transparent boolean,
  hidden boolean not null default false,    -- taken out of the home by who has it by a share
  valid_from bigint not null default 0,     -- tokens below it are from before the right changed
  primary key (person_id, calendar_id)
);
create unique index access_uri on calendar.access (person_id, uri);
create index access_by_calendar on calendar.access (calendar_id);
