-- Whether the web shows a calendar of one's own list.
alter table calendar.access add column shown boolean not null default true;

-- What somebody did in the web, so that they can take it back: the objects as they were.
create table calendar.undo (
  id bigint generated always as identity primary key,
  person_id bigint not null references directory.person (id) on delete cascade,
  at bigint not null
);
create index undo_of_person on calendar.undo (person_id, at);

create table calendar.undo_step (
  undo_id bigint not null references calendar.undo (id) on delete cascade,
  position integer not null,
  calendar_id bigint not null references calendar.calendar (id) on delete cascade,
  uri text not null,
  before bytea,                 -- null: it was not there
  etag text,                    -- as it is since; null: it is not there
  primary key (undo_id, position)
);

-- Who works where on which day; no reasons.
create table calendar.presence (
  person_id bigint not null references directory.person (id) on delete cascade,
  day date not null,
  place text not null check (place in ('office', 'home', 'travel')),
  set_at bigint not null,
  primary key (person_id, day)
);
create index presence_on_day on calendar.presence (day);
