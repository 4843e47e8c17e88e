import { type Queryable, statement } from '@landescloud/platform/database';

const find = statement('sharing.language-of-sender', 'select sender_language as l from sharing.handover where id = $1');

export async function senderLanguageOf(q: Queryable, id: number): Promise<'de' | 'en'> {
  return (await q.query<{ l: 'de' | 'en' }>(find, [id]))[0]?.l ?? 'de';
}
