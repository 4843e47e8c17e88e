-- What people may do with nodes: with a space by its root, with everything below what is granted. Several grants on the
-- way from a node up to its space's root: the strongest holds. One prepared query finds the node and the right.
create type files.role as enum ('viewer', 'editor', 'manager');   -- weakest first

create table files.node_grant (
  person_id bigint not null references directory.person (id) on delete cascade,
  node_id bigint not null references files.node (id) on delete cascade,
  role files.role not null,
  mount_name text,              -- the folder in the person's root; '' is the root itself (personal space)
  primary key (person_id, node_id)
);
create unique index node_grant_mount on files.node_grant (person_id, mount_name) where mount_name is not null;
create index node_grant_by_node on files.node_grant (node_id);

insert into files.node_grant (person_id, node_id, role, mount_name)
  select m.person_id, s.root_id, m.role::files.role, m.mount_name
  from files.space_member m join files.space s on s.id = m.space_id;
drop table files.space_member;
