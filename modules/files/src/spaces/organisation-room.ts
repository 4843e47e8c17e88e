import type { Clock } from '@landescloud/kernel';
import { type Queryable, statement } from '@landescloud/platform/database';
import type { FilesDirectory } from '../directory-port.ts';

/**
 * What organisations may still store, all their spaces together. Answered from memory, because every write asks: a row
 * that counts would make all spaces of an organisation wait for each other. What other processes store is seen within
 * seconds, so an organisation can come to be over its quota by what was written at the same time elsewhere.
 */
export interface OrganisationRoom {
  /** Bytes; null: no limit. At once where it is known; `q` is asked else. */
  free(organisationId: number, q: Queryable): number | null | Promise<number | null>;
  /** As it stands in the database now. */
  look(organisationId: number, q: Queryable): Promise<number | null>;
  /** So much more (less: negative) was committed. */
  note(organisationId: number, bytes: number): void;
  /** A quota changed somewhere. */
  forget(): void;
}

interface Known {
  readonly quota: number | null;
  used: number;
  /** When to look again. */
  until: number;
}

const sumUsed = statement(
  'files.used_by_organisation',
  'select coalesce(sum(used_bytes), 0)::bigint as used from files.space where organisation_id = $1',
);

const limitedFor = 10_000;
const unlimitedFor = 300_000;

export function createOrganisationRoom(db: Queryable, directory: FilesDirectory, clock: Clock): OrganisationRoom {
  const known = new Map<number, Known>();

  async function look(organisationId: number, q: Queryable): Promise<number | null> {
    const quota = await directory.organisationQuota(organisationId, q);
    const used = quota === null ? 0 : await readUsed(q, organisationId);
    const until = clock.now() + (quota === null ? unlimitedFor : limitedFor);
    known.set(organisationId, { quota, used, until });
    return quota === null ? null : quota - used;
  }

  return {
    look,
    free(organisationId, q) {
      const found = known.get(organisationId);
      if (found === undefined) return look(organisationId, q);
      const now = clock.now();
      if (found.until <= now) {
        // asked once by whoever comes first; nobody waits, and who fails lets the next one ask
        found.until = now + limitedFor;
        look(organisationId, db).catch(() => undefined);
      }
      return found.quota === null ? null : found.quota - found.used;
    },
    note(organisationId, bytes) {
      const found = known.get(organisationId);
      if (found !== undefined) found.used += bytes;
    },
    forget: () => known.clear(),
  };
}

export async function readUsed(q: Queryable, organisationId: number): Promise<number> {
  return (await q.query<{ used: number }>(sumUsed, [organisationId]))[0]?.used ?? 0;
}
