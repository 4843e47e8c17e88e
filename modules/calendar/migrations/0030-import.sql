-- Files that somebody took into a calendar, so that they can take it back.
create table calendar.import (
  id bigint generated always as identity primary key,
  calendar_id bigint not null references calendar.calendar (id) on delete cascade,
  person_id bigint not null references directory.person (id) on delete cascade,
  at bigint not null
);
create index import_at on calendar.import (at);

create table calendar.import_object (
  import_id bigint not null references calendar.import (id) on delete cascade,
  object_id bigint not null references calendar.object (id) on delete cascade,
  change bigint not null,       -- as the import left it: what was changed since stays
  before bytea,                 -- null: it was not there
  primary key (import_id, object_id)
);
