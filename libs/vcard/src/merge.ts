import type { Card } from './card.ts';
import { editCard, setPhoto } from './edit-card.ts';
import type { Fields } from './fields.ts';
import { photoOf, readFields } from './read-fields.ts';

/** What became of one thing that a card said. */
export interface Merged {
  readonly field: keyof Fields | 'photo';
  /** From which of the cards, counting from 0. */
  readonly from: number;
  readonly value: string;
  /** Taken into the card that stays, there already, or given up for what the card that stays says. */
  readonly fate: 'kept' | 'added' | 'same' | 'dropped';
}

export interface MergeResult {
  readonly card: Card;
  readonly report: readonly Merged[];
}

const SINGLE = ['name', 'nickname', 'organisation', 'department', 'title', 'role', 'birthday', 'anniversary'] as const;
const LISTS = ['mails', 'phones', 'urls'] as const;

/**
 * The first card stays and gets what the others know more of: every address, number and category, what it has no word for, and
 * notes one after the other. Where both say something of which there can be only one, the first is right, and the report says what
 * was given up.
 */
export function mergeCards(cards: readonly [Card, ...Card[]]): MergeResult {
  const [first, ...others] = cards;
  const report: Merged[] = describe(readFields(first));
  let card = first;
  for (const [index, other] of others.entries()) {
    const from = index + 1;
    const told = (field: Merged['field'], value: string, fate: Merged['fate']) =>
      report.push({ field, from, value, fate });
    const have = readFields(card);
    const more = readFields(other);
    const change: { -readonly [Key in keyof Fields]?: Fields[Key] } = {};
    for (const field of SINGLE) {
      if (more[field] === '') continue;
      if (have[field] === '') change[field] = more[field];
      const fate = have[field] === '' ? 'added' : have[field] === more[field] ? 'same' : 'dropped';
      told(field, more[field], fate);
    }
    if (Object.values(have.names).every((each) => each === '')) change.names = more.names;
    for (const field of LISTS) {
      const known = new Set(have[field].map(({ value }) => comparable(field, value)));
      const fresh = more[field].filter(({ value }) => !known.has(comparable(field, value)));
      for (const each of more[field]) told(field, each.value, fresh.includes(each) ? 'added' : 'same');
      if (fresh.length === 0) continue;
      const added = fresh.map(({ value, kind, label }) => ({ value, kind, label, preferred: false }));
      Object.assign(change, { [field]: [...have[field], ...added] });
    }
    const places = new Set(have.addresses.map(addressText));
    const fresh = more.addresses.filter((each) => !places.has(addressText(each)));
    for (const each of more.addresses) told('addresses', addressText(each), fresh.includes(each) ? 'added' : 'same');
    if (fresh.length > 0) {
      change.addresses = [
        ...have.addresses,
        ...fresh.map(({ key: _, ...address }) => ({ ...address, preferred: false })),
      ];
    }
    if (more.note !== '') {
      const known = have.note.includes(more.note);
      if (!known) change.note = have.note === '' ? more.note : `${have.note}\n\n${more.note}`;
      told('note', more.note, known ? 'same' : 'added');
    }
    for (const field of ['categories', 'members'] as const) {
      const words = more[field].filter((each) => !have[field].includes(each));
      for (const each of more[field]) told(field, each, words.includes(each) ? 'added' : 'same');
      if (words.length > 0) change[field] = [...have[field], ...words];
    }
    card = withUnknown(editCard(card, change), other);
    const photo = photoOf(other);
    if (photo !== null) {
      const there = photoOf(card) !== null;
      if (!there) card = setPhoto(card, photo);
      told('photo', '', there ? 'dropped' : 'added');
    }
  }
  return { card, report };
}

function describe(fields: Fields): Merged[] {
  const kept = (field: keyof Fields, value: string): Merged => ({ field, from: 0, value, fate: 'kept' });
  return [
    ...SINGLE.flatMap((field) => (fields[field] === '' ? [] : [kept(field, fields[field])])),
    ...LISTS.flatMap((field) => fields[field].map(({ value }) => kept(field, value))),
    ...fields.addresses.map((each) => kept('addresses', addressText(each))),
    ...(fields.note === '' ? [] : [kept('note', fields.note)]),
    ...(['categories', 'members'] as const).flatMap((field) => fields[field].map((each) => kept(field, each))),
  ];
}

const SHOWN = new Set([
  'N', 'FN', 'NICKNAME', 'ORG', 'TITLE', 'ROLE', 'EMAIL', 'TEL', 'URL', 'ADR', 'LABEL', 'BDAY', 'ANNIVERSARY', 'X-ANNIVERSARY',
  'NOTE', 'CATEGORIES', 'MEMBER', 'X-ADDRESSBOOKSERVER-MEMBER', 'PHOTO', 'KIND', 'X-ADDRESSBOOKSERVER-KIND', 'X-ABSHOWAS',
  'UID', 'REV', 'PRODID', 'X-ABLABEL', 'CLIENTPIDMAP',
]); // prettier-ignore

/** What no field shows and the card does not have at all. */
function withUnknown(card: Card, other: Card): Card {
  const names = new Set(card.properties.map(({ name }) => name));
  const more = other.properties.filter(({ name, group }) => group === null && !SHOWN.has(name) && !names.has(name));
  return more.length === 0 ? card : { ...card, properties: [...card.properties, ...more] };
}

function comparable(field: (typeof LISTS)[number], value: string): string {
  return field === 'phones' ? comparablePhone(value) : value.toLowerCase().replace(/\/$/, '');
}

/** Digits alone, the country of Germany as a national number: `+49 361 37-0`, `0361/370` and `0049361370` are one. */
export function comparablePhone(value: string): string {
  const digits = value
    .replace(/\(0\)/, '')
    .replace(/[^\d+]/g, '')
    .replace(/^\+/, '00');
  return digits.startsWith('0049') ? `0${digits.slice(4)}` : digits;
}

export function addressText(address: Fields['addresses'][number]): string {
  const { street, extended, box, code, locality, region, country } = address;
  return [street, extended, box, [code, locality].filter((each) => each !== '').join(' '), region, country]
    .filter((each) => each !== '')
    .join(', ');
}
