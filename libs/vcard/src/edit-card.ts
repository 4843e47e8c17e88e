import { all, paramValues, property, typesOf, withParam, type Card, type Property, type Version } from './card.ts';
import { basicDate, yearOfNone } from './date.ts';
import type { Address, Entry, Fields, NameParts, PhoneKind } from './fields.ts';
import { writeMedia, type Media } from './photo.ts';
import { anniversaryOf, isPreferred, labelOf, phoneKindOf, placeOf, plainValue, readFields } from './read-fields.ts';
import { escapeText, structured, writeList, writeStructured } from './text.ts';

export type FieldChange = { readonly [Key in keyof Fields]?: Fields[Key] | undefined };

/** A card with a UID and nothing else, to be filled by `editCard`. */
export function newCard(uid: string, version: Version = '4.0'): Card {
  return { version, properties: [property('UID', version === '4.0' ? `urn:uuid:${uid}` : uid)] };
}

/**
 * Sets what is given. Properties that say the same already stay byte for byte, with parameters that nobody here knows; so does all
 * that `Fields` does not show. The card keeps its version.
 */
export function editCard(card: Card, change: FieldChange): Card {
  const before = readFields(card);
  let edited = card;
  if (change.kind !== undefined && change.kind !== before.kind) edited = setKind(edited, change.kind);
  const namesChanged = change.names !== undefined && !same(change.names, before.names);
  if (change.names !== undefined && namesChanged) edited = setNames(edited, change.names);
  const name = change.name ?? (namesChanged && change.names !== undefined ? fullName(change.names) : undefined);
  if (name !== undefined && (name !== before.name || all(edited, 'FN').length === 0))
    edited = single(edited, 'FN', name);
  for (const [key, named] of [
    ['title', 'TITLE'],
    ['role', 'ROLE'],
  ] as const) {
    const value = change[key];
    if (value !== undefined && value !== before[key]) edited = single(edited, named, value);
  }
  if (change.nickname !== undefined && change.nickname !== before.nickname) {
    edited = single(edited, 'NICKNAME', change.nickname);
  }
  edited = setOrganisation(edited, before, change);
  if (change.mails !== undefined) edited = setEntries(edited, 'EMAIL', change.mails, placeOf);
  if (change.phones !== undefined) edited = setEntries(edited, 'TEL', change.phones, phoneKindOf);
  if (change.urls !== undefined) edited = setEntries(edited, 'URL', change.urls, placeOf);
  if (change.addresses !== undefined) edited = setAddresses(edited, change.addresses);
  if (change.birthday !== undefined && change.birthday !== before.birthday)
    edited = setDate(edited, 'BDAY', change.birthday);
  if (change.anniversary !== undefined && change.anniversary !== before.anniversary) {
    const old = anniversaryOf(edited);
    const without = old === undefined ? edited : drop(edited, [old]);
    edited = setDate(without, edited.version === '4.0' ? 'ANNIVERSARY' : 'X-ANNIVERSARY', change.anniversary);
  }
  if (change.note !== undefined && change.note !== before.note) edited = single(edited, 'NOTE', change.note);
  if (change.categories !== undefined && !same(change.categories, before.categories)) {
    edited = { ...edited, properties: edited.properties.filter(({ name: named }) => named !== 'CATEGORIES') };
    if (change.categories.length > 0) edited = add(edited, property('CATEGORIES', writeList(change.categories)));
  }
  if (change.members !== undefined && !same(change.members, before.members))
    edited = setMembers(edited, change.members);
  return edited;
}

/** Null takes it away. */
export function setPhoto(card: Card, media: Media | null): Card {
  const properties = card.properties.filter(({ name }) => name !== 'PHOTO');
  return {
    ...card,
    properties: media === null ? properties : [...properties, writeMedia('PHOTO', media, card.version)],
  };
}

/** When it was changed last (RFC 6350, section 6.7.4). */
export function stampRevision(card: Card, at: number): Card {
  const iso = new Date(at).toISOString().replace(/\.\d+/, '');
  return single(card, 'REV', card.version === '4.0' ? iso.replace(/[-:]/g, '') : iso);
}

export function fullName({ prefix, given, additional, family, suffix }: NameParts): string {
  return [prefix, given, additional, family, suffix]
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .join(' ');
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function add(card: Card, made: Property): Card {
  const last = card.properties.findLastIndex(({ name }) => name === made.name);
  const at = last === -1 ? card.properties.length : last + 1;
  return { ...card, properties: card.properties.toSpliced(at, 0, made) };
}

function replace(card: Card, old: Property, made: Property): Card {
  return { ...card, properties: card.properties.map((each) => (each === old ? made : each)) };
}

/** With what is tied to them by their group alone. */
function drop(card: Card, gone: readonly Property[]): Card {
  const left = card.properties.filter((each) => !gone.includes(each));
  const tied = new Set(gone.flatMap(({ group }) => (group === null ? [] : [group.toLowerCase()])));
  const needed = new Set(
    left.flatMap(({ group, name }) => (group === null || name.startsWith('X-AB') ? [] : [group.toLowerCase()])),
  );
  const properties = left.filter(({ group }) => {
    const key = group?.toLowerCase();
    return key === undefined || !tied.has(key) || needed.has(key);
  });
  return { ...card, properties };
}

/** The first one takes the value, others of the name go. */
function single(card: Card, name: string, value: string): Card {
  const [first, ...others] = all(card, name);
  const without = others.length === 0 ? card : drop(card, others);
  if (value === '') return first === undefined ? without : drop(without, [first]);
  const written = name === 'REV' ? value : escapeText(value);
  return first === undefined
    ? add(without, property(name, written))
    : replace(without, first, { ...first, value: written });
}

function setKind(card: Card, kind: Fields['kind']): Card {
  const without: Card = {
    ...card,
    properties: card.properties.filter(
      ({ name }) => !['KIND', 'X-ADDRESSBOOKSERVER-KIND', 'X-ABSHOWAS'].includes(name),
    ),
  };
  if (kind === 'person') return without;
  if (card.version === '4.0') return add(without, property('KIND', kind === 'group' ? 'group' : 'org'));
  return add(
    without,
    kind === 'group' ? property('X-ADDRESSBOOKSERVER-KIND', 'group') : property('X-ABSHOWAS', 'COMPANY'),
  );
}

function setNames(card: Card, { family, given, additional, prefix, suffix }: NameParts): Card {
  const value = writeStructured([family, given, additional, prefix, suffix]);
  const [first] = all(card, 'N');
  const empty = /^;*$/.test(value);
  if (first === undefined) return empty ? card : add(card, property('N', value));
  return replace(card, first, { ...first, value });
}

function setOrganisation(card: Card, before: Fields, change: FieldChange): Card {
  const organisation = change.organisation ?? before.organisation;
  const department = change.department ?? before.department;
  if (organisation === before.organisation && department === before.department) return card;
  const [first, ...others] = all(card, 'ORG');
  if (organisation === '' && department === '') return drop(card, all(card, 'ORG'));
  const units =
    department === before.department && first !== undefined ? structured(first.value).slice(1) : [department];
  const value = writeStructured([organisation, ...units.filter((each) => each !== '')]);
  if (first === undefined) return add(card, property('ORG', value));
  return drop(replace(card, first, { ...first, value }), others);
}

const TYPES: Readonly<Record<PhoneKind, readonly string[]>> = {
  work: ['WORK'],
  home: ['HOME'],
  other: [],
  mobile: ['CELL'],
  fax: ['FAX'],
  pager: ['PAGER'],
};
const KNOWN_TYPES = new Set(['work', 'home', 'cell', 'fax', 'pager', 'iphone']);

function setEntries<Kind extends PhoneKind>(
  card: Card,
  name: string,
  wanted: readonly Entry<Kind>[],
  kindOf: (property: Property) => Kind,
): Card {
  return setList(card, name, wanted, (given, old) => {
    let made: Property = old ?? property(name, '', {});
    if (old === undefined || plainValue(old) !== given.value) {
      made = withParam({ ...made, value: escapeText(given.value) }, 'VALUE', []);
    }
    if (old === undefined || kindOf(old) !== given.kind) made = setTypes(made, TYPES[given.kind], card.version);
    return made;
  });
}

function setAddresses(card: Card, wanted: readonly Address[]): Card {
  return setList(card, 'ADR', wanted, (given, old) => {
    const { box, extended, street, locality, region, code, country } = given;
    const parts = [box, extended, street, locality, region, code, country];
    let made: Property = old ?? property('ADR', '', {});
    const there = old === undefined ? [] : structured(old.value);
    if (old === undefined || parts.some((each, at) => each !== (there[at] ?? ''))) {
      // a formatted label of what it was would be wrong
      made = withParam({ ...made, value: writeStructured([...parts, ...there.slice(7)]) }, 'LABEL', []);
    }
    if (old === undefined || placeOf(old) !== given.kind) made = setTypes(made, TYPES[given.kind], card.version);
    return made;
  });
}

interface Labelled {
  readonly key?: number | undefined;
  readonly label: string | null;
  readonly preferred: boolean;
}

function setList<Item extends Labelled>(
  card: Card,
  name: string,
  wanted: readonly Item[],
  make: (given: Item, old: Property | undefined) => Property,
): Card {
  const old = all(card, name);
  const kept = new Set(wanted.flatMap(({ key }) => (key === undefined ? [] : [key])));
  let edited = drop(
    card,
    old.filter((_, key) => !kept.has(key)),
  );
  for (const given of wanted) {
    const was = given.key === undefined ? undefined : old[given.key];
    let made = make(given, was);
    if (isPreferred(made) !== given.preferred) made = setPreferred(made, given.preferred, card.version);
    const labelled = was === undefined ? null : labelOf(edited, was);
    if (given.label !== labelled) ({ card: edited, property: made } = setLabel(edited, made, given.label));
    if (was === undefined) edited = add(edited, made);
    else if (made !== was) edited = replace(edited, was, made);
  }
  return edited;
}

function setTypes(made: Property, types: readonly string[], version: Version): Property {
  const others = typesOf(made).filter((each) => !KNOWN_TYPES.has(each));
  const written = version === '4.0' ? types.map((each) => each.toLowerCase()) : types;
  return withParam(made, 'TYPE', [
    ...written,
    ...others.map((each) => (version === '4.0' ? each : each.toUpperCase())),
  ]);
}

function setPreferred(made: Property, preferred: boolean, version: Version): Property {
  const types = paramValues(made, 'TYPE').filter((each) => each.toLowerCase() !== 'pref');
  const without = withParam(withParam(made, 'PREF', []), 'TYPE', types);
  if (!preferred) return without;
  return version === '4.0' ? withParam(without, 'PREF', ['1']) : withParam(without, 'TYPE', [...types, 'PREF']);
}

function setLabel(card: Card, made: Property, label: string | null): { card: Card; property: Property } {
  const tied = (each: Property) => each.name === 'X-ABLABEL' && each.group?.toLowerCase() === made.group?.toLowerCase();
  if (made.group !== null) {
    const properties = card.properties.filter((each) => !tied(each));
    if (label === null) return { card: { ...card, properties }, property: made };
    return {
      card: { ...card, properties: [...properties, property('X-ABLABEL', escapeText(label), {}, made.group)] },
      property: made,
    };
  }
  if (label === null) return { card, property: made };
  const used = new Set(card.properties.map(({ group }) => group?.toLowerCase()));
  let number = 1;
  while (used.has(`item${number}`)) number += 1;
  const group = `item${number}`;
  return {
    card: { ...card, properties: [...card.properties, property('X-ABLABEL', escapeText(label), {}, group)] },
    property: { ...made, group },
  };
}

function setDate(card: Card, name: string, date: string): Card {
  const old = all(card, name);
  if (date === '') return drop(card, old);
  const made = dateProperty(name, date, card.version);
  const [first, ...others] = old;
  return first === undefined ? add(card, made) : drop(replace(card, first, { ...made, group: first.group }), others);
}

function dateProperty(name: string, date: string, version: Version): Property {
  if (version === '4.0') return property(name, basicDate(date));
  if (!date.startsWith('--')) return property(name, date);
  return property(name, `${yearOfNone}-${date.slice(2)}`, { VALUE: 'date', 'X-APPLE-OMIT-YEAR': yearOfNone });
}

function setMembers(card: Card, members: readonly string[]): Card {
  const name = card.version === '4.0' ? 'MEMBER' : 'X-ADDRESSBOOKSERVER-MEMBER';
  const isMember = (each: Property) => each.name === 'MEMBER' || each.name === 'X-ADDRESSBOOKSERVER-MEMBER';
  const old = new Map(card.properties.filter(isMember).map((each) => [each.value.trim(), each]));
  const made = members.map((each) => old.get(each) ?? property(name, each));
  return { ...card, properties: [...card.properties.filter((each) => !isMember(each)), ...made] };
}
