-- How long things are kept: named classes of an organisation, for it and all below it.
create table files.retention_class (
  id bigint generated always as identity primary key,
  organisation_id bigint not null references directory.organisation (id),
  name text not null,
  months integer not null check (months between 1 and 1200),   -- after the last change
  action text not null check (action in ('delete', 'tell')),
  warn_days integer not null check (warn_days between 1 and 365),  -- at least so long before anything is deleted
  created_at bigint not null,
  ended_at bigint            -- no longer chosen; holds where it was
);
create unique index retention_class_name on files.retention_class (organisation_id, lower(name)) where ended_at is null;

-- Of a folder or a space (its root) and what lies below; the nearest holds.
create table files.retention (
  node_id bigint primary key references files.node (id) on delete cascade,
  class_id bigint not null references files.retention_class (id),
  set_by bigint references directory.person (id) on delete set null,
  set_at bigint not null
);
create index retention_by_class on files.retention (class_id);
create index retention_by_person on files.retention (set_by);

-- Files whose managers were told that their time is up.
create table files.retention_due (
  node_id bigint primary key references files.node (id) on delete cascade,
  class_id bigint not null references files.retention_class (id),
  changed_at bigint not null,      -- the change that the time was counted from
  told_at bigint not null,
  delete_at bigint                 -- null: they are only told
);
create index retention_due_by_class on files.retention_due (class_id);
create index retention_due_at on files.retention_due (delete_at) where delete_at is not null;

-- Legal hold: nothing of it is deleted, whatever else is ruled.
create table files.hold (
  id bigint generated always as identity primary key,
  organisation_id bigint not null references directory.organisation (id),
  space_id bigint not null references files.space (id),
  node_id bigint not null references files.node (id),   -- a space's root: all of it
  reason text not null,
  set_by bigint references directory.person (id) on delete set null,
  set_at bigint not null,
  lifted_by bigint references directory.person (id) on delete set null,
  lifted_at bigint,
  lifted_reason text
);
create index hold_by_organisation on files.hold (organisation_id, id);
create index hold_by_node on files.hold (node_id) where lifted_at is null;
create index hold_by_space on files.hold (space_id);
create index hold_by_setter on files.hold (set_by);
create index hold_by_lifter on files.hold (lifted_by);

-- Whether anything in the space is held: read with its row, so that spaces without a hold pay nothing for looking.
alter table files.space add column held boolean not null default false;
