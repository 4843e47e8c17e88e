-- What is granted is a set of rights: read 1, comment 2, add 4, change 8, manage 16. Roles are named sets of them, since
-- an uploader may put things where others read, and neither is the stronger one. What a membership gives and what sharing
-- gives stand apart, so that the one is taken back without the other. Who comes by a public link has a negative id.
drop index files.node_grant_mount;
drop index files.node_grant_by_node;
alter table files.node_grant rename to old_grant;
alter table files.old_grant drop constraint node_grant_pkey;

create table files.node_grant (
  grantee_id bigint not null,   -- a person; negative: a public link
  node_id bigint not null references files.node (id) on delete cascade,
  space_id bigint not null,     -- the node's: whose changes the grantee's root shows
  member integer not null default 0,    -- rights as a member of the space
  shared integer not null default 0,    -- rights by sharing
  rights integer not null generated always as (member | shared) stored,
  mount_name text,              -- the folder in the grantee's root; '' is the root itself (personal space, link)
  person_id bigint generated always as (case when grantee_id > 0 then grantee_id end) stored
    references directory.person (id) on delete cascade,
  primary key (grantee_id, node_id)
);

insert into files.node_grant (grantee_id, node_id, space_id, member, mount_name)
  select g.person_id, g.node_id, n.space_id, case g.role when 'viewer' then 1 when 'editor' then 15 else 31 end, g.mount_name
  from files.old_grant g join files.node n on n.id = g.node_id;
drop table files.old_grant;
drop type files.role;

create unique index node_grant_mount on files.node_grant (grantee_id, mount_name) where mount_name is not null;
create index node_grant_spaces on files.node_grant (grantee_id, space_id) where mount_name <> '';
create index node_grant_by_node on files.node_grant (node_id);
create index node_grant_by_person on files.node_grant (person_id) where person_id is not null;

-- Counted down from: whom grants to visitors name.
create sequence files.link_grantee;

-- The most that anybody may do in a space, whatever was granted: a closed one can only be read.
alter table files.space add column open_rights integer not null default 31;

-- Counts what came, went or was renamed in a person's root, so that its etag needs not read all that stands there.
create table files.person_root (
  person_id bigint primary key,
  change bigint not null
);
create function files.count_root_changes() returns trigger language plpgsql as $$
begin
  insert into files.person_root (person_id, change)
    select distinct grantee_id, 1 from touched where grantee_id > 0 order by grantee_id
  on conflict (person_id) do update set change = files.person_root.change + 1;
  return null;
end $$;
create trigger node_grant_added after insert on files.node_grant
  referencing new table as touched for each statement execute function files.count_root_changes();
create trigger node_grant_changed after update on files.node_grant
  referencing new table as touched for each statement execute function files.count_root_changes();
create trigger node_grant_ended after delete on files.node_grant
  referencing old table as touched for each statement execute function files.count_root_changes();

-- Whose upload it is: a person's own, or a link's.
alter table files.upload add column grantee_id bigint;
update files.upload set grantee_id = person_id;
alter table files.upload alter column grantee_id set not null;
alter table files.upload alter column person_id drop not null;
drop index files.upload_by_name;
create unique index upload_by_name on files.upload (grantee_id, kind, name);

-- What a visitor without an account called themselves.
alter table files.activity add column visitor text;
