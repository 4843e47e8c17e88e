-- A hold that was lifted says of what it was when that is long gone; one that lasts lets nobody delete the row.
alter table files.hold drop constraint hold_node_id_fkey;
alter table files.hold
  add column holds bigint references files.node (id),   -- the node while it must be kept
  add column kind text check (kind in ('file', 'folder'));  -- null: the whole space
update files.hold h set holds = case when h.lifted_at is null then h.node_id end,
  kind = case when n.id = s.root_id then null when n.is_folder then 'folder' else 'file' end
from files.node n join files.space s on s.id = n.space_id where n.id = h.node_id;
create index hold_of_node on files.hold (holds) where holds is not null;
