import { XmlInvalid, childElements, is, textOf, type XmlElement } from '@landescloud/webdav-xml';
import { DavError } from '@landescloud/platform/dav';
import { foldWords } from '@landescloud/directory';
import { unescapeText, type Card, type Property } from '@landescloud/vcard';
import { CARDDAV } from './names.ts';

type MatchType = 'equals' | 'contains' | 'starts-with' | 'ends-with';

interface TextMatch {
  readonly text: string;
  readonly type: MatchType;
  readonly negate: boolean;
  readonly caseless: boolean;
}

interface ParamFilter {
  readonly name: string;
  /** Null: it has to be there; 'absent': it must not. */
  readonly match: TextMatch | 'absent' | null;
}

interface PropFilter {
  readonly name: string;
  readonly all: boolean;
  readonly absent: boolean;
  readonly matches: readonly TextMatch[];
  readonly params: readonly ParamFilter[];
}

/** `filter` of an addressbook-query (RFC 6352 section 10.5). */
export interface CardFilter {
  readonly all: boolean;
  readonly props: readonly PropFilter[];
}

const mostFilters = 100;

/** Throws XmlInvalid, or DavError with `supported-filter` or `supported-collation`. */
export function parseFilter(element: XmlElement | undefined): CardFilter {
  if (element === undefined) return { all: false, props: [] };
  const props = childElements(element).filter((each) => is(each, CARDDAV, 'prop-filter'));
  if (props.length > mostFilters) throw new XmlInvalid('too-large', `More than ${mostFilters} filters.`);
  return { all: attribute(element, 'test') === 'allof', props: props.map(parseProp) };
}

function parseProp(element: XmlElement): PropFilter {
  const name = attribute(element, 'name')?.toUpperCase();
  if (name === undefined || name === '') throw new XmlInvalid('unexpected', 'prop-filter has no name.');
  const children = childElements(element);
  return {
    name,
    all: attribute(element, 'test') === 'allof',
    absent: children.some((each) => is(each, CARDDAV, 'is-not-defined')),
    matches: children.filter((each) => is(each, CARDDAV, 'text-match')).map(parseMatch),
    params: children.filter((each) => is(each, CARDDAV, 'param-filter')).map(parseParam),
  };
}

function parseParam(element: XmlElement): ParamFilter {
  const name = attribute(element, 'name')?.toUpperCase() ?? '';
  const children = childElements(element);
  if (children.some((each) => is(each, CARDDAV, 'is-not-defined'))) return { name, match: 'absent' };
  const match = children.find((each) => is(each, CARDDAV, 'text-match'));
  return { name, match: match === undefined ? null : parseMatch(match) };
}

const TYPES: readonly MatchType[] = ['equals', 'contains', 'starts-with', 'ends-with'];

function parseMatch(element: XmlElement): TextMatch {
  const collation = attribute(element, 'collation') ?? 'i;unicode-casemap';
  if (!['i;unicode-casemap', 'i;ascii-casemap', 'i;octet', 'default'].includes(collation)) {
    throw new DavError(403, 'contacts.collation_unknown', 'This collation is not known.', {
      condition: `<card:supported-collation xmlns:card="${CARDDAV}"/>`,
    });
  }
  const type = attribute(element, 'match-type') ?? 'contains';
  const known = TYPES.find((each) => each === type);
  if (known === undefined) {
    throw new DavError(403, 'contacts.filter_unknown', 'This way of comparing is not known.', {
      condition: `<card:supported-filter xmlns:card="${CARDDAV}"/>`,
    });
  }
  const caseless = collation !== 'i;octet';
  const text = textOf(element);
  return {
    text: caseless ? folded(text) : text,
    type: known,
    negate: attribute(element, 'negate-condition') === 'yes',
    caseless,
  };
}

function attribute(element: XmlElement, name: string): string | undefined {
  return element.attributes.find((each) => each.name === name && each.namespace === '')?.value;
}

export function matchesFilter({ all, props }: CardFilter, card: Card): boolean {
  if (props.length === 0) return true;
  return all ? props.every((each) => matchesProp(each, card)) : props.some((each) => matchesProp(each, card));
}

function matchesProp({ name, all, absent, matches, params }: PropFilter, card: Card): boolean {
  const found = card.properties.filter((each) => each.name === name);
  if (absent) return found.length === 0;
  if (matches.length === 0 && params.length === 0) return found.length > 0;
  const tests = [
    ...matches.map((match) => (each: Property) => matchesText(match, unescapeText(each.value))),
    ...params.map((param) => (each: Property) => matchesParam(param, each)),
  ];
  if (found.length === 0) return false;
  return all ? found.some((each) => tests.every((test) => test(each))) : tests.some((test) => found.some(test));
}

function matchesParam({ name, match }: ParamFilter, property: Property): boolean {
  const values = property.params.filter((each) => each.name === name).flatMap((each) => each.values);
  if (match === 'absent') return values.length === 0;
  return match === null ? values.length > 0 : values.some((each) => matchesText(match, each));
}

function matchesText({ text, type, negate, caseless }: TextMatch, value: string): boolean {
  const given = caseless ? folded(value) : value;
  const found =
    type === 'equals'
      ? given === text
      : type === 'contains'
        ? given.includes(text)
        : type === 'starts-with'
          ? given.startsWith(text)
          : given.endsWith(text);
  return found !== negate;
}

const folded = (text: string): string => text.normalize('NFC').toLowerCase();

const INDEXED = new Set(['FN', 'N', 'EMAIL', 'NICKNAME', 'ORG', 'TITLE']);

/**
 * Words of which every match has some, for the index to go ahead; each entry is one way to match. Null: the index knows nothing of
 * what is looked for, and every card has to be read.
 */
export function indexedWords({ all, props }: CardFilter): string[][] | null {
  const ways = props.map(wordsOf);
  const usable = ways.filter((each) => each !== null);
  // of what has to hold all together, one part that is known is enough
  if (all) return usable.length === 0 ? null : (usable[0] ?? null);
  return props.length === 0 || usable.length < ways.length ? null : usable.flat();
}

function wordsOf({ name, absent, matches, params, all }: PropFilter): string[][] | null {
  if (absent || !INDEXED.has(name) || matches.length === 0 || (params.length > 0 && !all)) return null;
  const words = matches.map((match) => (match.negate || !match.caseless ? [] : certainWords(match.text)));
  if (all) return words.flat().length === 0 ? null : [words.flat()];
  return words.some((each) => each.length === 0) ? null : words;
}

/** Parts of the folded words: the index writes 'müller' and 'mueller' alike, so that an 'e' at the beginning may be none. */
function certainWords(text: string): string[] {
  return foldWords(text)
    .map((word) => word.replace(/^e+/, ''))
    .filter((word) => word.length >= 3);
}

/** One search text where the whole filter is a search by what people are called, as address fields send it; else null. */
export function searchText({ props }: CardFilter): string | null {
  const texts = new Set(
    props.flatMap(({ matches }) => matches.filter(({ negate }) => !negate).map(({ text }) => text)),
  );
  const [only] = texts;
  return texts.size === 1 && only !== undefined ? only : null;
}
