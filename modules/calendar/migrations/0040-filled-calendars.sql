-- Calendars of the house, which belong to nobody and are for everybody: holidays of the states.
alter table calendar.calendar drop constraint calendar_owner_kind_check;
alter table calendar.calendar add constraint calendar_owner_kind_check
  check (owner_kind in ('person', 'group', 'organisation', 'space', 'room', 'house'));
alter table calendar.calendar drop constraint calendar_kind_check;
alter table calendar.calendar add constraint calendar_kind_check
  check (kind in ('calendar', 'inbox', 'subscription', 'holidays', 'school-holidays', 'birthdays', 'presence'));
