import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';
import type { Enrolled } from '../steps/next-step.ts';

const countEnrolled = statement(
  'auth.count-enrolled',
  `select exists (select from auth.password where person_id = $1) as password,
     (select count(*)::int from auth.totp where person_id = $1 and confirmed_at is not null) as totp,
     (select count(*)::int from auth.passkey where person_id = $1) as passkeys,
     (select count(*)::int from auth.recovery_code where person_id = $1) as "recoveryCodes"`,
);

/** What a person has to prove who they are by. */
export async function readEnrolled(tx: Queryable, personId: number): Promise<Enrolled> {
  const rows = await tx.query<Enrolled>(countEnrolled, [personId]);
  return rows[0]!;
}
