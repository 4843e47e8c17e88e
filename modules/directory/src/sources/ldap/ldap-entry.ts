import type { Entry } from 'ldapts';

/** An entry by attribute in lower case: servers spell them as they like. */
export interface LdapEntry {
  readonly dn: string;
  /** In the order of the server; empty where the entry has none. */
  all(attribute: string): readonly string[];
  first(attribute: string | null): string | null;
  /** Attributes with options, such as `member;range=0-1499`. */
  readonly names: readonly string[];
}

export function ldapEntry(entry: Entry): LdapEntry {
  const values = new Map<string, string[]>();
  for (const [name, value] of Object.entries(entry)) {
    if (name !== 'dn') values.set(name.toLowerCase(), texts(name, value));
  }
  const all = (attribute: string) => values.get(attribute.toLowerCase()) ?? [];
  return {
    dn: entry.dn,
    all,
    first: (attribute) => (attribute === null ? null : (all(attribute)[0] ?? null)),
    names: [...values.keys()],
  };
}

function texts(name: string, value: Entry[string]): string[] {
  const list: readonly (string | Buffer)[] = Array.isArray(value) ? value : [value];
  return list.map((one) => (typeof one === 'string' ? one : binaryText(name, one)));
}

function binaryText(name: string, bytes: Buffer): string {
  return /^(objectguid|objectsid)$/i.test(name) && bytes.length === 16 ? guidText(bytes) : bytes.toString('hex');
}

/** As Active Directory's own tools write it: the first three parts are stored lowest byte first. */
export function guidText(bytes: Buffer): string {
  const part = (from: number, to: number) => bytes.subarray(from, to);
  const swapped = (from: number, to: number) => Buffer.from(part(from, to).toReversed());
  return [swapped(0, 4), swapped(4, 6), swapped(6, 8), part(8, 10), part(10, 16)]
    .map((piece) => piece.toString('hex'))
    .join('-');
}

/** A distinguished name as it can be compared: servers differ in case and spaces from one place to the next. */
export function normaliseDn(dn: string): string {
  return dn
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s*(?<!\\)([,=+])\s*/g, '$1')
    .trim();
}

/** The organisational units of a name, the nearest first, then its organisations. */
export function unitsOf(dn: string): string[] {
  const parts = dn.split(/(?<!\\),/).map((part) => part.trim());
  const of = (type: string) =>
    parts.flatMap((part) => {
      const [, value] = new RegExp(`^${type}\\s*=\\s*(.*)$`, 'i').exec(part) ?? [];
      return value === undefined ? [] : [unescapeDn(value)];
    });
  return [...of('ou'), ...of('o')];
}

function unescapeDn(value: string): string {
  return Buffer.from(
    value.replace(/(?:\\[0-9a-f]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll('\\', ''), 'hex').toString('utf8')),
  )
    .toString('utf8')
    .replace(/\\(.)/g, '$1');
}
