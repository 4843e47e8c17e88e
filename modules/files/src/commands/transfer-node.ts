import type { PersonActor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import { acting, requireManage } from '../access.ts';
import type { FilesContext } from '../context.ts';
import { nodeNotFound, spaceRoot } from '../errors.ts';
import { guardLocks } from '../locks/lock-guard.ts';
import { mimeOf } from '../mime.ts';
import { mountNameFor } from '../spaces/mount-name.ts';
import { isMount, locate } from '../tree/locate.ts';
import { moveAcross } from '../tree/relocate.ts';
import { assertSameSpace } from './space-of.ts';

const DROP_MOUNT = statement('files.drop_mount', 'delete from files.node_grant where node_id = $1 and grantee_id = $2');

/**
 * Into somebody else's personal space, under a name that is free there. Its versions and whatever is granted on it and
 * below go with it; the actor keeps nothing. Whether that somebody may get it is the caller's to decide.
 */
export function transferNodeCommand(context: FilesContext) {
  return async (actor: PersonActor, nodeId: number, toPersonId: number): Promise<void> => {
    const who = acting(actor);
    const { row } = await locate(context.db, who, { id: nodeId });
    await context.ensurePersonalSpace(toPersonId);
    const [target] = await context.db.query<{ id: number; root_id: number }>(
      `select id, root_id from files.space where owner_id = $1 and kind = 'personal'`,
      [toPersonId],
    );
    if (target === undefined) throw nodeNotFound();
    const name = await mountNameFor(context, toPersonId, row.name, nodeId);
    await context.lanes.runPair(row.spaceId, target.id, async (from, into) => {
      const source = await locate(from.reader, who, { id: nodeId });
      assertSameSpace(from, source.row.spaceId);
      if (isMount(source)) throw spaceRoot();
      requireManage(source.space);
      await guardLocks(from, who, { nodeId, membership: true, below: source.row.isFolder }, []);
      const to = { parentId: target.root_id, name, mime: mimeOf(name) };
      // it stands in their root by itself from now on
      await into.write(DROP_MOUNT, [nodeId, toPersonId]);
      const moved = await moveAcross(context.room, from, into, source.row, to);
      if (source.row.name !== name) into.record(actor, 'renamed', moved.row, source.row.name);
      into.record(actor, 'moved', moved.row, moved.from);
    });
  };
}
