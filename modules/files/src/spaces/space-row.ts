import type { Queryable } from '@landescloud/platform/database';
import { spaceNotFound } from '../errors.ts';
import type { SpaceKind } from '../views.ts';

/** files.space as it stands. */
export interface SpaceRow {
  readonly id: number;
  readonly kind: SpaceKind;
  readonly name: string;
  readonly organisation_id: number;
  readonly owner_id: number | null;
  readonly root_id: number;
  readonly used_bytes: number;
  readonly quota_bytes: number | null;
  readonly created_at: number;
  readonly purpose: string;
  readonly sponsor_id: number | null;
  readonly ends_at: number | null;
  readonly closed_at: number | null;
  readonly held: boolean;
}

export async function readSpace(q: Queryable, spaceId: number): Promise<SpaceRow> {
  const [row] = Number.isSafeInteger(spaceId)
    ? await q.query<SpaceRow>('select * from files.space where id = $1 and deleted_at is null', [spaceId])
    : [];
  if (row === undefined) throw spaceNotFound();
  return row;
}

/** One that several people have: no personal one. */
export async function readSharedSpace(q: Queryable, spaceId: number): Promise<SpaceRow> {
  const space = await readSpace(q, spaceId);
  if (space.kind === 'personal') throw spaceNotFound();
  return space;
}
