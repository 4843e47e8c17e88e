import { shortenAddress } from './shorten-address.ts';

const addressKey = /(^|_)(address|ip)$|(Address|Ip|IP)$/;

/**
 * One text for one value, whatever the order of its keys. Network addresses under a key that says so are shortened:
 * nobody can be followed by what is kept here.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(canonical(value, false)) ?? 'null';
}

function canonical(value: unknown, isAddress: boolean): unknown {
  if (typeof value === 'string') return isAddress ? shortenAddress(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => canonical(each, isAddress));
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  // Without a prototype, '__proto__' is a key as any other.
  const sorted: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [key, each] of entries) sorted[key] = canonical(each, addressKey.test(key));
  return sorted;
}
