import type { PersonActor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { ContactsDeps } from './contacts-deps.ts';

export interface Birthday {
  readonly contactId: number;
  /** The address of its book in the person's home. */
  readonly book: string;
  readonly uid: string;
  /** As it is spoken: 'Anna Schmidt'. */
  readonly name: string;
  /** `1985-04-12`, without a year `--04-12`. */
  readonly date: string;
  /** Changes with whatever the entry is made of. */
  readonly etag: string;
}

export interface BirthdayList {
  readonly birthdays: Birthday[];
  /** Another text whenever a book changed. */
  readonly state: string;
}

/** What a birthday calendar is made of: the people in address books that a person owns. */
export interface Birthdays {
  list(actor: PersonActor): Promise<BirthdayList>;
  /** For another room, which keeps a calendar of them. No right is checked. */
  of(personId: number): Promise<BirthdayList>;
  /** What `of` says as its state, without the list. */
  stateOf(personId: number): Promise<string>;
}

const LIST = statement(
  'contacts.birthdays',
  `select c.id as "contactId", b.uri as book, c.uid, c.name, c.birthday as date, c.etag
   from contacts.address_book b join contacts.card c on c.book_id = b.id
   where b.person_id = $1 and b.deleted_at is null and c.birthday is not null order by c.id limit 10000`,
);
const STATE = statement(
  'contacts.birthday_state',
  `select coalesce(string_agg(id || '-' || change, '.' order by id), '') as state from contacts.address_book
   where person_id = $1 and deleted_at is null`,
);

export function createBirthdays({ db }: Pick<ContactsDeps, 'db'>): Birthdays {
  async function stateOf(personId: number): Promise<string> {
    const [row] = await db.query<{ state: string }>(STATE, [personId]);
    return row?.state ?? '';
  }

  async function of(personId: number): Promise<BirthdayList> {
    // First the state: what changes meanwhile is looked at once more.
    const state = await stateOf(personId);
    const rows = await db.query<Birthday>(LIST, [personId]);
    return { birthdays: rows.map((row) => ({ ...row, name: spoken(row.name) })), state };
  }

  return { of, stateOf, list: ({ personId }) => of(personId) };
}

/** 'Schmidt, Dr. Anna' -> 'Dr. Anna Schmidt' */
function spoken(name: string): string {
  const at = name.indexOf(', ');
  return at === -1 ? name : `${name.slice(at + 2)} ${name.slice(0, at)}`;
}
