import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DomainError } from '@landescloud/kernel';
import { XmlInvalid, parseXml } from '@landescloud/webdav-xml';
import fc from 'fast-check';
import {
  DavError,
  addressPath,
  davErrorAnswer,
  decideRead,
  destinationPath,
  evaluateIf,
  parseDepth,
  parseEntityTags,
  parseIf,
  parseOverwrite,
  parseRange,
  parseTimeout,
  requestPath,
  tokensOf,
  type ResourceState,
} from './index.ts';

const noise = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        '(',
        ')',
        '<urn:a>',
        '["e"]',
        '[W/"e"]',
        'Not ',
        ' ',
        ',',
        '"',
        '/',
        '%2e',
        '%00',
        'bytes=',
        '-',
        '9',
      ),
    )
    .map((p) => p.join('')),
);

test('whatever a header says, it is read or refused with a 4xx', () => {
  const parsers: ((text: string) => unknown)[] = [
    (t) => parseDepth(t, '0'),
    parseOverwrite,
    (t) => parseTimeout(t, 1, 2),
    requestPath,
    destinationPath,
    parseEntityTags,
    parseIf,
    (t) => parseRange(t, 100),
  ];
  fc.assert(
    fc.property(noise, fc.constantFrom(...parsers), (text, parse) => {
      try {
        parse(text);
      } catch (error) {
        assert.ok(error instanceof DavError && error.status >= 400 && error.status < 500, String(error));
      }
    }),
    { numRuns: 1000 },
  );
});

const states: Record<string, ResourceState> = {
  self: { tokens: new Set(['urn:a']), etag: 'e1' },
  '/other': { tokens: new Set(), etag: 'e2' },
  '/gone': { tokens: new Set(), etag: null },
};
const holds = (header: string): Promise<boolean> =>
  evaluateIf(parseIf(header), (resource) => Promise.resolve(states[resource ?? 'self'] as ResourceState));

test('If is evaluated list by list (RFC 4918 section 10.4)', async () => {
  assert.equal(await holds('(<urn:a>)'), true);
  assert.equal(await holds('(<urn:b>)'), false);
  assert.equal(await holds('(<urn:b>) (Not <DAV:no-lock>)'), true);
  assert.equal(await holds('(<urn:a> ["e1"])'), true);
  assert.equal(await holds('(<urn:a> ["e2"]) (Not <urn:a> ["e1"])'), false);
  assert.equal(await holds('(not <urn:b> Not ["x"])'), true);
  assert.equal(await holds('</other> (["e2"])'), true);
  assert.equal(await holds('</other> (["e1"]) </gone> (Not ["e1"])'), true);
  assert.equal(await holds('</gone> (["e1"])'), false);
  assert.equal(await holds('([W/"e1"])'), false);
  assert.deepEqual(tokensOf(parseIf('</o> (<urn:a> Not <DAV:no-lock>) (<urn:b>)')), ['urn:a', 'urn:b']);
  for (const bad of ['', '()', '(<urn:a>', '<x>', '(<a>) <b> (<c>)', '<a> <b> (<c>)', '(x)', '(<a>))']) {
    assert.throws(() => parseIf(bad), DavError, bad);
  }
});

test('ranges', () => {
  assert.deepEqual(parseRange('bytes=0-9', 100), { start: 0, end: 9 });
  assert.deepEqual(parseRange('bytes=90-', 100), { start: 90, end: 99 });
  assert.deepEqual(parseRange('bytes=-5', 100), { start: 95, end: 99 });
  assert.deepEqual(parseRange('bytes=-500', 100), { start: 0, end: 99 });
  assert.deepEqual(parseRange('bytes=50-99999999999999999999999', 100), { start: 50, end: 99 });
  assert.equal(parseRange('bytes=0-1,5-6', 100), 'whole');
  assert.equal(parseRange('items=0-1', 100), 'whole');
  for (const bad of [
    'bytes=100-',
    'bytes=-0',
    'bytes=9-1',
    'bytes=a-b',
    'bytes=',
    'bytes=-',
    'bytes=-1-5',
    'x',
    'bytes=0-',
  ]) {
    assert.equal(parseRange(bad, bad === 'bytes=0-' ? 0 : 100), 'unsatisfiable', bad);
  }
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.nat(), (a, b, size) => {
      const range = parseRange(`bytes=${a}-${b}`, size);
      if (typeof range === 'object') assert.ok(range.start >= 0 && range.start <= range.end && range.end < size);
    }),
  );
});

test('conditions of a read', () => {
  const content = { etag: 'e', mtime: Date.UTC(2026, 0, 2, 3, 4, 5, 678), size: 10 };
  const status = (headers: Record<string, string>): number => decideRead(headers, content).status;
  assert.equal(status({}), 200);
  assert.equal(status({ 'if-none-match': '"x", W/"e"' }), 304);
  assert.equal(status({ 'if-none-match': '*' }), 304);
  assert.equal(status({ 'if-match': '"x"' }), 412);
  assert.equal(status({ 'if-match': 'W/"e"' }), 412);
  assert.equal(status({ 'if-modified-since': 'Fri, 02 Jan 2026 03:04:05 GMT' }), 304);
  assert.equal(status({ 'if-modified-since': 'Fri, 02 Jan 2026 03:04:04 GMT' }), 200);
  assert.equal(status({ 'if-unmodified-since': 'Fri, 02 Jan 2026 03:04:04 GMT' }), 412);
  assert.equal(status({ range: 'bytes=0-1' }), 206);
  assert.equal(status({ range: 'bytes=0-1', 'if-range': '"e"' }), 206);
  assert.equal(status({ range: 'bytes=0-1', 'if-range': '"x"' }), 200);
  assert.equal(status({ range: 'bytes=0-1', 'if-range': 'Fri, 02 Jan 2026 03:04:05 GMT' }), 206);
  assert.equal(status({ range: 'bytes=10-' }), 416);
});

test('addresses', () => {
  assert.deepEqual(requestPath('/a/b%20c/?x=1'), ['a', 'b c']);
  assert.deepEqual(addressPath('https://host:8443/a/%C3%A4', 'x'), ['a', 'ä']);
  assert.deepEqual(addressPath('/a?b', 'x'), ['a']);
  assert.deepEqual(requestPath(Buffer.from('/ä/€').toString('latin1')), ['ä', '€']);
  assert.deepEqual(addressPath('/ä/€', 'x'), ['ä', '€']);
  assert.equal(parseDepth('1,noroot', '0'), '1');
  for (const bad of ['a/b', '/a#b', 'http://host', '', '/a/%2e%2e/b'])
    assert.throws(() => destinationPath(bad), DavError, bad);
  assert.throws(() => requestPath('/a/#b'), DavError);
});

test('errors become statuses and well-formed bodies', () => {
  const cases: [unknown, number][] = [
    [new DomainError('NotFound', 'files.node_not_found', 'Not <here> & now'), 404],
    [new DomainError('PreconditionFailed', 'files.sync_token_invalid', 'Gone'), 403],
    [new DomainError('InsufficientStorage', 'files.quota_exceeded', 'Full'), 507],
    [new DavError(405, 'dav.method_not_allowed', 'No'), 405],
    [new XmlInvalid('too-large', 'Big'), 413],
    [new XmlInvalid('doctype', 'No'), 400],
    [new Error('secret'), 500],
  ];
  for (const [error, status] of cases) {
    const answer = davErrorAnswer(error);
    assert.equal(answer.status, status);
    assert.equal(parseXml(answer.body).name, 'error');
    assert.doesNotMatch(answer.body, /secret/);
  }
});

test('time-outs', () => {
  assert.equal(parseTimeout('Infinite, Second-4100000000', 1, 86400), 86400);
  assert.equal(parseTimeout('Second-60', 1, 86400), 60);
  assert.equal(parseTimeout('Extend, Second-5', 1, 86400), 5);
  assert.equal(parseTimeout('nonsense', 1800, 86400), 1800);
});
