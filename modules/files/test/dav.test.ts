import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { child, childElements, parseXml, textOf, type XmlElement } from '@landescloud/webdav-xml';
import { davFixture, type DavFixture, type DavResult } from './dav-fixture.ts';

let fixture: DavFixture;
let request: DavFixture['request'];
before(async () => {
  fixture = await davFixture();
  request = fixture.request;
});
after(async () => {
  await fixture.assertWhole();
  await fixture[Symbol.asyncDispose]();
});

const home = '/remote.php/dav/files/anna';
const oc = 'http://owncloud.org/ns';

async function put(path: string, body: string, headers: Record<string, string> = {}): Promise<DavResult> {
  return request('PUT', `${home}/${path}`, { body, headers });
}

function propfindBody(...names: string[]): string {
  return `<d:propfind xmlns:d="DAV:" xmlns:oc="${oc}" xmlns:nc="http://nextcloud.org/ns"><d:prop>${names.map((n) => `<${n}/>`).join('')}</d:prop></d:propfind>`;
}

/** Found properties by href and local name. */
function found(result: DavResult): Map<string, Map<string, XmlElement>> {
  const responses = childElements(parseXml(result.text)).filter((e) => e.name === 'response');
  return new Map(
    responses.map((response) => {
      const href = textOf(child(response, 'DAV:', 'href') as XmlElement);
      const propstats = childElements(response).filter((e) => e.name === 'propstat' && textOf(e).includes('200 OK'));
      const props = propstats.flatMap((p) => childElements(child(p, 'DAV:', 'prop') as XmlElement));
      return [href, new Map(props.map((p) => [p.name, p]))];
    }),
  );
}

test('PUT answers as clients expect, and overwrites under conditions', async () => {
  const made = await put('a.txt', 'eins', { 'x-oc-mtime': '1700000000' });
  assert.equal(made.status, 201);
  assert.equal(made.headers.get('etag'), made.headers.get('oc-etag'));
  assert.match(made.headers.get('oc-fileid') ?? '', /^\d{8}octest$/);
  assert.equal(made.headers.get('x-oc-mtime'), 'accepted');
  assert.equal((await put('a.txt', 'zwei', { 'if-match': '"falsch"' })).status, 412);
  assert.equal((await put('a.txt', 'zwei', { 'if-none-match': '*' })).status, 412);
  const over = await put('a.txt', 'zwei', { 'if-match': made.headers.get('etag') ?? '' });
  assert.equal(over.status, 204);
  assert.equal((await put('fehlt/a.txt', 'x')).status, 409);
  const got = await request('GET', `${home}/a.txt`);
  assert.deepEqual([got.status, got.text], [200, 'zwei']);
  assert.match(got.headers.get('content-disposition') ?? '', /^attachment; filename\*=UTF-8''a\.txt/);
});

test('a wrong checksum stores nothing, a right one is kept', async () => {
  const sha1 = createHash('sha1').update('inhalt').digest('hex');
  const wrong = await put('c.txt', 'anders', { 'oc-checksum': `SHA1:${sha1}` });
  assert.equal(wrong.status, 400);
  assert.equal((await request('HEAD', `${home}/c.txt`)).status, 404);
  assert.equal((await put('c.txt', 'inhalt', { 'oc-checksum': `SHA1:${sha1}` })).status, 201);
  const props = await request('PROPFIND', `${home}/c.txt`, {
    headers: { depth: '0' },
    body: propfindBody('oc:checksums'),
  });
  assert.match(props.text, new RegExp(sha1));
  assert.equal((await put('c.txt', 'x', { 'oc-checksum': 'SHA1:kaputt!' })).status, 400);
});

test('ranges, conditions and HEAD', async () => {
  await put('r.txt', '0123456789');
  const part = await request('GET', `${home}/r.txt`, { headers: { range: 'bytes=2-4' } });
  assert.deepEqual([part.status, part.text, part.headers.get('content-range')], [206, '234', 'bytes 2-4/10']);
  const last = await request('GET', `${home}/r.txt`, { headers: { range: 'bytes=-3' } });
  assert.equal(last.text, '789');
  const none = await request('GET', `${home}/r.txt`, { headers: { range: 'bytes=10-' } });
  assert.deepEqual([none.status, none.headers.get('content-range')], [416, 'bytes */10']);
  const etag = part.headers.get('etag') ?? '';
  assert.equal((await request('GET', `${home}/r.txt`, { headers: { 'if-none-match': etag } })).status, 304);
  const head = await request('HEAD', `${home}/r.txt`);
  assert.deepEqual([head.status, head.headers.get('content-length'), head.text], [200, '10', '']);
  await put('leer.txt', '');
  assert.deepEqual((await request('GET', `${home}/leer.txt`)).text, '');
  const big = 'x'.repeat(300_000);
  await put('big.bin', big);
  const slice = await request('GET', `${home}/big.bin`, { headers: { range: 'bytes=299990-' } });
  assert.deepEqual([slice.status, slice.text.length], [206, 10]);
});

test('PROPFIND: what is asked for, and what is missing apart', async () => {
  await request('MKCOL', `${home}/Ordner%20%C3%84`);
  await put('Ordner%20%C3%84/x.txt', 'abc');
  const body = propfindBody(
    'd:getetag',
    'd:resourcetype',
    'oc:id',
    'oc:fileid',
    'oc:permissions',
    'oc:size',
    'd:getcontentlength',
    'nc:contained-file-count',
    'oc:favorite',
    'd:quota-available-bytes',
    'd:gibtesnicht',
  );
  const result = await request('PROPFIND', `${home}/Ordner%20%C3%84`, { headers: { depth: '1' }, body });
  assert.equal(result.status, 207);
  const props = found(result);
  assert.deepEqual([...props.keys()], [`${home}/Ordner%20%C3%84/`, `${home}/Ordner%20%C3%84/x.txt`]);
  const folder = props.get(`${home}/Ordner%20%C3%84/`);
  assert.equal(textOf(folder?.get('permissions') as XmlElement), 'RGDNVCK');
  assert.equal(textOf(folder?.get('contained-file-count') as XmlElement), '1');
  assert.equal(textOf(folder?.get('quota-available-bytes') as XmlElement), '-3');
  assert.equal(folder?.has('getcontentlength'), false);
  const file = props.get(`${home}/Ordner%20%C3%84/x.txt`);
  assert.equal(textOf(file?.get('permissions') as XmlElement), 'RGDNVW');
  assert.equal(file?.has('gibtesnicht'), false);
  assert.match(result.text, /<d:gibtesnicht\/>.*404 Not Found/s);
  const legacy = await request('PROPFIND', '/remote.php/webdav/', { headers: { depth: '1' } });
  assert.equal(legacy.status, 207);
  assert.ok(found(legacy).has('/remote.php/webdav/Ordner%20%C3%84/'));
});

test('favourites and times by PROPPATCH, found again by REPORT and SEARCH', async () => {
  await put('stern.txt', 'x');
  const patch = `<d:propertyupdate xmlns:d="DAV:" xmlns:oc="${oc}"><d:set><d:prop><oc:favorite>1</oc:favorite><d:lastmodified>1600000000</d:lastmodified></d:prop></d:set></d:propertyupdate>`;
  assert.match((await request('PROPPATCH', `${home}/stern.txt`, { body: patch })).text, /200 OK/);
  const read = await request('PROPFIND', `${home}/stern.txt`, {
    headers: { depth: '0' },
    body: propfindBody('oc:favorite', 'd:getlastmodified'),
  });
  assert.match(read.text, /<oc:favorite>1<.*Sun, 13 Sep 2020 12:26:40 GMT/);
  const filter = `<oc:filter-files xmlns:d="DAV:" xmlns:oc="${oc}"><d:prop><oc:id/></d:prop><oc:filter-rules><oc:favorite>1</oc:favorite></oc:filter-rules></oc:filter-files>`;
  assert.deepEqual([...found(await request('REPORT', `${home}/`, { body: filter })).keys()], [`${home}/stern.txt`]);
  const search = (where: string): string =>
    `<d:searchrequest xmlns:d="DAV:" xmlns:oc="${oc}"><d:basicsearch><d:select><d:prop><d:displayname/></d:prop></d:select><d:from><d:scope><d:href>/files/anna</d:href><d:depth>infinity</d:depth></d:scope></d:from><d:where>${where}</d:where></d:basicsearch></d:searchrequest>`;
  const like = '<d:like><d:prop><d:displayname/></d:prop><d:literal>%STERN%</d:literal></d:like>';
  assert.deepEqual(
    [...found(await request('SEARCH', '/remote.php/dav/', { body: search(like) })).keys()],
    [`${home}/stern.txt`],
  );
  const byType = `<d:and><d:like><d:prop><d:getcontenttype/></d:prop><d:literal>text/%</d:literal></d:like><d:lt><d:prop><d:getlastmodified/></d:prop><d:literal>1600000001</d:literal></d:lt></d:and>`;
  assert.deepEqual(
    [...found(await request('SEARCH', '/remote.php/dav/', { body: search(byType) })).keys()],
    [`${home}/stern.txt`],
  );
  const unknown =
    '<d:or><d:eq><d:prop><oc:unbekannt/></d:prop><d:literal>1</d:literal></d:eq><d:like><d:prop><d:displayname/></d:prop><d:literal>stern%</d:literal></d:like></d:or>';
  assert.equal((await request('SEARCH', '/remote.php/dav', { body: search(unknown) })).status, 207);
  const guarded =
    '<d:propertyupdate xmlns:d="DAV:"><d:set><d:prop><d:getetag>x</d:getetag><a xmlns="urn:b">c</a></d:prop></d:set></d:propertyupdate>';
  const refused = await request('PROPPATCH', `${home}/stern.txt`, { body: guarded });
  assert.match(refused.text, /<d:getetag\/>.*403 Forbidden.*424 Failed Dependency/s);
});

test('sync-collection lists all, then what changed and what is gone', async () => {
  await request('MKCOL', `${home}/sync`);
  await put('sync/a.txt', 'a');
  await put('sync/b.txt', 'b');
  const report = (token: string): string =>
    `<d:sync-collection xmlns:d="DAV:"><d:sync-token>${token}</d:sync-token><d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>`;
  const ask = (token: string): Promise<DavResult> => request('REPORT', `${home}/sync`, { body: report(token) });
  const tokenOf = (result: DavResult): string => /<d:sync-token>(.*?)<\/d:sync-token>/.exec(result.text)?.[1] ?? '';
  const first = await ask('');
  assert.deepEqual([...found(first).keys()].toSorted(), [`${home}/sync/a.txt`, `${home}/sync/b.txt`]);
  assert.equal(found(await ask(tokenOf(first))).size, 0);
  await put('sync/c.txt', 'c');
  await request('DELETE', `${home}/sync/a.txt`);
  const second = await ask(tokenOf(first));
  assert.match(second.text, /sync\/a\.txt<\/d:href><d:status>HTTP\/1\.1 404/);
  assert.ok(found(second).get(`${home}/sync/c.txt`)?.has('getetag'));
  const property = await request('PROPFIND', `${home}/sync`, {
    headers: { depth: '0' },
    body: propfindBody('d:sync-token'),
  });
  const current = await ask(tokenOf(property));
  assert.equal(current.status, 207);
  assert.equal(found(current).size, 0);
  const bad = await ask('urn:landescloud:sync:kaputt');
  assert.deepEqual([bad.status, bad.text.includes('<d:valid-sync-token/>')], [403, true]);
  assert.equal((await ask('data:,fremd')).status, 403);
});

test('chunked upload: any order, resumed, wrong total, finished once', async () => {
  const up = '/remote.php/dav/uploads/anna/web-1';
  const destination = { destination: `${fixture.url}${home}/gro%C3%9F.bin` };
  assert.equal((await request('MKCOL', up, { headers: destination })).status, 201);
  assert.equal((await request('MKCOL', up)).status, 405);
  assert.equal((await request('PUT', `${up}/00002`, { body: 'zwei' })).status, 201);
  assert.equal((await request('PUT', `${up}/00001`, { body: 'falsch' })).status, 201);
  assert.equal((await request('PUT', `${up}/00001`, { body: 'eins-' })).status, 201);
  assert.equal((await request('PUT', `${up}/00007`, { body: 'zuviel' })).status, 201);
  assert.equal((await request('DELETE', `${up}/00007`)).status, 204);
  assert.equal((await request('DELETE', `${up}/00007`)).status, 404);
  assert.equal((await request('PUT', `${up}/kaputt`, { body: 'x' })).status, 400);
  const listed = found(
    await request('PROPFIND', up, { headers: { depth: '1' }, body: propfindBody('d:getcontentlength') }),
  );
  const sizes = [...listed].map(([href, props]) => [
    href.split('/').at(-1),
    textOf(props.get('getcontentlength') ?? parseXml('<x/>')),
  ]);
  assert.deepEqual(sizes, [
    ['', ''],
    ['.file', '9'],
    ['00001', '5'],
    ['00002', '4'],
  ]);
  const finish = (headers: Record<string, string>): Promise<DavResult> =>
    request('MOVE', `${up}/.file`, { headers: { ...destination, ...headers } });
  assert.equal((await finish({ 'oc-total-length': '10' })).status, 400);
  const done = await finish({ 'oc-total-length': '9', 'x-oc-mtime': '1700000000' });
  assert.equal(done.status, 201);
  assert.match(done.headers.get('oc-fileid') ?? '', /octest$/);
  assert.equal(done.headers.get('x-oc-mtime'), 'accepted');
  assert.equal((await request('GET', `${home}/gro%C3%9F.bin`)).text, 'eins-zwei');
  assert.equal((await request('PROPFIND', up, { headers: { depth: '0' } })).status, 404);
  assert.equal((await request('PUT', '/remote.php/dav/uploads/anna/nie/00001', { body: 'x' })).status, 404);
});

test('a chunked upload overwrites only what the client knows', async () => {
  const { headers } = await put('ziel.txt', 'alt');
  const up = '/remote.php/dav/uploads/anna/web-2';
  await request('MKCOL', up);
  await request('PUT', `${up}/1`, { body: 'neu' });
  const destination = `${fixture.url}${home}/ziel.txt`;
  const wrong = await request('MOVE', `${up}/.file`, { headers: { destination, if: `<${destination}> (["falsch"])` } });
  assert.equal(wrong.status, 412);
  const right = await request('MOVE', `${up}/.file`, {
    headers: { destination, if: `<${destination}> ([${headers.get('etag') ?? ''}])` },
  });
  assert.equal(right.status, 204);
  assert.equal((await request('GET', `${home}/ziel.txt`)).text, 'neu');
});

test('trash: listed, read, restored, purged', async () => {
  await request('MKCOL', `${home}/t1`);
  await put('t1/weg.txt', 'eins');
  await put('weg.txt', 'zwei');
  await request('DELETE', `${home}/weg.txt`);
  await request('DELETE', `${home}/t1/weg.txt`);
  const trash = '/remote.php/dav/trashbin/anna/trash';
  const list = async (): Promise<string[]> =>
    [
      ...found(
        await request('PROPFIND', trash, {
          headers: { depth: '1' },
          body: propfindBody('nc:trashbin-original-location'),
        }),
      ).keys(),
    ].filter((href) => href.includes('weg'));
  const hrefs = await list();
  assert.equal(hrefs.length, 2);
  for (const href of hrefs) assert.match(href, /\.d\d+$/);
  const texts = await Promise.all(hrefs.map(async (href) => (await request('GET', href)).text));
  assert.deepEqual(texts.toSorted(), ['eins', 'zwei']);
  const of = (text: string): string => hrefs[texts.indexOf(text)] ?? '';
  const restored = await request('MOVE', of('eins'), {
    headers: { destination: `${fixture.url}/remote.php/dav/trashbin/anna/restore/weg.txt` },
  });
  assert.equal(restored.status, 201);
  assert.equal((await request('GET', `${home}/t1/weg.txt`)).text, 'eins');
  const [left = ''] = await list();
  assert.equal((await request('DELETE', left)).status, 204);
  assert.deepEqual(await list(), []);
  assert.equal((await request('GET', left)).status, 404);
});

test('versions: listed, read, named, restored', async () => {
  const { headers } = await put('v.txt', 'eins');
  await put('v.txt', 'zwei');
  const id = Number.parseInt(headers.get('oc-fileid') ?? '', 10);
  const versions = `/remote.php/dav/versions/anna/versions/${id}`;
  const [, href = ''] = [
    ...found(
      await request('PROPFIND', versions, { headers: { depth: '1' }, body: propfindBody('d:getcontentlength') }),
    ).keys(),
  ];
  assert.equal((await request('GET', href)).text, 'eins');
  const label =
    '<d:propertyupdate xmlns:d="DAV:" xmlns:nc="http://nextcloud.org/ns"><d:set><d:prop><nc:version-label>Entwurf</nc:version-label></d:prop></d:set></d:propertyupdate>';
  assert.equal((await request('PROPPATCH', href, { body: label })).status, 207);
  const moved = await request('MOVE', href, {
    headers: { destination: `${fixture.url}/remote.php/dav/versions/anna/restore/target` },
  });
  assert.equal(moved.status, 204);
  assert.equal((await request('GET', `${home}/v.txt`)).text, 'eins');
});

test('bulk: many files at once, each with its own answer', async () => {
  await request('MKCOL', `${home}/bulk`);
  const part = (path: string, body: string, md5 = createHash('md5').update(body).digest('hex')): string =>
    `--grenze\r\nX-File-Path: ${path}\r\nX-OC-Mtime: 1700000000\r\nX-File-MD5: ${md5}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}\r\n`;
  const body = `${part('/bulk/ä 1%.txt', 'eins')}${part('/bulk/2.txt', 'zwei--grenze')}${part('/bulk/3.txt', 'drei', '0'.repeat(32))}${part('/nirgends/4.txt', 'vier')}--grenze--\r\n`;
  const headers = { 'content-type': 'multipart/related; boundary=grenze' };
  const result = await request('POST', '/remote.php/dav/bulk', { headers, body });
  assert.equal(result.status, 200);
  const answers = JSON.parse(result.text) as Record<string, { error: boolean; etag?: string; fileid?: string }>;
  assert.deepEqual(Object.fromEntries(Object.entries(answers).map(([path, { error }]) => [path, error])), {
    '/bulk/ä 1%.txt': false,
    '/bulk/2.txt': false,
    '/bulk/3.txt': true,
    '/nirgends/4.txt': true,
  });
  assert.equal((await request('GET', `${home}/bulk/${encodeURIComponent('ä 1%.txt')}`)).text, 'eins');
  assert.equal((await request('GET', `${home}/bulk/2.txt`)).text, 'zwei--grenze');
  const again = await Promise.all([1, 2].map(() => request('POST', '/remote.php/dav/bulk', { headers, body })));
  for (const { text } of again) assert.deepEqual(JSON.parse(text), answers, 'what is sent twice is there once');
  const guarded = (etag: string): string =>
    `--grenze\r\nX-File-Path: /bulk/2.txt\r\nIf-Match: ${etag}\r\nContent-Length: 3\r\n\r\nneu\r\n--grenze--\r\n`;
  const write = async (etag: string): Promise<boolean> => {
    const { text } = await request('POST', '/remote.php/dav/bulk', { headers, body: guarded(etag) });
    return (JSON.parse(text) as Record<string, { error: boolean }>)['/bulk/2.txt']?.error === false;
  };
  assert.equal(await write('"falsch"'), false, 'a version that the client does not know is not replaced');
  assert.equal(await write(`"${answers['/bulk/2.txt']?.etag ?? ''}"`), true);
  for (const broken of [
    '',
    'x',
    '--grenze\r\nX-File-Path: /a\r\n\r\n',
    '--grenze\r\nContent-Length: 9\r\nX-File-Path: /q\r\n\r\nab',
  ]) {
    assert.equal(
      (await request('POST', '/remote.php/dav/bulk', { headers, body: broken })).status,
      400,
      JSON.stringify(broken),
    );
  }
});

test("nobody's and someone else's files", async () => {
  const nobody = await request('PROPFIND', `${home}/`, { as: null });
  assert.equal(nobody.status, 401);
  assert.equal(nobody.headers.get('www-authenticate'), 'Basic realm="Landescloud", charset="UTF-8"');
  assert.match(nobody.text, /<s:exception>Sabre\\DAV\\Exception\\NotAuthenticated</);
  const { headers } = await put('geheim.txt', 'x');
  const id = Number.parseInt(headers.get('oc-fileid') ?? '', 10);
  const absent = await request('GET', '/remote.php/dav/files/nobody/geheim.txt', { as: 'bernd' });
  const addresses = [
    `${home}/`,
    `${home}/geheim.txt`,
    '/remote.php/dav/uploads/anna/',
    '/remote.php/dav/trashbin/anna/trash',
    `/remote.php/dav/versions/anna/versions/${id}`,
    `/remote.php/dav/versions/bernd/versions/${id}`,
    '/remote.php/dav/principals/users/anna/',
  ];
  for (const address of addresses) {
    for (const method of ['PROPFIND', 'GET', 'PUT', 'DELETE', 'MKCOL', 'MOVE', 'COPY', 'LOCK', 'PROPPATCH', 'REPORT']) {
      const { status, text } = await request(method, address, { as: 'bernd', headers: { depth: '0' } });
      if (address.includes('/bernd/') && status === 405) continue;
      assert.equal(status, 404, `${method} ${address}`);
      if (address === `${home}/geheim.txt` && method === 'GET') assert.equal(text, absent.text);
    }
  }
  await request('PUT', '/remote.php/dav/files/bernd/eigen.txt', { as: 'bernd', body: 'x' });
  const stolen = await request('COPY', '/remote.php/dav/files/bernd/eigen.txt', {
    as: 'bernd',
    headers: { destination: `${home}/eigen.txt` },
  });
  assert.equal(stolen.status, 409);
});

test('bad input is a clear 4xx and changes nothing', async () => {
  const before = await fixture.files.nodes.get(fixture.anna, { path: [] });
  const cases: [string, string, Parameters<DavFixture['request']>[2], number][] = [
    ['PROPFIND', `${home}/`, { body: '<a' }, 400],
    ['PROPFIND', `${home}/`, { body: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }, 400],
    ['PROPFIND', `${home}/`, { body: 'x'.repeat(2_000_000) }, 413],
    ['PROPFIND', `${home}/`, { headers: { depth: 'infinity' } }, 403],
    ['PROPFIND', `${home}/`, { headers: { depth: '2' } }, 400],
    ['PUT', `${home}/a%2fb`, { body: 'x' }, 400],
    ['PUT', `${home}/%2e%2e/b`, { body: 'x' }, 400],
    ['PUT', `${home}/a%00b`, { body: 'x' }, 400],
    ['PUT', `${home}/%ff`, { body: 'x' }, 400],
    ['PUT', `${home}/${'a'.repeat(256)}`, { body: 'x' }, 400],
    ['PUT', `${home}/a.txt`, { body: 'x', headers: { 'content-range': 'bytes 0-0/2' } }, 400],
    ['PUT', `${home}/a.txt`, { body: 'x', headers: { 'x-oc-mtime': 'gestern' } }, 400],
    ['PUT', `${home}/a.txt`, { body: 'x', headers: { 'x-oc-mtime': '99999999999999' } }, 400],
    ['PUT', `${home}/a.txt`, { body: 'x', headers: { if: '(<kaputt' } }, 400],
    ['PUT', `${home}/a.txt`, { body: 'x', headers: { if: '(<urn:uuid:0>)' } }, 412],
    ['MOVE', `${home}/a.txt`, {}, 400],
    ['MOVE', `${home}/a.txt`, { headers: { destination: '/woanders/a' } }, 502],
    ['MOVE', `${home}/a.txt`, { headers: { destination: `${home}/../x` } }, 400],
    ['MOVE', `${home}/a.txt`, { headers: { destination: `${home}/a.txt` } }, 403],
    ['MOVE', `${home}/a.txt`, { headers: { destination: `${home}/b.txt`, overwrite: 'X' } }, 400],
    ['MOVE', `${home}/`, { headers: { destination: `${home}/b` } }, 403],
    ['DELETE', `${home}/`, {}, 403],
    ['MKCOL', `${home}/`, {}, 405],
    ['MKCOL', `${home}/neu`, { body: 'x', headers: { 'content-type': 'text/plain' } }, 415],
    ['LOCK', `${home}/a.txt`, { body: '<a/>' }, 400],
    ['LOCK', `${home}/a.txt`, {}, 400],
    ['UNLOCK', `${home}/a.txt`, {}, 400],
    ['UNLOCK', `${home}/a.txt`, { headers: { 'lock-token': '<urn:uuid:0>' } }, 409],
    ['REPORT', `${home}/`, { body: '<unbekannt xmlns="DAV:"/>' }, 403],
    ['SEARCH', '/remote.php/dav/', { body: '<d:searchrequest xmlns:d="DAV:"/>' }, 400],
    ['POST', `${home}/a.txt`, { body: 'x' }, 405],
    ['GET', `${home}/`, {}, 405],
    ['GET', '/remote.php/dav/nichts', {}, 404],
  ];
  for (const [method, path, options, status] of cases) {
    const result = await request(method, path, options);
    assert.equal(result.status, status, `${method} ${path} ${JSON.stringify(options?.headers ?? {})}: ${result.text}`);
    if (!path.includes('%ff')) assert.match(result.text, /<s:exception>.+<\/s:exception><s:message>.+<\/s:message>/);
  }
  assert.deepEqual(await fixture.files.nodes.get(fixture.anna, { path: [] }), before);
});

test("Nextcloud's own locks: without a token, seen by others", async () => {
  await put('akte.odt', 'x');
  const locked = await request('LOCK', `${home}/akte.odt`, { headers: { 'x-user-lock': '1' } });
  assert.equal(locked.status, 200);
  assert.match(locked.text, /<nc:lock>1<\/nc:lock><nc:lock-owner>anna<\/nc:lock-owner>/);
  assert.equal((await put('akte.odt', 'y')).status, 204);
  const unlocked = await request('UNLOCK', `${home}/akte.odt`, { headers: { 'x-user-lock': '1' } });
  assert.match(unlocked.text, /<nc:lock\/>/);
  assert.equal((await request('UNLOCK', `${home}/akte.odt`, { headers: { 'x-user-lock': '1' } })).status, 412);
});

test('OPTIONS says what there is, also before sign-in', async () => {
  const result = await request('OPTIONS', `${home}/`, { as: null });
  assert.equal(result.status, 200);
  assert.match(result.headers.get('dav') ?? '', /^1, 2, 3/);
  assert.equal(result.headers.get('ms-author-via'), 'DAV');
});

test('a body of unknown length is taken as it comes', async () => {
  const made = await put('stueck.txt', 'in Stücken', {
    'transfer-encoding': 'chunked',
    'x-expected-entity-length': '11',
  });
  assert.equal(made.status, 201);
  assert.equal((await request('GET', `${home}/stueck.txt`)).text, 'in Stücken');
});

test('a folder is downloaded as zip where the client asks so', async () => {
  await request('MKCOL', `${home}/packen`);
  await put('packen/a.txt', 'abc');
  for (const options of [
    { path: `${home}/packen?accept=zip` },
    { path: `${home}/packen`, headers: { accept: 'application/zip' } },
  ]) {
    const zip = await request('GET', options.path, { headers: options.headers ?? {} });
    assert.deepEqual([zip.status, zip.headers.get('content-type')], [200, 'application/zip']);
    assert.match(zip.text, /^PK/);
    assert.match(zip.headers.get('content-disposition') ?? '', /packen\.zip/);
  }
});

test('a long listing is whole', async () => {
  await request('MKCOL', `${home}/lang`);
  const count = 2010;
  const numbers = Array.from({ length: count }, (_, i) => i);
  await Promise.all(numbers.map((i) => fixture.files.nodes.createFolder(fixture.anna, { path: ['lang', `Ö ${i}`] })));
  const result = await request('PROPFIND', `${home}/lang`, {
    headers: { depth: '1' },
    body: propfindBody('d:displayname'),
  });
  assert.equal(result.status, 207);
  assert.equal(found(result).size, count + 1);
});

const lockBody =
  '<?xml version="1.0"?><D:lockinfo xmlns:D="DAV:"><D:lockscope><D:exclusive/></D:lockscope><D:locktype><D:write/></D:locktype><D:owner><D:href>DESKTOP\\anna</D:href></D:owner></D:lockinfo>';

test('as Windows saves a file: lock, write, set times, unlock', async () => {
  const path = `${home}/Windows%20Datei.docx`;
  assert.equal((await request('PROPFIND', path, { headers: { depth: '0' } })).status, 404);
  const empty = await request('PUT', path, { body: '' });
  assert.equal(empty.status, 201);
  const locked = await request('LOCK', path, { body: lockBody, headers: { timeout: 'Second-3600' } });
  assert.equal(locked.status, 200);
  const token = locked.headers.get('lock-token') ?? '';
  const inLock = { if: `(${token})` };
  const patch = (name: string, value: string): string =>
    `<D:propertyupdate xmlns:D="DAV:" xmlns:Z="urn:schemas-microsoft-com:"><D:set><D:prop><Z:${name}>${value}</Z:${name}></D:prop></D:set></D:propertyupdate>`;
  const modified = 'Wed, 21 Oct 2015 07:28:00 GMT';
  assert.match(
    (await request('PROPPATCH', path, { body: patch('Win32FileAttributes', '00000020'), headers: inLock })).text,
    /200 OK/,
  );
  assert.equal((await request('PUT', path, { body: 'Inhalt', headers: inLock })).status, 204);
  assert.equal((await request('PUT', path, { body: 'ohne Sperre' })).status, 423);
  assert.match(
    (await request('PROPPATCH', path, { body: patch('Win32LastModifiedTime', modified), headers: inLock })).text,
    /200 OK/,
  );
  const again = await request('LOCK', path, { headers: { ...inLock, timeout: 'Second-3600' } });
  assert.deepEqual([again.status, again.text.includes(token.slice(1, -1))], [200, true]);
  assert.equal((await request('UNLOCK', path, { headers: { 'lock-token': token } })).status, 204);
  const read = await request('GET', path);
  assert.deepEqual([read.text, read.headers.get('last-modified')], ['Inhalt', modified]);
  const all = await request('PROPFIND', path, { headers: { depth: '0' } });
  assert.match(all.text, /Win32FileAttributes[^>]*>00000020</);
});

test('as the Finder saves a file: a lock on a place that is empty, then the file', async () => {
  const path = `${home}/Fotos.zip`;
  const locked = await request('LOCK', path, { body: lockBody, headers: { depth: '0', timeout: 'Second-600' } });
  assert.equal(locked.status, 201);
  const token = locked.headers.get('lock-token') ?? '';
  const headers = { if: `(${token})`, 'transfer-encoding': 'chunked', 'x-expected-entity-length': '4' };
  assert.equal((await request('PUT', path, { body: 'bild', headers })).status, 204);
  assert.equal((await request('UNLOCK', path, { headers: { 'lock-token': token } })).status, 204);
  assert.equal((await request('GET', path)).text, 'bild');
});

test('lists of If that name other resources are held against those', async () => {
  const folder = `${home}/Sperre`;
  await request('MKCOL', folder);
  await put('Sperre/a.txt', 'a');
  await put('frei.txt', 'f');
  const token =
    (await request('LOCK', folder, { body: lockBody, headers: { depth: 'infinity' } })).headers.get('lock-token') ?? '';
  const move = (condition: string | null): Promise<DavResult> =>
    request('MOVE', `${home}/frei.txt`, {
      headers: { destination: `${fixture.url}${folder}/frei.txt`, ...(condition === null ? {} : { if: condition }) },
    });
  assert.equal((await move(null)).status, 423);
  assert.equal((await move(`(${token})`)).status, 412, 'the source has no such lock');
  assert.equal((await move(`<${fixture.url}/remote.php/dav/files/bernd/x> (${token})`)).status, 412);
  assert.equal((await move(`<${fixture.url}${folder}/> (${token})`)).status, 201);
  assert.equal((await request('UNLOCK', `${folder}/a.txt`, { headers: { 'lock-token': token } })).status, 204);
});

test('a listing shows locks with the places where they were taken', async () => {
  const folder = `${home}/viele`;
  await request('MKCOL', folder);
  await put('viele/a.txt', 'a');
  const token = (await request('LOCK', `${folder}/a.txt`, { body: lockBody })).headers.get('lock-token') ?? '';
  const shared = lockBody.replace('exclusive', 'shared');
  await put('viele/b.txt', 'b');
  for (let i = 0; i < 2; i++) assert.equal((await request('LOCK', `${folder}/b.txt`, { body: shared })).status, 200);
  const listed = await request('PROPFIND', folder, { headers: { depth: '1' }, body: propfindBody('d:lockdiscovery') });
  const locks = (href: string): string => {
    const discovery = found(listed).get(href)?.get('lockdiscovery');
    return discovery === undefined ? '' : textOf(discovery);
  };
  assert.ok(locks(`${folder}/a.txt`).includes(token.slice(1, -1)));
  assert.ok(locks(`${folder}/a.txt`).endsWith(`${folder}/a.txt`));
  assert.equal(locks(`${folder}/b.txt`).split('urn:uuid:').length, 3);
  assert.equal(locks(`${folder}/`), '');
});
