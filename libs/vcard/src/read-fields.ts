import { all, find, paramValues, typesOf, type Card, type Property } from './card.ts';
import { isGroup, nameFor } from './convert.ts';
import { readDate } from './date.ts';
import type { Address, CardKind, Entry, Fields, PhoneKind, Place } from './fields.ts';
import { readMedia, type Media } from './photo.ts';
import { structured, textList, unescapeText } from './text.ts';

/** The card as people see it. */
export function readFields(card: Card): Fields {
  const [family = '', given = '', additional = '', prefix = '', suffix = ''] = structured(find(card, 'N')?.value ?? '');
  const [organisation = '', ...units] = structured(find(card, 'ORG')?.value ?? '');
  return {
    kind: kindOf(card),
    name: nameFor(card),
    names: { prefix, given, additional, family, suffix },
    nickname: textList(find(card, 'NICKNAME')?.value ?? '').join(', '),
    organisation,
    department: units.filter((each) => each !== '').join(', '),
    title: text(card, 'TITLE'),
    role: text(card, 'ROLE'),
    mails: entries(card, 'EMAIL', placeOf),
    phones: entries(card, 'TEL', phoneKindOf),
    addresses: addresses(card),
    urls: entries(card, 'URL', placeOf),
    birthday: dateOf(find(card, 'BDAY')),
    anniversary: dateOf(anniversaryOf(card)),
    note: all(card, 'NOTE')
      .map((each) => unescapeText(each.value))
      .join('\n\n'),
    categories: [...new Set(all(card, 'CATEGORIES').flatMap((each) => textList(each.value)))],
    members: membersOf(card),
  };
}

/** Without `urn:uuid:`, so that a member's address is one with what it names. Null where the card has none. */
export function uidOf(card: Card): string | null {
  const uid = unescapeText(find(card, 'UID')?.value ?? '').trim();
  return uid === '' ? null : bareUid(uid);
}

export function bareUid(uid: string): string {
  return uid.replace(/^urn:uuid:/i, '');
}

export function photoOf(card: Card): Media | null {
  for (const each of all(card, 'PHOTO')) {
    const media = readMedia(each);
    if (media !== null) return media;
  }
  return null;
}

/** What a member is called where the card says it: `X-CN` of some programs; null where it does not. */
export function membersOf(card: Card): string[] {
  return card.properties
    .filter(({ name }) => name === 'MEMBER' || name === 'X-ADDRESSBOOKSERVER-MEMBER')
    .map(({ value }) => value.trim())
    .filter((value) => value !== '');
}

function kindOf(card: Card): CardKind {
  if (isGroup(card)) return 'group';
  const organisation = card.properties.some(
    ({ name, value }) =>
      (name === 'KIND' && value.trim().toLowerCase() === 'org') ||
      (name === 'X-ABSHOWAS' && value.trim().toUpperCase() === 'COMPANY'),
  );
  return organisation ? 'organisation' : 'person';
}

function text(card: Card, name: string): string {
  return unescapeText(find(card, name)?.value ?? '').trim();
}

export function placeOf(property: Property): Place {
  const types = typesOf(property);
  return types.includes('work') ? 'work' : types.includes('home') ? 'home' : 'other';
}

export function phoneKindOf(property: Property): PhoneKind {
  const types = typesOf(property);
  if (types.includes('fax')) return 'fax';
  if (types.includes('cell') || types.includes('iphone')) return 'mobile';
  if (types.includes('pager')) return 'pager';
  return placeOf(property);
}

export function isPreferred(property: Property): boolean {
  return typesOf(property).includes('pref') || paramValues(property, 'PREF')[0] === '1';
}

/** Apple's and Nextcloud's: a property of the same group names it; its own words stand between `_$!<` and `>!$_`. */
export function labelOf(card: Card, property: Property): string | null {
  if (property.group === null) return null;
  const found = labelsOf(card).get(property.group.toLowerCase());
  if (found === undefined) return null;
  const label = unescapeText(found.value)
    .replace(/^_\$!<(.*)>!\$_$/, '$1')
    .trim();
  return label === '' ? null : label;
}

const labels = new WeakMap<Card, ReadonlyMap<string, Property>>();

function labelsOf(card: Card): ReadonlyMap<string, Property> {
  let known = labels.get(card);
  if (known === undefined) {
    const named = card.properties.filter(({ name, group }) => name === 'X-ABLABEL' && group !== null);
    known = new Map(named.toReversed().map((each) => [(each.group ?? '').toLowerCase(), each]));
    labels.set(card, known);
  }
  return known;
}

function entries<Kind extends string>(card: Card, name: string, kindOf: (property: Property) => Kind): Entry<Kind>[] {
  return all(card, name).flatMap((property, key) => {
    const value = plainValue(property);
    if (value === '') return [];
    return [{ key, value, kind: kindOf(property), label: labelOf(card, property), preferred: isPreferred(property) }];
  });
}

export function plainValue(property: Property): string {
  const value = unescapeText(property.value).trim();
  if (property.name === 'TEL') return value.replace(/^tel:/i, '');
  return property.name === 'EMAIL' ? value.replace(/^mailto:/i, '') : value;
}

function addresses(card: Card): Address[] {
  return all(card, 'ADR').flatMap((property, key) => {
    const [box = '', extended = '', street = '', locality = '', region = '', code = '', country = ''] = structured(
      property.value,
    );
    if ([box, extended, street, locality, region, code, country].every((each) => each === '')) return [];
    return [
      {
        key,
        kind: placeOf(property),
        label: labelOf(card, property),
        preferred: isPreferred(property),
        box,
        extended,
        street,
        locality,
        region,
        code,
        country,
      },
    ];
  });
}

function dateOf(property: Property | undefined): string {
  if (property === undefined) return '';
  return readDate(property.value, paramValues(property, 'X-APPLE-OMIT-YEAR')[0] ?? null) ?? '';
}

/** Apple's programs write it as a date with a label. */
export function anniversaryOf(card: Card): Property | undefined {
  return (
    card.properties.find(({ name }) => name === 'ANNIVERSARY' || name === 'X-ANNIVERSARY') ??
    all(card, 'X-ABDATE').find((each) => labelOf(card, each)?.toLowerCase() === 'anniversary')
  );
}
