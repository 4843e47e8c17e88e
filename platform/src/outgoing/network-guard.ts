import { BlockList, isIP } from 'node:net';

/** Whether the server may connect there for an address that somebody typed. */
export type MayReach = (address: string) => boolean;

// RFC 6890 and its registries: what is not on the public internet
const inside = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];

/** The public internet, and the networks that the operator opened. */
export function createNetworkGuard(opened: readonly string[]): MayReach {
  const closed = listOf(inside);
  const open = listOf(opened);
  return (shown) => {
    const address = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(shown)?.[1] ?? shown;
    const kind = isIP(address);
    if (kind === 0) return false;
    const family = kind === 4 ? 'ipv4' : 'ipv6';
    // an IPv4 address in another spelling is one that nobody needs
    const mapped = kind === 6 && mappedNetwork.check(address, 'ipv6');
    return open.check(address, family) || !(mapped || closed.check(address, family));
  };
}

const mappedNetwork = new BlockList();
mappedNetwork.addSubnet('::ffff:0:0', 96, 'ipv6');

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}
