-- A share: what one recipient may do with one node. What follows from all of them together stands in files.node_grant.
-- All times are milliseconds since 1970.
create table sharing.share (
  id bigint generated always as identity primary key,
  node_id bigint not null,
  owner_organisation_id bigint not null references directory.organisation (id),  -- whose space it is in: whose rules hold
  kind text not null check (kind in ('person', 'group', 'organisation')),
  -- one of them by kind; null where the recipient is gone, until the share is ended for it
  person_id bigint references directory.person (id) on delete set null,
  group_id bigint references directory.group (id) on delete set null,
  organisation_id bigint references directory.organisation (id) on delete set null,
  role text not null check (role in ('viewer', 'commenter', 'editor', 'uploader', 'manager')),
  resharing boolean not null,               -- the recipient may pass it on, up to this role
  passed_on boolean not null,               -- by somebody who does not manage the node: ends when they lose it
  message text not null,
  shared_by bigint references directory.person (id) on delete set null,
  shared_at bigint not null,
  ends_at bigint,
  told boolean not null default false       -- whether its recipients were told, which comes after their grants
);
create unique index share_person on sharing.share (node_id, person_id) where person_id is not null;
create unique index share_group on sharing.share (node_id, group_id) where group_id is not null;
create unique index share_organisation on sharing.share (node_id, organisation_id) where organisation_id is not null;
create index share_of_person on sharing.share (person_id, id) where person_id is not null;
create index share_of_group on sharing.share (group_id, id) where group_id is not null;
create index share_of_organisation on sharing.share (organisation_id, id) where organisation_id is not null;
create index share_by on sharing.share (shared_by, id);
create index share_untold on sharing.share (node_id) where not told;
create index share_end on sharing.share (ends_at) where ends_at is not null;

-- Nodes with shares, and how far their grants follow: what is not applied yet is applied by a job, whatever was killed.
create table sharing.shared_node (
  node_id bigint primary key,
  revision bigint not null,
  applied bigint not null default 0
);
create index shared_node_behind on sharing.shared_node (node_id) where applied < revision;

-- Who left what they have by a group or an organisation: it stays out of their root.
create table sharing.departure (
  node_id bigint not null,
  person_id bigint not null references directory.person (id) on delete cascade,
  primary key (node_id, person_id)
);

-- When a person last looked at what is shared with them: what came since is new.
create table sharing.look (
  person_id bigint primary key references directory.person (id) on delete cascade,
  looked_at bigint not null
);
