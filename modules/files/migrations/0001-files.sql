-- Spaces, nodes, their contents and everything that hangs on them. All times are milliseconds since 1970 (bigint):
-- half of a 1,000-row listing's cost would be parsing timestamps.
create schema files;

create table files.space (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('personal', 'project')),
  name text not null,
  organisation_id bigint not null references directory.organisation (id),
  owner_id bigint references directory.person (id),   -- of a personal space
  root_id bigint,                                      -- its root node; set in the transaction that makes it
  quota_bytes bigint check (quota_bytes >= 0),         -- null: no limit
  used_bytes bigint not null default 0,                -- every stored content: files, versions and trash
  change bigint not null default 0,                    -- commit-ordered counter; sync tokens are its values
  oldest_token bigint not null default 0,              -- tokens before this are refused: their tombstones are pruned
  created_at bigint not null
);
create unique index space_personal on files.space (owner_id) where kind = 'personal';

-- The effective grants of a space: one prepared query finds the node and the right.
create table files.space_member (
  space_id bigint not null references files.space (id) on delete cascade,
  person_id bigint not null references directory.person (id) on delete cascade,
  role text not null check (role in ('viewer', 'editor', 'manager')),
  mount_name text not null,     -- the folder in the person's root; '' is the root itself (personal space)
  primary key (person_id, space_id)
);
create unique index space_member_mount on files.space_member (person_id, mount_name);
create index space_member_by_space on files.space_member (space_id);

-- What a file holds. Immutable once a node refers to it; copies share it.
create table files.content (
  id bigint generated always as identity primary key,
  size bigint not null check (size >= 0),
  sha256 bytea,                 -- of the whole; null until the job has read a content of several parts
  checksums text not null default '',  -- as clients sent and we verified: 'SHA1:… MD5:…'
  inline bytea,                 -- small contents live here: a durable write costs one flush
  created_at bigint not null
);
alter table files.content alter column inline set storage external;

-- The manifest of a content: its blobs in order.
create table files.part (
  content_id bigint not null references files.content (id) on delete cascade,
  position bigint not null,     -- of a running upload: the chunk number, which may be a byte offset
  blob uuid not null,
  length bigint not null check (length > 0),
  sha256 bytea not null,
  primary key (content_id, position)
);
create index part_by_blob on files.part (blob);

create table files.node (
  id bigint generated always as identity primary key,
  space_id bigint not null references files.space (id),
  parent_id bigint references files.node (id),   -- null: a space's root, or in the trash
  name text not null,                            -- byte for byte as the client sent it
  name_key text not null,                        -- NFC and case-folded: what people take for the same name
  is_folder boolean not null,
  size bigint not null default 0,                -- a folder's: all files below it
  folder_count bigint not null default 0,        -- direct children
  file_count bigint not null default 0,
  content_id bigint references files.content (id),
  mime text not null default '',
  checksums text not null default '',            -- the content's, here too: every sync client asks for them in listings
  mtime bigint not null,
  created_at bigint not null,                    -- as the client says (X-OC-CTime), else when it was made
  uploaded_at bigint not null,
  modified_by bigint references directory.person (id) on delete set null,
  etag_no bigint not null,                       -- change number of the last change of content (a folder's: below it)
  change bigint not null                         -- change number of the last change of anything that is shown
);
-- As people in Germany sort: ä beside a, 'Bericht 2' before 'Bericht 10'.
create collation files.people (provider = icu, locale = 'de-u-kn');
create index node_child_order on files.node (parent_id, is_folder desc, name collate files.people) where parent_id is not null;
create index node_recent on files.node (modified_by, uploaded_at) where not is_folder;
create unique index node_child on files.node (parent_id, name) where parent_id is not null;
create index node_child_key on files.node (parent_id, name_key) where parent_id is not null;
create index node_child_change on files.node (parent_id, change) where parent_id is not null;
create index node_by_content on files.node (content_id) where content_id is not null;
create index node_by_space on files.node (space_id);
alter table files.space add foreign key (root_id) references files.node (id);

-- What a file held before. The current content stands in the node itself.
create table files.version (
  id bigint generated always as identity primary key,
  node_id bigint not null references files.node (id) on delete cascade,
  content_id bigint not null references files.content (id),
  size bigint not null,
  mime text not null,
  mtime bigint not null,
  created_at bigint not null,      -- when this content was written
  created_by bigint references directory.person (id) on delete set null,
  label text                       -- named versions are kept for good
);
create index version_by_node on files.version (node_id, created_at);
create index version_by_content on files.version (content_id);

create table files.trash_item (
  node_id bigint primary key references files.node (id) on delete cascade,
  space_id bigint not null references files.space (id),
  parent_id bigint,                -- where it was; may be gone meanwhile
  path text not null,              -- for people: 'Projekte/2026', without the name
  name text not null,
  trashed_at bigint not null,
  trashed_by bigint references directory.person (id) on delete set null,
  purged boolean not null default false          -- gone for people; a job deletes it piece by piece
);
create index trash_item_by_space on files.trash_item (space_id, trashed_at) where not purged;
create index trash_item_purged on files.trash_item (node_id) where purged;

-- Names that ended: sync-collection reports them as gone.
create table files.tombstone (
  parent_id bigint not null references files.node (id) on delete cascade,
  name text not null,
  is_folder boolean not null,
  change bigint not null,
  created_at bigint not null
);
create index tombstone_by_parent on files.tombstone (parent_id, change);

create table files.favourite (
  person_id bigint not null references directory.person (id) on delete cascade,
  node_id bigint not null references files.node (id) on delete cascade,
  primary key (person_id, node_id)
);
create index favourite_by_node on files.favourite (node_id);

-- Dead properties (RFC 4918 section 4).
create table files.property (
  node_id bigint not null references files.node (id) on delete cascade,
  namespace text not null,
  name text not null,
  value text not null,             -- the element as XML
  primary key (node_id, namespace, name)
);

create table files.lock (
  token text primary key,          -- 'urn:uuid:…' (opaquelocktoken)
  node_id bigint not null references files.node (id) on delete cascade,
  space_id bigint not null references files.space (id),
  deep boolean not null,
  exclusive boolean not null,
  kind text not null default 'token' check (kind in ('token', 'user')),  -- WebDAV's, or Nextcloud's user lock
  owner text not null default '',  -- XML of the client's d:owner
  person_id bigint not null references directory.person (id) on delete cascade,
  created_at bigint not null,
  expires_at bigint not null
);
create index lock_by_node on files.lock (node_id);
create index lock_by_space on files.lock (space_id);

-- Folded names for search, apart from nodes so that a poll never reads them.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;
create table files.node_name (
  node_id bigint primary key references files.node (id) on delete cascade,
  space_id bigint not null,
  folded text not null
);
create index node_name_prefix on files.node_name (space_id, folded);
create index node_name_search on files.node_name using gin (space_id, folded gin_trgm_ops);

create table files.activity (
  id bigint generated always as identity primary key,
  space_id bigint not null references files.space (id) on delete cascade,
  node_id bigint not null,
  parent_id bigint,
  kind text not null,              -- created, written, renamed, moved, copied, trashed, restored, version-restored
  name text not null,
  detail text not null default '', -- the old name, the old folder
  person_id bigint references directory.person (id) on delete set null,
  at bigint not null
);
create index activity_by_node on files.activity (node_id, id);
create index activity_by_parent on files.activity (parent_id, id);

-- One domain object for every way in: tus, Nextcloud chunks, the browser.
create table files.upload (
  id uuid primary key,
  person_id bigint not null references directory.person (id) on delete cascade,
  kind text not null check (kind in ('tus', 'tus-partial', 'tus-final', 'nextcloud')),
  name text not null,              -- Nextcloud: the client's id, unique a person; tus: the id again
  length bigint,                   -- null: not yet known
  received bigint not null default 0,
  content_id bigint not null references files.content (id),
  metadata jsonb not null default '{}',
  created_at bigint not null,
  expires_at bigint not null,
  node_id bigint                   -- set when finished, until the row is swept
);
create unique index upload_by_name on files.upload (person_id, kind, name);
create index upload_by_expiry on files.upload (expires_at);
create index upload_by_content on files.upload (content_id);

-- Made by a job, never in a request. Keyed by content: copies and versions share them.
create table files.preview (
  content_id bigint not null references files.content (id) on delete cascade,
  size text not null check (size in ('small', 'large')),
  mime text not null,
  body bytea,                      -- null: cannot be made (failed says why)
  failed text,
  created_at bigint not null,
  primary key (content_id, size)
);
alter table files.preview alter column body set storage external;
