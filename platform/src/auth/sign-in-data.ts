import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';

/** What is stored of a person's ways to sign in, without anything that opens a door. Times as ISO 8601. */
export interface SignInData {
  readonly passwordChangedAt: string | null;
  readonly factors: readonly unknown[];
  readonly recoveryCodesLeft: number;
  readonly sessions: readonly unknown[];
  readonly appPasswords: readonly unknown[];
  /** A new mail address that was not confirmed yet. */
  readonly pendingMailChanges: readonly unknown[];
}

const listed = (what: string, from: string, order: string) =>
  `coalesce((select json_agg(${what} order by ${order}) from ${from} x where x.person_id = $1), '[]')`;

const find = statement(
  'auth.data-of-person',
  `select (select changed_at from auth.password where person_id = $1) as "passwordChangedAt",
     coalesce((select json_agg(f order by f."createdAt") from (
       select 'passkey' as kind, name, rp_id as host, created_at as "createdAt", last_used_at as "lastUsedAt",
         backed_up as "backedUp" from auth.passkey where person_id = $1
       union all
       select 'totp', name, null, created_at, last_used_at, null from auth.totp
       where person_id = $1 and confirmed_at is not null) f), '[]') as factors,
     (select count(*) from auth.recovery_code where person_id = $1) as "recoveryCodesLeft",
     ${listed(
       `json_build_object('client', x.client, 'methods', x.methods, 'provider', x.provider, 'createdAt', x.created_at,
         'lastUsedAt', x.last_used_at, 'provenAt', x.proven_at, 'endsAt', x.expires_at)`,
       'auth.session',
       'x.id',
     )} as sessions,
     ${listed(
       `json_build_object('label', x.label, 'scopes', x.scopes, 'createdAt', x.created_at,
         'lastUsedAt', x.last_used_at, 'endsAt', x.expires_at)`,
       'auth.app_password',
       'x.id',
     )} as "appPasswords",
     ${listed(
       `json_build_object('email', x.email, 'askedAt', x.created_at, 'endsAt', x.expires_at)`,
       'auth.mail_change',
       'x.created_at',
     )} as "pendingMailChanges"`,
);

export async function readSignInData(q: Queryable, personId: number): Promise<SignInData> {
  const [data] = await q.query<SignInData>(find, [personId]);
  return data!;
}
