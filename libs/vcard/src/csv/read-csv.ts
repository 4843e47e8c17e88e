import { parse } from 'csv-parse/sync';
import { decodeBytes } from '../decode-bytes.ts';
import { fullName } from '../edit-card.ts';
import {
  emptyFields,
  type Address,
  type Entry,
  type Fields,
  type NameParts,
  type PhoneKind,
  type Place,
} from '../fields.ts';
import { recogniseColumns, type CsvFormat, type Target } from './columns.ts';
import { readCsvDate } from './csv-date.ts';

/** Why a table cannot be read. */
export class CsvInvalid extends Error {
  override readonly name = 'CsvInvalid';
  readonly reason: 'too-large' | 'too-many-rows' | 'syntax' | 'columns';

  constructor(reason: CsvInvalid['reason'], cause?: unknown) {
    super(`not a table of contacts: ${reason}`, cause === undefined ? undefined : { cause });
    this.reason = reason;
  }
}

export interface CsvContacts {
  readonly format: CsvFormat;
  readonly contacts: readonly Fields[];
  /** Headings that nobody knows: what stood below them was not read. */
  readonly unknown: readonly string[];
}

export interface CsvLimits {
  readonly maxBytes: number;
  readonly maxRows: number;
}

const defaults: CsvLimits = { maxBytes: 10 * 1024 * 1024, maxRows: 50_000 };

/**
 * A table as Outlook, Google or Thunderbird export it, German or English, UTF-8 or Windows-1252, with commas, semicolons or
 * tabs. Rows without a name, address or number are passed over. Throws CsvInvalid.
 */
export function readCsv(input: Uint8Array | string, limits: Partial<CsvLimits> = {}): CsvContacts {
  const { maxBytes, maxRows } = { ...defaults, ...limits };
  if (input.length > maxBytes) throw new CsvInvalid('too-large');
  const [headings = [], ...rows] = parseTable(input, maxRows);
  const recognised = recogniseColumns(headings);
  if (recognised === null) throw new CsvInvalid('columns');
  const { format, targets } = recognised;
  const contacts = rows.map((row) => readRow(row, targets)).filter((each) => each !== null);
  const unknown = headings.filter((heading, at) => targets[at] === null && heading.trim() !== '');
  return { format, contacts, unknown };
}

function parseTable(input: Uint8Array | string, maxRows: number): string[][] {
  let text: string;
  try {
    text = decodeBytes(input);
  } catch (error) {
    throw new CsvInvalid('syntax', error);
  }
  const [head = ''] = text.split(/\r\n|\n|\r/, 1);
  const delimiter = [';', '\t', ','].reduce((a, b) => (head.split(b).length > head.split(a).length ? b : a));
  let rows: string[][];
  try {
    rows = parse(text, { delimiter, bom: true, relax_column_count: true, skip_empty_lines: true, to: maxRows + 2 });
  } catch (error) {
    throw new CsvInvalid('syntax', error);
  }
  if (rows.length > maxRows + 1) throw new CsvInvalid('too-many-rows');
  return rows;
}

const KINDS: Readonly<Record<string, PhoneKind>> = {
  work: 'work',
  arbeit: 'work',
  geschäftlich: 'work',
  home: 'home',
  privat: 'home',
  mobile: 'mobile',
  mobil: 'mobile',
  'work fax': 'fax',
  'home fax': 'fax',
  fax: 'fax',
  pager: 'pager',
  other: 'other',
  sonstige: 'other',
};

interface Draft {
  fields: { -readonly [Key in keyof Fields]: Fields[Key] };
  names: { -readonly [Key in keyof NameParts]: string };
  mail: Map<number, { value: string; kind: PhoneKind }>;
  phone: Map<number, { value: string; kind: PhoneKind }>;
  url: Map<number, { value: string; kind: PhoneKind }>;
  address: Map<number, { -readonly [Key in keyof Address]: Address[Key] }>;
  labels: { of: 'mail' | 'phone' | 'url' | 'address'; at: number; text: string }[];
  date: { day: string; month: string; year: string };
}

function readRow(row: readonly string[], targets: readonly (Target | null)[]): Fields | null {
  const draft: Draft = {
    fields: { ...emptyFields },
    names: { ...emptyFields.names },
    mail: new Map(),
    phone: new Map(),
    url: new Map(),
    address: new Map(),
    labels: [],
    date: { day: '', month: '', year: '' },
  };
  for (const [at, target] of targets.entries()) {
    const value = (row[at] ?? '').trim();
    if (target !== null && value !== '') take(draft, target, value);
  }
  const { fields, names, labels, date } = draft;
  const labelled = (of: 'mail' | 'phone' | 'url' | 'address', at: number, kind: PhoneKind) => {
    const given = labels.find((each) => each.of === of && each.at === at)?.text;
    const text = given?.replace(/^\*\s*/, '').trim() ?? '';
    const known = text === '' ? kind : KINDS[text.toLowerCase()];
    return {
      kind: known ?? 'other',
      label: known === undefined ? text : null,
      preferred: given?.startsWith('*') ?? false,
    };
  };
  // several values of one kind stand in one cell of Google's
  const values = (of: 'mail' | 'phone' | 'url') =>
    [...draft[of]]
      .toSorted(([a], [b]) => a - b)
      .flatMap(([at, { value, kind }]) =>
        value.split(' ::: ').map((each) => ({ value: each.trim(), ...labelled(of, at, kind) })),
      );
  const place = (kind: PhoneKind): Place => (kind === 'work' || kind === 'home' ? kind : 'other');
  fields.names = names;
  fields.mails = values('mail').map((each): Entry => ({ ...each, kind: place(each.kind) }));
  fields.urls = values('url').map((each): Entry => ({ ...each, kind: place(each.kind) }));
  fields.phones = values('phone');
  fields.addresses = [...draft.address].map(([at, each]) => {
    const { kind, label, preferred } = labelled('address', at, each.kind);
    return { ...each, kind: place(kind), label, preferred };
  });
  if (date.day !== '' && date.month !== '') {
    fields.birthday = readCsvDate(`${date.day}.${date.month}.${date.year === '' ? '1604' : date.year}`);
  }
  if (fields.name === '') fields.name = fullName(names);
  if (fields.name === '')
    fields.name = fields.organisation || (fields.mails[0]?.value ?? fields.phones[0]?.value ?? '');
  if (fields.organisation !== '' && fields.name === fields.organisation && fullName(names) === '')
    fields.kind = 'organisation';
  return fields.name === '' ? null : fields;
}

function take(draft: Draft, target: Target, value: string): void {
  switch (target.to) {
    case 'names':
      draft.names[target.part] = value;
      break;
    case 'mail':
    case 'phone':
    case 'url':
      draft[target.to].set(target.at, { value, kind: target.kind });
      break;
    case 'address': {
      const { at, kind, part } = target;
      const made = draft.address.get(at) ?? { ...emptyAddress, kind };
      made[part] = value;
      draft.address.set(at, made);
      break;
    }
    case 'label':
      draft.labels.push({ of: target.of, at: target.at, text: value });
      break;
    case 'day':
    case 'month':
    case 'year':
      draft.date[target.to] = value;
      break;
    case 'birthday':
    case 'anniversary':
      draft.fields[target.to] = readCsvDate(value);
      break;
    case 'categories':
      draft.fields.categories = value
        .split(/;| ::: /)
        .map((each) => each.trim())
        .filter((each) => each !== '' && !each.startsWith('* '));
      break;
    default:
      draft.fields[target.to] = value;
  }
}

const emptyAddress: Address = {
  kind: 'other',
  label: null,
  preferred: false,
  street: '',
  extended: '',
  box: '',
  code: '',
  locality: '',
  region: '',
  country: '',
};
