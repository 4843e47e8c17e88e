import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';
import type { FactorKind } from '../tell.ts';

/** One of the devices that a person proves who they are with. Times in milliseconds since 1970. */
export interface FactorView {
  readonly id: number;
  readonly kind: FactorKind;
  readonly name: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
  /** Of a passkey: whether the maker of the device keeps it too, so that it outlives the device. */
  readonly backedUp: boolean | null;
}

const listFactors = statement(
  'auth.list-factors',
  `select id, 'passkey' as kind, name, created_at as "createdAt", last_used_at as "lastUsedAt", backed_up as "backedUp"
   from auth.passkey where person_id = $1
   union all
   select id, 'totp', name, confirmed_at, last_used_at, null
   from auth.totp where person_id = $1 and confirmed_at is not null
   order by "createdAt", id`,
);
const codesMadeAt = statement(
  'auth.recovery-codes-made-at',
  'select max(created_at) as "madeAt" from auth.recovery_code where person_id = $1',
);

export async function readFactors(tx: Queryable, personId: number): Promise<FactorView[]> {
  type Row = Omit<FactorView, 'createdAt' | 'lastUsedAt'> & { createdAt: Date; lastUsedAt: Date | null };
  const rows = await tx.query<Row>(listFactors, [personId]);
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.getTime(),
    lastUsedAt: row.lastUsedAt?.getTime() ?? null,
  }));
}

export async function readCodesMadeAt(tx: Queryable, personId: number): Promise<number | null> {
  const [row] = await tx.query<{ madeAt: Date | null }>(codesMadeAt, [personId]);
  return row?.madeAt?.getTime() ?? null;
}
