import type { PersonActor } from '@landescloud/kernel';
import { statement, type Queryable } from '@landescloud/platform/database';
import { bareUid, editCard, readFields, writeCard } from '@landescloud/vcard';
import type { Book } from '../books/book.ts';
import { parseCard, type Cards } from '../cards/cards.ts';

/** A group that a merge changed. */
export interface GroupPlace {
  readonly uri: string;
  /** As the group names it. */
  readonly member: string;
  /** Where it stood; absent: the merge put it there, and it goes when the merge is taken back. */
  readonly at?: number;
}

const KEEP = statement('contacts.keep_group_places', 'update contacts.trash set groups = $2::jsonb where id = $1');

/** Beside what lies in the trash. */
export async function keepGroupPlaces(q: Queryable, trashId: number, places: readonly GroupPlace[]): Promise<void> {
  if (places.length > 0) await q.query(KEEP, [trashId, JSON.stringify(places)]);
}

/** What a merge does to the members of a group: who is gone is replaced by the one that stays. */
export function mergedMembers(members: readonly string[], gone: ReadonlySet<string>, stays: string) {
  const renamed = members.map((each) => (gone.has(bareUid(each)) ? `urn:uuid:${stays}` : each));
  return {
    members: [...new Set(renamed)],
    held: members.flatMap((member, at) => (gone.has(bareUid(member)) ? [{ member, at }] : [])),
    isNew: members.every((each) => bareUid(each) !== stays),
  };
}

/** Puts a contact that comes back into the groups that held it, and out of those that a merge put it into. What others did to them stays. */
export async function backIntoGroups(
  cards: Pick<Cards, 'find' | 'put'>,
  actor: PersonActor,
  book: Book,
  places: readonly GroupPlace[],
): Promise<void> {
  if (places.length === 0) return;
  const rows = await cards.find(actor, book, { uris: places.map(({ uri }) => uri), data: true });
  for (const { uri, etag, data } of rows) {
    if (data === undefined) continue;
    const group = parseCard(data);
    let { members } = readFields(group);
    for (const { member, at } of places.filter((place) => place.uri === uri)) {
      const others = members.filter((each) => bareUid(each) !== bareUid(member));
      members = at === undefined ? others : others.toSpliced(at, 0, member);
    }
    const text = Buffer.from(writeCard(editCard(group, { members })));
    await cards.put(actor, { book: book.uri, uri }, text, { ifMatch: [etag] });
  }
}
