import { isIP } from 'node:net';

/**
 * The network that an address lies in, so that no single connection can be told by it: 192.0.2.0/24, 2001:db8:1::/48.
 * An IPv4 address in IPv6 form counts as IPv4. What is no address is answered as it is.
 */
export function shortenAddress(address: string): string {
  const bare = address.replace(/%.*$/, '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  if (mapped !== undefined && isIP(mapped) === 4) return shortenAddress(mapped);
  if (isIP(bare) === 4) return `${bare.split('.').slice(0, 3).join('.')}.0/24`;
  if (isIP(bare) !== 6) return address;
  const groups = firstGroups(bare);
  const mappedGroups = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (mappedGroups) return `${[groups[6]! >> 8, groups[6]! & 255, groups[7]! >> 8].join('.')}.0/24`;
  const shown = groups.slice(0, 3);
  while (shown.at(-1) === 0) shown.pop();
  return `${shown.map((group) => group.toString(16)).join(':')}::/48`;
}

/** All eight groups of a valid IPv6 address (RFC 4291, section 2.2). */
function firstGroups(address: string): number[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const plain =
    dotted === null ? address : `${dotted[1]}${hexGroup(dotted[2], dotted[3])}:${hexGroup(dotted[4], dotted[5])}`;
  const [head = '', tail] = plain.split('::');
  const before = toGroups(head);
  if (tail === undefined) return before;
  const after = toGroups(tail);
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after];
}

function toGroups(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
}

function hexGroup(high = '0', low = '0'): string {
  return (Number(high) * 256 + Number(low)).toString(16);
}
