import {
  all,
  find,
  paramValues,
  property,
  typesOf,
  withParam,
  type Card,
  type Property,
  type Version,
} from './card.ts';
import { basicDate, readDate, yearOfNone } from './date.ts';
import { readMedia, writeMedia } from './photo.ts';
import { escapeText, structured, unescapeText } from './text.ts';

/**
 * The card in the other version, with everything that it can say; what has no word there stays as it is, and readers pass over
 * it. The same card where it is of this version already.
 */
export function toVersion(card: Card, version: Version): Card {
  if (card.version === version) return card;
  return version === '4.0' ? to4(card) : to3(card);
}

const MEDIA = new Set(['PHOTO', 'LOGO', 'SOUND', 'KEY']);
const DATES = new Set(['BDAY', 'ANNIVERSARY', 'DEATHDATE']);

/** What 3.0 writes as an extension, and 4.0 by a name of its own. */
const NAMES_3_TO_4: Readonly<Record<string, string>> = {
  'X-ADDRESSBOOKSERVER-KIND': 'KIND',
  'X-ADDRESSBOOKSERVER-MEMBER': 'MEMBER',
  'X-ANNIVERSARY': 'ANNIVERSARY',
  'X-GENDER': 'GENDER',
};
const NAMES_4_TO_3 = Object.fromEntries(Object.entries(NAMES_3_TO_4).map(([three, four]) => [four, three]));

/** Types of 3.0 that 4.0 does not have, or says otherwise. */
const OLD_TYPES = new Set([
  'internet',
  'x400',
  'dom',
  'intl',
  'postal',
  'parcel',
  'pref',
  'bbs',
  'car',
  'isdn',
  'pcs',
  'modem',
  'msg',
]);

function to4(card: Card): Card {
  const properties: Property[] = [];
  const labels = all(card, 'LABEL');
  for (const given of card.properties) {
    if (given.name === 'LABEL' || given.name === 'PROFILE') continue;
    if (given.name === 'X-ABSHOWAS' && given.value.toUpperCase() === 'COMPANY' && !isGroup(card)) {
      properties.push(property('KIND', 'org'));
      continue;
    }
    let made = withoutOldParameters({ ...given, name: NAMES_3_TO_4[given.name] ?? given.name });
    if (MEDIA.has(made.name)) {
      const media = readMedia(given);
      if (media !== null) made = writeMedia(made.name, media, '4.0', withPref(given, made));
    } else if (DATES.has(made.name)) made = dateTo4(made, given);
    else if (made.name === 'ADR') {
      const label = labels.find((each) => placeOf(each) === placeOf(given)) ?? null;
      if (label !== null) made = withParam(made, 'LABEL', [unescapeText(label.value)]);
    } else if (made.name === 'GEO') made = { ...made, value: `geo:${made.value.trim().replace(';', ',')}` };
    properties.push(made);
  }
  const complete: Card = { version: '4.0', properties };
  if (find(complete, 'FN') !== undefined) return complete;
  return { version: '4.0', properties: [property('FN', escapeText(nameFor(card))), ...properties] };
}

function withoutOldParameters(given: Property): Property {
  const types = typesOf(given);
  const kept = types.filter((each) => !OLD_TYPES.has(each) && !(given.name === 'EMAIL' && each === 'other'));
  let made = kept.length === types.length ? given : withParam(given, 'TYPE', kept);
  if (types.includes('pref') && paramValues(given, 'PREF').length === 0) made = withParam(made, 'PREF', ['1']);
  return withParam(made, 'CHARSET', []);
}

/** The media writer takes places from the types of what was, and the rest from what has been made of it. */
function withPref(given: Property, made: Property): Property {
  const places = typesOf(given).filter((each) => each === 'home' || each === 'work');
  return withParam(made, 'TYPE', places);
}

function dateTo4(made: Property, given: Property): Property {
  const omitted = paramValues(given, 'X-APPLE-OMIT-YEAR')[0] ?? null;
  const clean = withParam(made, 'X-APPLE-OMIT-YEAR', []);
  const time = /T.+$/.exec(given.value.trim())?.[0];
  const date = readDate(given.value, omitted);
  if (date === null) return clean;
  const value = basicDate(date) + (time === undefined ? '' : time.replaceAll(':', ''));
  return { ...withParam(clean, 'VALUE', []), value };
}

function to3(card: Card): Card {
  const properties: Property[] = [];
  for (const given of card.properties) {
    const value = given.value.toLowerCase();
    if (given.name === 'KIND') {
      if (value === 'individual') continue;
      properties.push(
        value === 'org' ? property('X-ABSHOWAS', 'COMPANY') : { ...given, name: 'X-ADDRESSBOOKSERVER-KIND' },
      );
      continue;
    }
    let made: Property = prefTo3({ ...given, name: NAMES_4_TO_3[given.name] ?? given.name });
    if (MEDIA.has(given.name)) {
      const media = readMedia(given);
      if (media !== null) made = writeMedia(given.name, media, '3.0', made);
    } else if (DATES.has(given.name)) made = dateTo3(made, given);
    else if (given.name === 'EMAIL') made = addType(made, 'INTERNET');
    else if (given.name === 'TEL') made = telTo3(made);
    else if (given.name === 'GEO') made = { ...made, value: made.value.replace(/^geo:([^;,]+),([^;,]+).*$/i, '$1;$2') };
    const label = paramValues(given, 'LABEL')[0];
    if (given.name === 'ADR' && label !== undefined) {
      made = withParam(made, 'LABEL', []);
      properties.push(made, { ...made, name: 'LABEL', value: escapeText(label) });
      continue;
    }
    properties.push(made);
  }
  // 3.0 demands a name in parts
  if (!properties.some((each) => each.name === 'N')) {
    properties.splice(1, 0, property('N', `${escapeText(nameFor(card))};;;;`));
  }
  return { version: '3.0', properties };
}

function prefTo3(given: Property): Property {
  const pref = paramValues(given, 'PREF')[0];
  const made = withParam(given, 'PREF', []);
  return pref === '1' ? addType(made, 'PREF') : made;
}

function addType(given: Property, type: string): Property {
  const types = paramValues(given, 'TYPE');
  return types.some((each) => each.toUpperCase() === type) ? given : withParam(given, 'TYPE', [...types, type]);
}

function telTo3(made: Property): Property {
  const plain = withParam(made, 'VALUE', []);
  return /^tel:/i.test(made.value) ? { ...plain, value: made.value.slice(4) } : plain;
}

function dateTo3(made: Property, given: Property): Property {
  const date = readDate(given.value);
  if (date === null) return made;
  if (date.startsWith('--')) {
    const value = `${yearOfNone}-${date.slice(2)}`;
    return withParam(withParam({ ...made, value }, 'VALUE', ['date']), 'X-APPLE-OMIT-YEAR', [yearOfNone]);
  }
  const time = /T(\d{2})(\d{2})(\d{2})(.*)$/.exec(given.value);
  return { ...made, value: time === null ? date : `${date}T${time[1]}:${time[2]}:${time[3]}${time[4] ?? ''}` };
}

function placeOf(given: Property): string {
  const types = typesOf(given);
  return types.includes('work') ? 'work' : types.includes('home') ? 'home' : '';
}

/** Whether the card is a list of others, by either version's word. */
export function isGroup(card: Card): boolean {
  return card.properties.some(
    (each) =>
      (each.name === 'KIND' || each.name === 'X-ADDRESSBOOKSERVER-KIND') && each.value.trim().toLowerCase() === 'group',
  );
}

/** What to call a card: its FN, else the name in parts, else an organisation or an address. */
export function nameFor(card: Card): string {
  const whole = find(card, 'FN');
  if (whole !== undefined && whole.value.trim() !== '') return unescapeText(whole.value).trim();
  const [family = '', given = '', additional = '', prefix = '', suffix = ''] = structured(find(card, 'N')?.value ?? '');
  const joined = [prefix, given, additional, family, suffix].filter((each) => each !== '').join(' ');
  if (joined !== '') return joined;
  for (const name of ['NICKNAME', 'ORG', 'EMAIL', 'TEL']) {
    const value = structured(find(card, name)?.value ?? '').find((each) => each !== '');
    if (value !== undefined) return value;
  }
  return '';
}
