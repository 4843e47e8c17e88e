import { statement, type Queryable } from '@landescloud/platform/database';
import { bookRoles, type BookRole } from './book.ts';

export type GranteeKind = 'person' | 'group' | 'organisation';

export interface ShareRow {
  readonly kind: GranteeKind;
  readonly id: number;
  /** Login, or key. */
  readonly key: string;
  readonly name: string;
  readonly role: BookRole;
}

const LIST = statement(
  'contacts.shares',
  `select s.role, s.person_id as "personId", s.group_id as "groupId", s.organisation_id as "organisationId",
     coalesce(p.login, g.key, o.key) as key, coalesce(p.name, g.name, o.name) as name
   from contacts.share s left join directory.person p on p.id = s.person_id left join directory.group g on g.id = s.group_id
     left join directory.organisation o on o.id = s.organisation_id
   where s.book_id = $1 order by s.id`,
);
const PUT = statement(
  'contacts.put_share',
  `insert into contacts.share (book_id, person_id, group_id, organisation_id, role) values ($1, $2, $3, $4, $5)
   on conflict (book_id, coalesce(person_id, 0), coalesce(group_id, 0), coalesce(organisation_id, 0))
   do update set role = excluded.role`,
);
const TAKE = statement(
  'contacts.take_share',
  `delete from contacts.share where book_id = $1 and (person_id = $2 or group_id = $3 or organisation_id = $4) returning id`,
);

interface Stored {
  readonly role: number;
  readonly personId: number | null;
  readonly groupId: number | null;
  readonly organisationId: number | null;
  readonly key: string;
  readonly name: string;
}

export async function sharesOf(q: Queryable, bookId: number): Promise<ShareRow[]> {
  return (await q.query<Stored>(LIST, [bookId])).map(({ role, personId, groupId, organisationId, key, name }) => ({
    kind: personId !== null ? 'person' : groupId !== null ? 'group' : 'organisation',
    id: personId ?? groupId ?? organisationId ?? 0,
    key,
    name,
    role: bookRoles[role - 1] ?? 'viewer',
  }));
}

export async function putShare(
  q: Queryable,
  bookId: number,
  { kind, id, role }: Pick<ShareRow, 'kind' | 'id' | 'role'>,
): Promise<void> {
  await q.query(PUT, [bookId, ...ids(kind, id), bookRoles.indexOf(role) + 1]);
}

export async function takeShare(
  q: Queryable,
  bookId: number,
  { kind, id }: Pick<ShareRow, 'kind' | 'id'>,
): Promise<boolean> {
  return (await q.query(TAKE, [bookId, ...ids(kind, id)])).length > 0;
}

function ids(kind: GranteeKind, id: number): (number | null)[] {
  return [kind === 'person' ? id : null, kind === 'group' ? id : null, kind === 'organisation' ? id : null];
}
