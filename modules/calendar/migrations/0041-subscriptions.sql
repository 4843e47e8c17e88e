-- Calendars of others that somebody subscribed to by address: what is known of the file there.
create table calendar.subscription (
  calendar_id bigint primary key references calendar.calendar (id) on delete cascade,
  url text not null,
  etag text,                                -- as its server gave them, to be asked with
  last_modified text,
  content bytea,                            -- SHA-256 of the file that stands in the calendar
  every_ms bigint not null,                 -- how often it is looked at
  next_at bigint not null,
  refreshed_at bigint,                      -- last time that all was well
  failures integer not null default 0,      -- since then
  failed_at bigint,
  problem text                              -- of the last failure; null: all is well
);
create index subscription_next on calendar.subscription (next_at);
