import { statement } from '@landescloud/platform/database';
import { requirePerson, requireRead } from '../access.ts';
import type { FilesContext } from '../context.ts';
import type { Nodes } from '../files.ts';
import { locate } from '../tree/locate.ts';

const ACTIVITY = statement(
  'files.activity',
  `select id, node_id, kind, name, detail, person_id, visitor, at from (
     (select * from files.activity where node_id = $1 and id < $2 order by id desc limit $3)
     union
     (select * from files.activity where parent_id = $1 and id < $2 order by id desc limit $3)
   ) entries order by id desc limit $3`,
);

const IN_SPACE = statement(
  'files.activity_in_space',
  `select id, node_id, kind, name, detail, person_id, visitor, at from files.activity
   where space_id = $1 and id < $2 order by id desc limit $3`,
);

interface ActivityRow {
  readonly id: number;
  readonly node_id: number;
  readonly kind: string;
  readonly name: string;
  readonly detail: string;
  readonly person_id: number | null;
  readonly visitor: string | null;
  readonly at: number;
}

/** A node's own history and, for a folder, its direct children's; for the root of a space, everything in it. */
export function listActivity(context: FilesContext): Nodes['activity'] {
  return async (actor, id, { before, limit }) => {
    const { row, space } = await locate(context.db, requirePerson(actor), { id });
    requireRead(space);
    const window = [before ?? Number.MAX_SAFE_INTEGER, limit];
    const rows = await (row.id === space.rootId
      ? context.db.query<ActivityRow>(IN_SPACE, [space.spaceId, ...window])
      : context.db.query<ActivityRow>(ACTIVITY, [row.id, ...window]));
    const people = await context.viewer.names(rows.flatMap((entry) => entry.person_id ?? []));
    return rows.map((entry) => ({
      id: entry.id,
      nodeId: entry.node_id,
      kind: entry.kind,
      name: entry.name,
      detail: entry.detail,
      person: entry.person_id === null ? null : (people.get(entry.person_id) ?? null),
      visitor: entry.visitor,
      at: entry.at,
    }));
  };
}
