import type { Actor } from '@landescloud/kernel';
import { MANAGE, READ } from '../access.ts';
import type { FilesContext } from '../context.ts';
import type { SpaceWrite } from '../tree/space-write.ts';
import { granteesIn, restoreGrants, suspendGrants } from './space-grants.ts';
import type { SpaceRow } from './space-row.ts';

export interface EndSpace {
  /** The space can only be read from now on; an exchange space by its managers alone. False: it had ended before. */
  close(actor: Actor, space: SpaceRow, cause: 'date' | 'person'): Promise<boolean>;
  /** A new end: later, earlier, none. What had ended is open again as it was. */
  setEnd(actor: Actor, space: SpaceRow, endsAt: number | null): Promise<void>;
}

const all = 31;

export function createEndSpace({ db, lanes }: FilesContext, announce: (granteeId: number) => void): EndSpace {
  return {
    async close(actor, space, cause) {
      // before and after: who loses it is to hear of it too
      const before = await granteesIn(db, space.id);
      const closed = await lanes.run(space.id, async (write) => {
        const rows = await write.write(
          `update files.space set closed_at = $2, ends_at = least(ends_at, $2), open_rights = $3
           where id = $1 and closed_at is null and deleted_at is null and ($4 or ends_at <= $2) returning id`,
          [space.id, write.now, READ | MANAGE, cause === 'person'],
        );
        if (rows.length === 0) return false;
        if (space.kind === 'exchange') await suspendGrants(write);
        await write.write('delete from files.lock where space_id = $1', [space.id]);
        tell(write, actor, 'closed', space, { cause });
        return true;
      });
      if (closed) for (const id of before) announce(id);
      return closed;
    },

    async setEnd(actor, space, endsAt) {
      const reopened = await lanes.run(space.id, async (write) => {
        const [row] = await write.reader.query<{ closed: number | null }>(
          'select closed_at as closed from files.space where id = $1 and deleted_at is null',
          [space.id],
        );
        await write.write(
          `update files.space set ends_at = $2, closed_at = null, open_rights = $3, reminded_days = null where id = $1`,
          [space.id, endsAt, all],
        );
        const was = row?.closed ?? null;
        if (was !== null) await restoreGrants(write);
        tell(write, actor, was === null ? 'changed' : 'reopened', space, { endsAt });
        return was !== null;
      });
      if (reopened) for (const id of await granteesIn(db, space.id)) announce(id);
    },
  };
}

/** For the log; and clients read the space's root again, whose permissions are others now. */
function tell(write: SpaceWrite, actor: Actor, what: string, space: SpaceRow, data: object): void {
  write.nextChange();
  write.touch(space.root_id);
  write.recordSpace(actor, `space_${what}`, { kind: space.kind, ...data });
}
