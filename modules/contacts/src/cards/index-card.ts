import { createHash } from 'node:crypto';
import { foldWords } from '@landescloud/directory';
import { comparablePhone, nameFor, photoOf, readFields, uidOf, type Card, type Fields } from '@landescloud/vcard';

/** What a card is listed, found and compared by; made anew with every write. */
export interface CardIndex {
  readonly uid: string | null;
  readonly kind: Fields['kind'];
  /** 'Schmidt, Anna'. */
  readonly name: string;
  readonly sorted: string;
  readonly organisation: string;
  readonly title: string;
  readonly mails: readonly string[];
  readonly phones: readonly string[];
  readonly numbers: readonly string[];
  readonly categories: readonly string[];
  readonly birthday: string | null;
  readonly photo: boolean;
  readonly folded: string;
}

const most = 50;
const longest = 300;
const cut = (text: string) => (text.length > longest ? text.slice(0, longest) : text);

export function indexCard(card: Card): CardIndex {
  const fields = readFields(card);
  const { kind, organisation, title, names } = fields;
  const mails = fields.mails.slice(0, most).map(({ value }) => cut(value));
  const phones = fields.phones.slice(0, most).map(({ value }) => cut(value));
  const called = nameFor(card);
  const name = cut(listName(fields, called)) || '?';
  const spoken = [called, ...Object.values(names), fields.nickname, organisation, fields.department, title, ...mails];
  const words = [
    ...spoken.map(cut).flatMap(foldWords),
    ...phones.map((each) => comparablePhone(each).replace(/\D/g, '')),
  ];
  return {
    uid: uidOf(card)?.slice(0, 500) ?? null,
    kind,
    name,
    sorted: foldWords(name).join(' ') || name.toLowerCase(),
    organisation: cut(organisation),
    title: cut(title),
    mails,
    phones,
    numbers: phones.map(comparablePhone),
    categories: fields.categories.slice(0, most).map(cut),
    birthday: fields.birthday === '' ? null : fields.birthday,
    photo: photoOf(card)?.kind === 'data',
    folded: [...new Set(words.filter((each) => each !== ''))].map((word) => ` ${word}`).join(''),
  };
}

/** People by their family name; where a program gave none, as they are called. */
function listName({ kind, names }: Fields, called: string): string {
  if (kind !== 'person' || names.family === '' || names.given === '') return called;
  const { prefix, given, family } = names;
  return `${family}, ${[prefix, given].filter((each) => each !== '').join(' ')}`;
}

export function etagOf(data: Uint8Array): string {
  return createHash('sha256').update(data).digest('base64url').slice(0, 27);
}
