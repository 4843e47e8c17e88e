-- Meeting rooms and things that can be booked: each has a calendar and answers by itself.
create table calendar.room (
  id bigint generated always as identity primary key,
  organisation_id bigint not null references directory.organisation (id),
  key text not null unique,                 -- in its address: 'saal-2'
  kind text not null check (kind in ('room', 'thing')),
  name text not null,
  address text not null unique,             -- what calendars name it by: 'mailto:saal-2@raum.cloud.example'
  place text not null default '',
  capacity integer,
  equipment text[] not null default '{}',
  books text not null default 'everyone' check (books in ('everyone', 'organisation')),
  longest_minutes integer,                  -- of one booking; null: any
  horizon_days integer not null default 550,
  opens_at integer,                         -- minutes of the day in the house's time zone; null: always open
  closes_at integer,
  created_at bigint not null,
  closed_at bigint                          -- takes no bookings any more
);
create index room_by_organisation on calendar.room (organisation_id, name);
