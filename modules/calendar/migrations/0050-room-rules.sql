-- Where a room is, who may book it and how, and who decides about it.
alter table calendar.room
  add column building text not null default '',
  add column floor text not null default '',
  add column accessible boolean not null default false,   -- by wheelchair
  add column series boolean not null default true,        -- takes meetings that repeat
  add column buffer_minutes integer not null default 0,   -- between two bookings
  add column approval boolean not null default false,     -- somebody decides
  drop constraint room_books_check,
  add constraint room_books_check check (books in ('everyone', 'organisation', 'listed'));

-- Whose people may book, where `books` is 'listed': of these and of what stands below them.
create table calendar.room_booker (
  room_id bigint not null references calendar.room (id) on delete cascade,
  organisation_id bigint not null references directory.organisation (id) on delete cascade,
  primary key (room_id, organisation_id)
);

-- Who decides; none: the administrators of the organisation.
create table calendar.room_manager (
  room_id bigint not null references calendar.room (id) on delete cascade,
  person_id bigint not null references directory.person (id) on delete cascade,
  primary key (room_id, person_id)
);
create index room_managed on calendar.room_manager (person_id);

-- What became of each booking: why a room said no, and what waits for somebody's decision.
create table calendar.booking (
  id bigint generated always as identity primary key,
  room_id bigint not null references calendar.room (id) on delete cascade,
  uid text not null,
  state text not null check (state in ('booked', 'asked', 'approved', 'declined', 'expired', 'withdrawn')),
  because text not null,                    -- of a refusal by itself: 'taken'
  reason text not null default '',          -- in a manager's words
  organizer_id bigint references directory.person (id) on delete set null,
  organizer_name text not null,
  title text not null,                      -- '' where it is private
  attendees integer not null,
  starts_at bigint not null,                -- of the first date to come
  ends_at bigint not null,
  last_at bigint not null,                  -- the end of the last
  dates jsonb not null,                     -- all of them: [[start, end]]
  asked_at bigint not null,
  decided_at bigint,
  decided_by bigint references directory.person (id) on delete set null,
  unique (room_id, uid)
);
create index booking_open on calendar.booking (room_id) where state = 'asked';
create index booking_end on calendar.booking (last_at);
