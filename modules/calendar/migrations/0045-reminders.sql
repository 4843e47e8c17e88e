-- When alarms of events and tasks ring next: written with the object, gone when they have rung. Times are milliseconds since 1970.
create table calendar.alarm (
  id bigint generated always as identity primary key,
  object_id bigint not null references calendar.object (id) on delete cascade,
  at bigint not null,
  mailed boolean not null,                  -- ACTION:EMAIL; else it is shown
  recurrence_id text,                       -- of a series
  starts_at bigint not null,                -- of what it rings for
  ends_at bigint not null
);
create index alarm_due on calendar.alarm (at);
create index alarm_of_object on calendar.alarm (object_id);

-- Of a series: later alarms stand in no index yet. null: all that will ring do.
alter table calendar.object add column alarms_until bigint;
create index object_alarms_end on calendar.object (alarms_until) where alarms_until is not null;
update calendar.object set alarms_until = 0 where shown ? 'alarms' and deleted_at is null;
-- Whose index of occurrences ends soon.
create index object_index_end on calendar.object (indexed_until) where recurring and deleted_at is null;

-- Whether who has the calendar is reminded of what is in it; null: of one's own.
alter table calendar.access add column reminds boolean;

-- What has rung for somebody and is not done with.
create table calendar.reminder (
  id bigint generated always as identity primary key,
  person_id bigint not null references directory.person (id) on delete cascade,
  object_id bigint not null references calendar.object (id) on delete cascade,
  recurrence_id text,
  starts_at bigint not null,
  ends_at bigint not null,
  rang_at bigint not null,
  snoozed_until bigint,                     -- rings once more then
  unique nulls not distinct (person_id, object_id, recurrence_id)
);
create index reminder_of_object on calendar.reminder (object_id);
create index reminder_snoozed on calendar.reminder (snoozed_until) where snoozed_until is not null;
create index reminder_age on calendar.reminder (rang_at);

-- How somebody wants to be reminded; without a row as the defaults say.
create table calendar.reminder_choice (
  person_id bigint primary key references directory.person (id) on delete cascade,
  way text not null default 'as-set' check (way in ('as-set', 'shown', 'mailed', 'both', 'off')),
  zone text,                                -- where days and floating times are read; null: the state's
  timed_minutes integer,                    -- before new events; null: none
  all_day_minutes integer,
  with_invitations boolean not null default false
);
