import type { Directory } from '@landescloud/directory';
import { type Queryable, statement } from '@landescloud/platform/database';
import { parseMailAddress } from '@landescloud/platform/mail';

const findAddress = statement(
  'sharing.find-address-of-sharer',
  'select email, organisation_id as "organisationId" from directory.person where id = $1 and disabled_at is null',
);

/** For mails to somebody outside: answers go to who shares or asks, where the rule `sharing.reply_to` of theirs has it so. */
export async function replyTo(
  { db, rule }: { readonly db: Queryable; readonly rule: Directory['organisations']['rule'] },
  personId: number | null,
): Promise<{ readonly replyTo?: string }> {
  if (personId === null) return {};
  const [person] = await db.query<{ email: string | null; organisationId: number }>(findAddress, [personId]);
  if (person === undefined || person.email === null) return {};
  const address = parseMailAddress(person.email);
  if (address === null || (await rule(person.organisationId, 'sharing.reply_to')) !== 'sharer') return {};
  return { replyTo: address };
}
