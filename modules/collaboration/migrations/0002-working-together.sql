-- Nodes are files' own: no foreign keys to them. What belongs to nodes that are gone is tidied away (see jobs/tidy.ts).
create table collaboration.comment (
  id bigint generated always as identity primary key,
  node_id bigint not null,
  person_id bigint references directory.person (id) on delete set null,
  text text not null,                          -- people are '@{17}' in it, so that it follows their names
  mentions bigint[] not null default '{}',
  created_at bigint not null,                  -- milliseconds since 1970
  edited_at bigint
);
create index comment_by_node on collaboration.comment (node_id, id);
create index comment_by_person on collaboration.comment (person_id);

-- Up to which comment of a node a person has read.
create table collaboration.comment_read (
  person_id bigint not null references directory.person (id) on delete cascade,
  node_id bigint not null,
  up_to bigint not null,
  primary key (node_id, person_id)
);

-- Tags belong to a space: whoever sees none of it learns no word of them.
create table collaboration.tag (
  id bigint generated always as identity primary key,
  space_id bigint not null,
  name text not null,
  folded text not null,
  unique (space_id, folded)
);
create table collaboration.node_tag (
  node_id bigint not null,
  tag_id bigint not null references collaboration.tag (id) on delete cascade,
  person_id bigint references directory.person (id) on delete set null,
  at bigint not null,
  primary key (node_id, tag_id)
);
create index node_tag_by_tag on collaboration.node_tag (tag_id, node_id);

create table collaboration.subscription (
  person_id bigint not null references directory.person (id) on delete cascade,
  node_id bigint not null,
  at bigint not null,
  primary key (node_id, person_id)
);
create index subscription_by_person on collaboration.subscription (person_id);
