-- Of which state of the address books a calendar of birthdays is.
create table calendar.birthday_calendar (
  calendar_id bigint primary key references calendar.calendar (id) on delete cascade,
  person_id bigint not null unique references directory.person (id) on delete cascade,
  state text not null
);
