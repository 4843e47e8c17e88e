import type { PersonActor } from '@landescloud/kernel';
import { isDomainError } from '@landescloud/kernel';
import type { PlainValue } from '@landescloud/platform/dav';
import { DAV, escapeText, type PropertyInstruction } from '@landescloud/webdav-xml';
import type { BookChange } from '../books/books.ts';
import { mostBytes } from '../cards/cards.ts';
import type { Contacts } from '../contacts.ts';
import type { BookCollection } from './address-book-port.ts';
import { CARDDAV, INF_IT } from './names.ts';

const types = ['3.0', '4.0']
  .map((version) => `<card:address-data-type xmlns:card="${CARDDAV}" content-type="text/vcard" version="${version}"/>`)
  .join('');
const collations = ['i;ascii-casemap', 'i;octet', 'i;unicode-casemap']
  .map((name) => `<card:supported-collation xmlns:card="${CARDDAV}">${name}</card:supported-collation>`)
  .join('');

export function bookProperties({ name, description, colour }: BookCollection): Record<string, PlainValue> {
  return {
    'DAV: displayname': escapeText(name),
    ...(description === '' ? {} : { [`${CARDDAV} addressbook-description`]: escapeText(description) }),
    [`${CARDDAV} supported-address-data`]: types,
    [`${CARDDAV} supported-collation-set`]: collations,
    [`${CARDDAV} max-resource-size`]: String(mostBytes),
    ...(colour === null ? {} : { [`${INF_IT} addressbook-color`]: colour }),
    'http://owncloud.org/ns enabled': '1',
  };
}

export function wantsBook(properties: readonly PropertyInstruction[]): boolean {
  const type = properties.find(({ namespace, name }) => namespace === DAV && name === 'resourcetype')?.value ?? '';
  return /<(?:[\w-]+:)?addressbook[\s/>]/.test(type);
}

/** All or nothing; what is not known is refused. */
export async function updateBook(
  { books }: Contacts,
  actor: PersonActor,
  uri: string,
  instructions: readonly PropertyInstruction[],
): Promise<{ status: number; error?: string }[]> {
  const change: { -readonly [Key in keyof BookChange]: BookChange[Key] } = {};
  const known = instructions.map((each) => {
    const text = each.text.trim();
    if (each.namespace === DAV && each.name === 'displayname' && text !== '') change.name = text;
    else if (each.namespace === CARDDAV && each.name === 'addressbook-description') change.description = text;
    else if (each.namespace === INF_IT && each.name === 'addressbook-color') {
      // '#005b7fff' of clients that know of transparency
      change.colour = text === '' ? null : text.slice(0, 7);
    } else return false;
    return true;
  });
  await books.get(actor, uri);
  if (known.includes(false)) {
    return known.map((each) => ({
      status: each ? 424 : 403,
      ...(each ? {} : { error: '<d:cannot-modify-protected-property/>' }),
    }));
  }
  try {
    await books.update(actor, uri, change);
    return instructions.map(() => ({ status: 200 }));
  } catch (error) {
    if (!isDomainError(error, 'Invalid') && !isDomainError(error, 'Forbidden')) throw error;
    return instructions.map(() => ({ status: isDomainError(error, 'Invalid') ? 409 : 403 }));
  }
}
