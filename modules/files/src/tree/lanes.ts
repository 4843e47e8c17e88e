import type { Clock } from '@landescloud/kernel';
import { type Database, Lanes as LanesOf, statement, type Transaction } from '@landescloud/platform/database';
import type { DomainEvent } from '@landescloud/platform/events';
import { spaceNotFound } from '../errors.ts';
import { type LockedSpace, SpaceWrite } from './space-write.ts';

export interface LaneDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly recordEvents: (tx: Transaction, events: readonly DomainEvent[]) => Promise<void>;
  /** After commit: the space changed; which folders' children did. */
  readonly announce: (spaceId: number, change: number, folderIds: readonly number[]) => void;
  /** After commit: so many bytes more are stored for the organisation. */
  readonly grew: (organisationId: number, bytes: number) => void;
}

const LOCK_SPACE = statement(
  'files.lock_space',
  `select id, root_id, organisation_id, quota_bytes, used_bytes, change,
     exists (select 1 from files.lock l where l.space_id = $1), held
   from files.space where id = $1 for update`,
);

/** Writes to one space share transactions; see `Lanes` of platform/database. */
export class Lanes extends LanesOf<SpaceWrite> {
  constructor({ db, clock, recordEvents, announce, grew }: LaneDependencies) {
    super(db, {
      async begin(tx, spaceId) {
        const [row] = await tx.arrays(LOCK_SPACE, [spaceId]);
        if (row === undefined) throw spaceNotFound();
        const space: LockedSpace = {
          id: row[0] as number,
          rootId: row[1] as number,
          organisationId: row[2] as number,
          quotaBytes: row[3] as number | null,
          usedBytes: row[4] as number,
          change: row[5] as number,
          hasLocks: row[6] as boolean,
          held: row[7] as boolean,
        };
        return new SpaceWrite(tx, space, clock.now());
      },
      async end(tx, write) {
        await write.flush();
        if (write.events.length > 0) await recordEvents(tx, write.events);
      },
      done(write) {
        if (write.grown !== 0) grew(write.space.organisationId, write.grown);
        announce(write.space.id, write.space.change, write.touchedFolders());
      },
    });
  }
}
