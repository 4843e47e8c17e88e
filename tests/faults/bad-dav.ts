import { lockBody } from './bad-paths.ts';
import type { Bad } from './refusal.ts';

const laughs = `<!DOCTYPE l [<!ENTITY a "ha">${'bcdefghij'
  .split('')
  .map((name, i) => `<!ENTITY ${name} "${`&${'abcdefghij'[i]};`.repeat(10)}">`)
  .join('')}]><d:propfind xmlns:d="DAV:"><d:prop><d:x>&j;</d:x></d:prop></d:propfind>`;

const brokenXml: Readonly<Record<string, string | Uint8Array>> = {
  'no XML at all': 'x',
  'begins and stops': '<',
  'not closed': '<d:propfind xmlns:d="DAV:"><d:prop>',
  'closed wrongly': '<d:propfind xmlns:d="DAV:"></d:prop>',
  'two roots': '<a/><b/>',
  'a prefix that nobody declared': '<d:propfind/>',
  'an attribute twice': '<a x="1" x="2"/>',
  'an entity that nobody declared': '<a>&x;</a>',
  'a character that XML has not': '<a>&#0;</a>',
  NUL: '\0',
  'an entity bomb': laughs,
  'an entity from a file': '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
  'a document type from elsewhere': '<!DOCTYPE a SYSTEM "http://127.0.0.1:1/a.dtd"><a/>',
  'nested 100,000 deep': '<a>'.repeat(100_000),
  '30,000 elements': `<a>${'<b/>'.repeat(30_000)}</a>`,
  'one attribute of a megabyte': `<a x="${'x'.repeat(1_048_576)}"/>`,
  'bad UTF-8': Buffer.from('<a>\xc3\x28</a>', 'latin1'),
  'half a UTF-16': Buffer.from([0xff, 0xfe, 0x3c]),
  'another encoding': '<?xml version="1.0" encoding="iso-8859-1"?><a/>',
  'another root': '<a/>',
};

/** XML that is none, and XML that is too much, to whatever reads XML. */
export function badXml(root: string): Bad[] {
  return ['PROPFIND', 'PROPPATCH', 'REPORT', 'SEARCH', 'LOCK', 'MKCOL'].flatMap((method) =>
    Object.entries(brokenXml).map(([why, body]) => ({
      why,
      method,
      path: `${root}/${method === 'MKCOL' || method === 'LOCK' ? 'not-yet' : 'folder'}`,
      headers: { 'content-type': 'application/xml', depth: '0' },
      body,
    })),
  );
}

/** Does not compress well. */
const noise = Array.from({ length: 20_000 }, (_, i) => ((i * 2_654_435_761) % 2 ** 32).toString(36)).join('');

const put = (why: string, headers: Bad['headers'], status?: number): Omit<Bad, 'path'> => ({
  why,
  method: 'PUT',
  headers: headers ?? {},
  body: 'changed',
  ...(status === undefined ? {} : { status }),
});

const sync = (inner: string): string =>
  `<d:sync-collection xmlns:d="DAV:">${inner}<d:prop><d:getetag/></d:prop></d:sync-collection>`;

const search = (scopes: string, conditions: string, rest = ''): string =>
  `<d:searchrequest xmlns:d="DAV:"><d:basicsearch><d:select><d:prop><d:getetag/></d:prop></d:select><d:from>${scopes}</d:from>${conditions}${rest}</d:basicsearch></d:searchrequest>`;
const scope = (href: string): string => `<d:scope><d:href>${href}</d:href><d:depth>infinity</d:depth></d:scope>`;
const sizeAbove = (literal: string): string =>
  `<d:where><d:and><d:like><d:prop><d:displayname/></d:prop><d:literal>%file%</d:literal></d:like><d:gt><d:prop><d:getcontentlength/></d:prop><d:literal>${literal}</d:literal></d:gt></d:and></d:where>`;

/** Methods with headers and bodies that do not fit. `root` holds file.txt (5 bytes), folder/ and folder/inner/. */
export function badCalls(root: string): Bad[] {
  const file = `${root}/file.txt`;
  const folder = `${root}/folder`;
  const to = (destination: string, more: Record<string, string> = {}) => ({ destination, ...more });
  return [
    ...[
      put('a time that is none', { 'x-oc-mtime': 'yesterday' }, 400),
      put('a time beyond all', { 'x-oc-mtime': '1e400' }, 400),
      put('a time out of range', { 'x-oc-mtime': '999999999999999' }, 400),
      put('a time of creation out of range', { 'x-oc-ctime': '-999999999999999' }, 400),
      put('a checksum that is none', { 'oc-checksum': 'SHA1:xyz' }, 400),
      put('a checksum without an algorithm', { 'oc-checksum': ':' }, 400),
      put('a wrong checksum', { 'oc-checksum': `SHA1:${'0'.repeat(40)}` }, 400),
      put('a wrong one of several', { 'oc-checksum': `ADLER32:0b8f02d9 MD5:${'0'.repeat(32)}` }, 400),
      put('a Content-MD5 that is none', { 'content-md5': 'x' }, 400),
      put('a wrong Content-MD5', { 'content-md5': Buffer.alloc(16).toString('base64') }, 400),
      put('a part of a file', { 'content-range': 'bytes 0-4/100' }, 400),
      put('a compressed body', { 'content-encoding': 'gzip' }, 415),
      put('another state', { 'if-match': '"nonsense"' }, 412),
      put('nothing there', { 'if-none-match': '*' }, 412),
      put('If that is none', { if: '(((' }, 400),
      put('If without a list', { if: '<urn:x>' }, 400),
      put('If with another state', { if: '(["nonsense"])' }),
      put('If with a lock that is not', { if: '(<urn:uuid:00000000-0000-0000-0000-000000000000>)' }),
      put('If of an address elsewhere', { if: '<http://127.0.0.1/%2e%2e/x> (["a"])' }),
    ].map((bad) => ({ ...bad, path: file })),
    { why: 'a folder', method: 'PUT', path: folder, body: 'x' },
    { why: 'the root', method: 'PUT', path: `${root}/`, body: 'x' },
    { why: 'no folder to hold it', method: 'PUT', path: `${root}/no/x`, body: 'x', status: 409 },
    { why: 'below a file', method: 'PUT', path: `${file}/x`, body: 'x', status: 409 },
    {
      why: 'thousands of folders that are not, and If',
      method: 'PUT',
      path: `${root}${'/b'.repeat(8_000)}`,
      headers: { if: '(<urn:x>)' },
      body: 'x',
      status: 412,
    },
    { why: 'the root', method: 'DELETE', path: `${root}/`, status: 403 },
    { why: 'another state', method: 'DELETE', path: file, headers: { 'if-match': '"x"' }, status: 412 },
    { why: 'there already', method: 'MKCOL', path: folder, status: 405 },
    {
      why: 'a body of another kind',
      method: 'MKCOL',
      path: `${root}/n`,
      headers: { 'content-type': 'text/plain' },
      body: 'x',
      status: 415,
    },
    { why: 'no destination', method: 'MOVE', path: file, status: 400 },
    { why: 'an empty destination', method: 'MOVE', path: file, headers: to(''), status: 400 },
    { why: 'a relative destination', method: 'MOVE', path: file, headers: to('x'), status: 400 },
    {
      why: 'a destination in another tree',
      method: 'MOVE',
      path: file,
      headers: to('/remote.php/dav/trashbin/anna/trash/x'),
    },
    { why: 'another person', method: 'MOVE', path: file, headers: to('/remote.php/dav/files/bernd/x'), status: 409 },
    { why: 'itself', method: 'MOVE', path: file, headers: to(file), status: 403 },
    { why: 'into itself', method: 'MOVE', path: folder, headers: to(`${folder}/inner/folder`) },
    { why: 'into itself', method: 'COPY', path: folder, headers: to(`${folder}/inner/folder`) },
    { why: 'onto what holds it', method: 'MOVE', path: `${folder}/inner`, headers: to(folder) },
    { why: 'onto the root', method: 'MOVE', path: folder, headers: to(`${root}/`) },
    { why: 'the root', method: 'MOVE', path: `${root}/`, headers: to(`${root}/x`) },
    {
      why: 'Overwrite neither T nor F',
      method: 'MOVE',
      path: file,
      headers: to(`${root}/x`, { overwrite: 'maybe' }),
      status: 400,
    },
    { why: 'Overwrite: F', method: 'MOVE', path: file, headers: to(folder, { overwrite: 'F' }), status: 412 },
    {
      why: 'a Depth that is none',
      method: 'COPY',
      path: folder,
      headers: to(`${root}/x`, { depth: '-1' }),
      status: 400,
    },
    { why: 'Depth: 0', method: 'MOVE', path: folder, headers: to(`${root}/x`, { depth: '0' }), status: 400 },
    { why: 'Depth: infinity', method: 'PROPFIND', path: `${root}/`, headers: { depth: 'infinity' }, status: 403 },
    { why: 'Depth: 2', method: 'PROPFIND', path: `${root}/`, headers: { depth: '2' }, status: 400 },
    {
      why: 'a compressed body',
      method: 'PROPFIND',
      path: folder,
      headers: { 'content-encoding': 'deflate' },
      body: 'x',
      status: 415,
    },
    { why: 'beyond its end', path: file, headers: { range: 'bytes=5-' }, status: 416 },
    { why: 'far beyond its end', path: file, headers: { range: `bytes=${'9'.repeat(400)}-` }, status: 416 },
    { why: 'backwards', path: file, headers: { range: 'bytes=4-1' }, status: 416 },
    { why: 'negative', path: file, headers: { range: 'bytes=--5' }, status: 416 },
    {
      why: 'ten thousand ranges, none right',
      path: file,
      headers: { range: `bytes=${'9-,'.repeat(9_999)}9-` },
      status: [416, 431],
    },
    { why: 'a folder', path: folder, status: 405 },
    { why: 'a report that nobody knows', method: 'REPORT', path: folder, body: '<a xmlns="urn:x"/>', status: 403 },
    {
      why: 'a token that is none',
      method: 'REPORT',
      path: folder,
      body: sync('<d:sync-token>x</d:sync-token><d:sync-level>1</d:sync-level>'),
      status: 403,
    },
    {
      why: 'a token of nowhere',
      method: 'REPORT',
      path: folder,
      body: sync(
        '<d:sync-token>http://landescloud/ns/sync/99999999999999999999</d:sync-token><d:sync-level>1</d:sync-level>',
      ),
      status: 403,
    },
    {
      why: 'all levels',
      method: 'REPORT',
      path: folder,
      body: sync('<d:sync-token/><d:sync-level>infinite</d:sync-level>'),
      status: 403,
    },
    {
      why: 'a level that is none',
      method: 'REPORT',
      path: folder,
      body: sync('<d:sync-token/><d:sync-level>7</d:sync-level>'),
      status: 400,
    },
    ...['-1', '1.5', '1e9', '99999999999'].map((n): Bad => ({
      why: `${n} results`,
      method: 'REPORT',
      path: folder,
      body: sync(`<d:sync-token/><d:sync-level>1</d:sync-level><d:limit><d:nresults>${n}</d:nresults></d:limit>`),
      status: 400,
    })),
    ...[
      ['no scope', search('', '')],
      ['two scopes', search(scope('/files/anna') + scope('/files/anna/folder'), '')],
      ['a scope that is none', search(scope('/files/anna/%2e%2e/bernd'), '')],
      ['a scope of another person', search(scope('/files/bernd'), '')],
      ['a number that is none', search(scope('/files/anna'), sizeAbove('many'))],
      ['a condition that nobody knows', search(scope('/files/anna'), '<d:where><d:contains>x</d:contains></d:where>')],
      ['a negative limit', search(scope('/files/anna'), '', '<d:limit><d:nresults>-1</d:nresults></d:limit>')],
    ].map(([why = '', body = '']): Bad => ({ why, method: 'SEARCH', path: '/remote.php/dav/', body })),
    ...[
      ['a namespace of 200 KB', `<x xmlns="urn:${noise}"/>`],
      ['a property with a name of 200 KB', `<x${noise} xmlns="urn:x"/>`],
    ].map(([why = '', property = '']): Bad => ({
      why,
      method: 'PROPPATCH',
      path: file,
      body: `<d:propertyupdate xmlns:d="DAV:"><d:set><d:prop>${property}</d:prop></d:set></d:propertyupdate>`,
    })),
    { why: 'Depth: 1', method: 'LOCK', path: file, headers: { depth: '1' }, body: lockBody, status: 400 },
    {
      why: 'an owner of 100 KB',
      method: 'LOCK',
      path: file,
      body: lockBody.replace('</d:lockinfo>', `<d:owner>${'x'.repeat(100_000)}</d:owner></d:lockinfo>`),
      status: 413,
    },
    {
      why: 'a namespace of 100 KB in 10,000 elements',
      method: 'PROPPATCH',
      path: file,
      body: `<d:propertyupdate xmlns:d="DAV:"><d:set><d:prop><x xmlns="urn:x" xmlns:p="urn:${'n'.repeat(100_000)}">${'<p:c/>'.repeat(10_000)}</x></d:prop></d:set></d:propertyupdate>`,
      status: 413,
    },
    { why: 'to go on with none', method: 'LOCK', path: file, status: 400 },
    {
      why: 'to go on with another',
      method: 'LOCK',
      path: file,
      headers: { if: '(<urn:uuid:00000000-0000-0000-0000-000000000000>)' },
    },
    { why: 'a lock for reading', method: 'LOCK', path: file, body: lockBody.replace('d:write', 'd:read'), status: 400 },
    { why: 'no token', method: 'UNLOCK', path: file, status: 400 },
    { why: 'a token that is none', method: 'UNLOCK', path: file, headers: { 'lock-token': 'x' }, status: 400 },
    { why: 'a token of nothing', method: 'UNLOCK', path: file, headers: { 'lock-token': '<urn:uuid:0>' } },
    { why: 'a method of another tree', method: 'POST', path: file, body: 'x', status: 405 },
    { why: 'a tree that is none', method: 'PROPFIND', path: '/remote.php/dav/nonsense/', status: 404 },
    {
      why: 'an item that is none',
      method: 'DELETE',
      path: '/remote.php/dav/trashbin/anna/trash/x.d999999999999',
      status: 404,
    },
    { why: 'an item without a time', method: 'DELETE', path: '/remote.php/dav/trashbin/anna/trash/x', status: 404 },
    {
      why: 'a file that is none',
      method: 'PROPFIND',
      path: '/remote.php/dav/versions/anna/versions/99999999999999999999',
      headers: { depth: '1' },
      status: 404,
    },
    {
      why: 'a file named by a word',
      method: 'PROPFIND',
      path: '/remote.php/dav/versions/anna/versions/x',
      headers: { depth: '1' },
      status: 404,
    },
    { why: 'a negative version', path: '/remote.php/dav/versions/anna/versions/1/-1', status: 404 },
  ];
}
