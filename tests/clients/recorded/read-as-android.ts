import assert from 'node:assert/strict';
import { childElements, decodeXml, parseXml, textOf, type XmlElement } from '@landescloud/webdav-xml';

/** What the Android library keeps of a share; what an answer did not say is missing. */
export type AndroidShare = Readonly<Record<string, string | number | boolean>>;

export interface AndroidAnswer {
  /** 100 and 200 are success to it; 400, 403 and 404 it tells apart. */
  readonly statuscode: number;
  readonly shares: readonly AndroidShare[];
}

type Read = (text: string) => Readonly<Record<string, string | number | boolean>>;

const kept =
  (name: string): Read =>
  (text) => ({ [name]: text });

/** Java's parseInt and parseLong throw on anything else, and the whole answer is lost. */
function whole(name: string, most: bigint): Read {
  return (text) => {
    assert.match(text, /^-?\d+$/, name);
    assert.ok(BigInt(text) <= most, `${name} ${text}`);
    return { [name]: Number(text) };
  };
}

const int = (name: string) => whole(name, 2n ** 31n - 1n);
const long = (name: string) => whole(name, 2n ** 63n - 1n);

/** The types of shares that the library has names for. */
const shareTypes = new Set([0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 12]);

/** The elements of a share that its parser reads, and how. */
const fields: Readonly<Record<string, Read>> = {
  id: int('id'),
  item_type(text) {
    assert.ok(['file', 'folder'].includes(text), text);
    return { item_type: text };
  },
  item_source: long('item_source'),
  file_source: long('file_source'),
  share_type(text) {
    assert.ok(shareTypes.has(Number(text)), `share_type ${text}`);
    return int('share_type')(text);
  },
  share_with: kept('share_with'),
  path(text) {
    assert.ok(text.startsWith('/'), text);
    return { path: text };
  },
  permissions(text) {
    assert.ok(Number(text) >= 1 && Number(text) <= 31, `permissions ${text}`);
    return int('permissions')(text);
  },
  stime: long('stime'),
  expiration(text) {
    assert.match(text, /^$|^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    return { expiration: text };
  },
  token: kept('token'),
  share_with_displayname: kept('share_with_displayname'),
  url: kept('url'),
  note: kept('note'),
  hide_download: (text) => ({ hide_download: text === '1' }),
  uid_owner: kept('uid_owner'),
  label: kept('label'),
  has_preview: (text) => ({ has_preview: text === '1' }),
  mimetype: kept('mimetype'),
  displayname_file_owner: kept('displayname_file_owner'),
  attributes(text) {
    if (text !== '') assert.ok(Array.isArray(JSON.parse(text)), text);
    return { attributes: text };
  },
};

/** These it reads as text without keeping it: an element within would stop it. */
const textOnly = new Set(['parent', 'storage', 'mail_send', 'password']);

/** Of the answer to POST and PUT it keeps no more than this. */
const ofMade = new Set(['id', 'url', 'token']);

function readShare(share: XmlElement, names?: ReadonlySet<string>): AndroidShare {
  const read: Record<string, string | number | boolean> = {};
  for (const element of childElements(share)) {
    const { name } = element;
    if (name === 'tags')
      read['favourite'] = childElements(element).some((tag) => textOf(tag).startsWith('_$!<Favorite>'));
    const field = fields[name];
    if (field === undefined && !textOnly.has(name)) continue;
    assert.equal(childElements(element).length, 0, name);
    if (field !== undefined && (names === undefined || names.has(name))) Object.assign(read, field(textOf(element)));
  }
  // it has no other sign that a link has a password
  if (read['share_type'] === 3) read['protected'] = read['share_with'] !== '';
  if (read['url'] !== undefined && names === undefined)
    assert.equal(read['share_type'], 3, 'an address makes it a link');
  return read;
}

/** An answer of the share API as the Android library's parser reads it: it fails where that would. */
export function readAsAndroid(body: Uint8Array): AndroidAnswer {
  const root = parseXml(decodeXml(body));
  assert.equal(root.name, 'ocs');
  const [meta, data] = ['meta', 'data'].map((name) => childElements(root).find((one) => one.name === name));
  assert.ok(meta !== undefined && data !== undefined);
  const said = Object.fromEntries(childElements(meta).map((one) => [one.name, textOf(one)]));
  const statuscode = Number(int('statuscode')(said['statuscode'] ?? '')['statuscode']);
  const isGood = [100, 200].includes(statuscode);
  assert.equal(said['status'], isGood ? 'ok' : 'failure');
  // it is what the person is shown
  if (!isGood) assert.notEqual(said['message'] ?? '', '');
  const inside = childElements(data);
  const many = inside.filter(({ name }) => name === 'element').map((one) => readShare(one));
  const isOne = inside.some(({ name }) => name === 'id');
  // the identifier begins the share; what comes before it finds none
  if (isOne) assert.equal(inside[0]?.name, 'id');
  return { statuscode, shares: isOne ? [readShare(data, ofMade)] : many };
}
