import { statement, type Queryable } from '@landescloud/platform/database';
import { bareUid, isGroup, readCard, readFields } from '@landescloud/vcard';
import type { Member } from './contacts-door.ts';

const BY_UID = statement(
  'contacts.cards_by_uid',
  `select c.id, c.book_id as "bookId", c.uid, c.name, c.mails[1] as mail from contacts.card c
   where c.book_id = any ($1::bigint[]) and c.uid = any ($2::text[])`,
);
const GROUPS = statement(
  'contacts.group_cards',
  `select id, name, data from contacts.card where book_id = $1 and kind = 'group' order by sorted limit 500`,
);

/** Who the members are; those of the group's own book come first. */
export async function membersIn(
  q: Queryable,
  bookId: number,
  bookIds: readonly number[],
  members: readonly string[],
): Promise<Member[]> {
  const uids = members.map(bareUid);
  const found = await q.query<{ id: number; bookId: number; uid: string; name: string; mail: string | null }>(BY_UID, [
    bookIds,
    uids,
  ]);
  const byUid = new Map(found.toSorted((a) => (a.bookId === bookId ? 1 : -1)).map((row) => [row.uid, row]));
  return members.map((member) => {
    const known = byUid.get(bareUid(member));
    if (known !== undefined) {
      const { id, name, mail } = known;
      // only of the same book there is an address that leads there
      return { member, name, mail, id: known.bookId === bookId ? id : null };
    }
    const address = /^mailto:([^?]+)/i.exec(member)?.[1];
    const mail = address === undefined ? null : decoded(address);
    return { member, name: mail ?? '', mail, id: null };
  });
}

/** Groups of the book that have the card in them. */
export async function groupsWith(q: Queryable, bookId: number, uid: string): Promise<{ id: number; name: string }[]> {
  const groups = await q.query<{ id: number; name: string; data: Buffer }>(GROUPS, [bookId]);
  return groups
    .filter(({ data }) => {
      // most hold none of it: reading each whole would be dear
      if (
        !data
          .toString()
          .replace(/\r?\n[ \t]/g, '')
          .includes(uid)
      )
        return false;
      const card = readCard(data);
      return isGroup(card) && readFields(card).members.some((each) => bareUid(each) === uid);
    })
    .map(({ id, name }) => ({ id, name }));
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
