import type { RecipientRef } from '@landescloud/directory';
import type { PersonActor } from '@landescloud/kernel';
import type { ShareChange } from '@landescloud/platform/dav';
import type { Calendar } from '../calendar.ts';
import { recipientNotFound } from '../errors.ts';

const folders: ReadonlyMap<string, RecipientRef['kind']> = new Map([
  ['users', 'person'],
  ['groups', 'group'],
  ['organisations', 'organisation'],
]);

/** Whom an address means: a principal in the form of Nextcloud or RFC 3744, or `mailto:`. */
export async function shareeOf(
  { context }: Calendar,
  actor: PersonActor,
  { href }: ShareChange,
): Promise<RecipientRef> {
  const path = /(?:^principal:|\/remote\.php\/dav\/)principals\/(\w+)\/([^/]+)\/?$/.exec(href);
  const kind = folders.get(path?.[1] ?? '');
  if (kind !== undefined) return { kind, key: decoded(path?.[2] ?? '') };
  const mail = /^mailto:(.+)$/i.exec(href)?.[1]?.trim().toLowerCase();
  if (mail !== undefined) {
    const found = await context.directory.people.find(actor, mail, 5);
    const cards = await context.directory.people.byIds(found.map(({ id }) => id));
    const card = [...cards.values()].find(({ email }) => email?.toLowerCase() === mail);
    if (card !== undefined) return { kind: 'person', key: card.login };
  }
  throw recipientNotFound();
}

function decoded(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}
