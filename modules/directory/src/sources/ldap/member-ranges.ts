import type { LdapEntry } from './ldap-entry.ts';

/** Asks for some attributes of one entry. */
export type FetchEntry = (dn: string, attributes: readonly string[]) => Promise<LdapEntry | undefined>;

const mostRounds = 10_000;

/**
 * All values of an attribute. Active Directory gives large ones in pieces: `member;range=0-1499`, then what is asked for
 * from there, at last `member;range=3000-*`.
 */
export async function allValues(entry: LdapEntry, attribute: string, fetch: FetchEntry): Promise<readonly string[]> {
  let range = rangeOf(entry, attribute);
  if (range === undefined) return entry.all(attribute);
  const values = [...entry.all(attribute), ...range.values];
  for (let round = 0; range.last !== null; round++) {
    if (round === mostRounds) throw new Error('the server gives ranges without end');
    const next: number = range.last + 1;
    const piece = await fetch(entry.dn, [`${attribute};range=${next}-*`]);
    const found = piece && rangeOf(piece, attribute);
    if (!found || found.first !== next) throw new Error('the server breaks off an attribute given in ranges');
    values.push(...found.values);
    range = found;
  }
  return values;
}

interface Range {
  readonly first: number;
  /** Null: these were the last values. */
  readonly last: number | null;
  readonly values: readonly string[];
}

function rangeOf(entry: LdapEntry, attribute: string): Range | undefined {
  for (const name of entry.names) {
    const [, base, first, last] = /^(.+);range=(\d+)-(\d+|\*)$/.exec(name) ?? [];
    if (base !== attribute.toLowerCase()) continue;
    const values = entry.all(name);
    // asked beyond the end, servers name the range and give nothing
    return { first: Number(first), last: last === '*' || values.length === 0 ? null : Number(last), values };
  }
  return undefined;
}
