import type { Database, Transaction } from '@landescloud/platform/database';
import type { SpaceKind, SpaceRole } from '../views.ts';
import { putMembership } from './membership-writer.ts';

export interface NewSpace {
  readonly kind: SpaceKind;
  readonly name: string;
  readonly organisationId: number;
  readonly ownerId: number | null;
  readonly quotaBytes: number | null;
  readonly purpose?: string;
  readonly endsAt?: number | null;
  readonly sponsorId?: number | null;
  readonly now: number;
}

/** The space and its root. Null when the person's personal space exists already. */
export async function insertSpace(tx: Transaction, space: NewSpace): Promise<{ id: number; rootId: number } | null> {
  const [made] = await tx.query<{ id: number }>(
    `insert into files.space (kind, name, organisation_id, owner_id, quota_bytes, created_at, purpose, ends_at, sponsor_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning id`,
    [
      space.kind,
      space.name,
      space.organisationId,
      space.ownerId,
      space.quotaBytes,
      space.now,
      space.purpose ?? '',
      space.endsAt ?? null,
      space.sponsorId ?? null,
    ],
  );
  if (made === undefined) return null;
  const [root] = await tx.query<{ id: number }>(
    `insert into files.node (space_id, parent_id, name, name_key, is_folder, mtime, created_at, uploaded_at, etag_no, change)
     values ($1, null, '', '', true, $2, $2, $2, 0, 0) returning id`,
    [made.id, space.now],
  );
  const rootId = (root as { id: number }).id;
  await tx.query('update files.space set root_id = $2 where id = $1', [made.id, rootId]);
  return { id: made.id, rootId };
}

/**
 * A guest's is only the root in which project spaces stand: they are its viewer, so that nothing can ever be put into it,
 * and no list of spaces shows it.
 */
export async function insertPersonalSpace(
  db: Database,
  space: NewSpace & { ownerId: number; role: SpaceRole },
): Promise<void> {
  await db.transaction(async (tx) => {
    const made = await insertSpace(tx, space);
    if (made === null) return;
    const { ownerId: personId, role } = space;
    await putMembership(tx, { nodeId: made.rootId, spaceId: made.id, personId, role, mountName: '' });
  });
}
