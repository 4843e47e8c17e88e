import { statement, type Queryable } from '@landescloud/platform/database';

export interface DuplicateLine {
  readonly id: number;
  readonly name: string;
  readonly organisation: string;
  readonly mail: string | null;
  readonly phone: string | null;
}

export type DuplicateReason = 'mail' | 'phone' | 'name';

export interface DuplicateGroup {
  /** By what they are alike, the surest first. */
  readonly reasons: readonly DuplicateReason[];
  readonly contacts: readonly DuplicateLine[];
}

// A number of a switchboard belongs to many: of those who share one, only few are the same.
const PAIRS = statement(
  'contacts.duplicates',
  `with mails as (
     select lower(m) as value, array_agg(distinct c.id) as ids from contacts.card c, unnest(c.mails) m
     where c.book_id = $1 and c.kind <> 'group' group by 1 having count(distinct c.id) between 2 and 10
   ), phones as (
     select n as value, array_agg(distinct c.id) as ids from contacts.card c, unnest(c.numbers) n
     where c.book_id = $1 and c.kind <> 'group' and length(n) >= 6 group by 1 having count(distinct c.id) between 2 and 3
   ), names as (
     select c.sorted as value, array_agg(c.id) as ids from contacts.card c
     where c.book_id = $1 and c.kind <> 'group' group by 1 having count(*) between 2 and 10
   )
   (select 'mail' as reason, ids from mails order by value limit 500)
   union all (select 'phone', ids from phones order by value limit 500)
   union all (select 'name', ids from names order by value limit 500)`,
);
const LINES = statement(
  'contacts.duplicate_lines',
  `select id, name, organisation, mails[1] as mail, phones[1] as phone, sorted from contacts.card
   where book_id = $1 and id = any ($2::bigint[]) order by sorted, id`,
);

/** Contacts of a book that are probably the same: each in one group at most, groups by name. */
export async function findDuplicates(q: Queryable, bookId: number): Promise<DuplicateGroup[]> {
  const pairs = await q.query<{ reason: DuplicateReason; ids: number[] }>(PAIRS, [bookId]);
  const groupOf = new Map<number, Set<number>>();
  const reasonsOf = new Map<Set<number>, Set<DuplicateReason>>();
  for (const { reason, ids } of pairs) {
    const joined = new Set(ids.flatMap((id) => [id, ...(groupOf.get(id) ?? [])]));
    const reasons = new Set<DuplicateReason>([reason]);
    for (const id of ids) for (const each of reasonsOf.get(groupOf.get(id) ?? new Set()) ?? []) reasons.add(each);
    for (const id of joined) groupOf.set(id, joined);
    reasonsOf.set(joined, reasons);
  }
  const rows = await q.query<DuplicateLine>(LINES, [bookId, [...groupOf.keys()]]);
  const groups = new Map<Set<number>, DuplicateLine[]>();
  for (const { id, name, organisation, mail, phone } of rows) {
    const group = groupOf.get(id);
    if (group === undefined) continue;
    groups.set(group, [...(groups.get(group) ?? []), { id, name, organisation, mail, phone }]);
  }
  const order: DuplicateReason[] = ['mail', 'phone', 'name'];
  return [...groups].map(([group, contacts]) => ({
    reasons: order.filter((each) => reasonsOf.get(group)?.has(each)),
    contacts,
  }));
}
