import type { PersonActor } from '@landescloud/kernel';
import { statement, type Queryable } from '@landescloud/platform/database';
import type { ContactsDeps } from '../contacts-deps.ts';
import { bookNotFound } from '../errors.ts';
import { bookRoles, type Book, type BookOwner } from './book.ts';

interface BookRow {
  readonly id: number;
  readonly uri: string;
  readonly name: string;
  readonly description: string;
  readonly colour: string | null;
  readonly personId: number | null;
  readonly groupId: number | null;
  readonly organisationId: number | null;
  readonly change: number;
  readonly knownSince: number;
  readonly role: number;
}

// $1 who asks, $2 their organisation and what stands above it, $3 what they administer (null: everything; in a list, of
// those near them alone). What belongs to a group is
// edited by its members, what belongs to an organisation read by its people and managed by who administers it.
const role = `case when b.person_id = (select $1::bigint) then 3 else greatest(
  coalesce((select max(s.role) from contacts.share s where s.book_id = b.id and (s.person_id = $1
    or s.group_id in (select m.group_id from directory.group_member m where m.person_id = $1)
    or s.organisation_id = any ($2::bigint[]))), 0),
  case when b.group_id in (select m.group_id from directory.group_member m where m.person_id = $1) then 2 else 0 end,
  case when exists (select from directory.group g where g.id = b.group_id and ($3::bigint[] is null or g.organisation_id = any ($3))) then 3 else 0 end,
  case when b.organisation_id = any ($2::bigint[]) then 1 else 0 end,
  case when b.organisation_id is not null and ($3::bigint[] is null or b.organisation_id = any ($3)) then 3 else 0 end) end`;
const columns = `b.id, b.uri, b.name, b.description, b.colour, b.person_id as "personId", b.group_id as "groupId",
  b.organisation_id as "organisationId", b.change, b.known_since as "knownSince", ${role} as role`;

const OWN = statement(
  'contacts.own_book',
  `select ${columns} from contacts.address_book b where b.person_id = $1 and b.uri = $4 and b.deleted_at is null`,
);
const ONE = statement(
  'contacts.book',
  `select * from (select ${columns} from contacts.address_book b where b.id = $4 and b.deleted_at is null) b where role > 0`,
);
const ALL = statement(
  'contacts.books',
  `select * from (select ${columns} from contacts.address_book b where b.deleted_at is null and (
     b.person_id = $1 or b.organisation_id = any ($2::bigint[]) or b.organisation_id = any ($3::bigint[])
     or b.group_id in (select m.group_id from directory.group_member m where m.person_id = $1)
     or b.group_id in (select g.id from directory.group g where g.organisation_id = any ($3::bigint[]))
     or b.id in (select s.book_id from contacts.share s where s.person_id = $1
       or s.group_id in (select m.group_id from directory.group_member m where m.person_id = $1)
       or s.organisation_id = any ($2::bigint[])))) b
   where role > 0 order by ("personId" is distinct from $1), id limit 500`,
);
const DELETED = statement(
  'contacts.deleted_book',
  `select * from (select ${columns} from contacts.address_book b where b.id = $4 and b.deleted_at is not null) b where role = 3`,
);

export type BookReader = ReturnType<typeof createBookReader>;

export function createBookReader({ db, directory }: Pick<ContactsDeps, 'db' | 'directory'>) {
  /** Guests belong to no organisation: they see what was shared with them, nothing else. */
  async function standing(actor: PersonActor): Promise<[number, readonly number[], readonly number[] | null]> {
    if (actor.role === 'guest') return [actor.personId, [], []];
    const path = await directory.organisations.pathUp(actor.organisationId);
    const held = await directory.rights.organisationsHeld(actor, 'organisation-administrator');
    return [actor.personId, path, held];
  }

  return {
    async list(actor: PersonActor): Promise<Book[]> {
      const [personId, path, held] = await standing(actor);
      // who administers a thousand organisations has not a thousand address books on the phone
      const near = [...path, ...actor.assignments.map(({ organisationId }) => organisationId)];
      const administered = [...new Set(near)].filter((id) => held === null || held.includes(id));
      return (await db.query<BookRow>(ALL, [personId, path, administered])).map((row) => toBook(row, actor));
    },

    /** NotFound `contacts.address_book_not_found` also where the actor may not know of it. */
    async byUri(actor: PersonActor, uri: string, q: Queryable = db): Promise<Book> {
      const others = /^book-(\d{1,15})$/.exec(uri);
      const given = others === null ? uri : Number(others[1]);
      const [row] = await q.query<BookRow>(others === null ? OWN : ONE, [...(await standing(actor)), given]);
      if (row === undefined) throw bookNotFound();
      return toBook(row, actor);
    },

    async byId(actor: PersonActor, id: number, q: Queryable = db): Promise<Book> {
      const [row] = await q.query<BookRow>(ONE, [...(await standing(actor)), id]);
      if (row === undefined) throw bookNotFound();
      return toBook(row, actor);
    },

    /** In the trash, and the actor may bring it back. */
    async deleted(actor: PersonActor, id: number, q: Queryable): Promise<Book> {
      const [row] = await q.query<BookRow>(DELETED, [...(await standing(actor)), id]);
      if (row === undefined) throw bookNotFound();
      return toBook(row, actor);
    },
  };
}

function toBook(row: BookRow, { personId }: PersonActor): Book {
  const { id, name, description, colour, change, knownSince } = row;
  const own = row.personId === personId;
  const uri = own ? row.uri : `book-${id}`;
  const role = bookRoles[row.role - 1] ?? 'viewer';
  return { id, uri, name, description, colour, owner: ownerOf(row), own, role, change, knownSince };
}

function ownerOf({ personId, groupId, organisationId }: BookRow): BookOwner {
  if (personId !== null) return { kind: 'person', id: personId };
  if (groupId !== null) return { kind: 'group', id: groupId };
  return { kind: 'organisation', id: organisationId ?? 0 };
}
