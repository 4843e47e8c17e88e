import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  XmlInvalid,
  decodePath,
  decodeXml,
  encodePath,
  errorDocument,
  escapeText,
  parseLockInfo,
  parsePropertyUpdate,
  parsePropfind,
  parseReport,
  parseSearch,
  parseXml,
  textOf,
  writeElement,
  type XmlElement,
} from './index.ts';

const xmlText = fc
  .string({ unit: 'binary' })
  .map((s) => s.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''));
const name = fc.stringMatching(/^[a-z][a-z0-9.-]{0,8}$/);
const namespace = fc.constantFrom('', 'DAV:', 'http://owncloud.org/ns', 'urn:x', 'http://a&b"<');
const element: fc.Arbitrary<XmlElement> = fc.letrec<{ element: XmlElement }>((tie) => ({
  element: fc
    .record({
      prefix: fc.constantFrom('', 'p', 'q'),
      namespace,
      name,
      attributes: fc.array(fc.record({ prefix: fc.constant(''), namespace: fc.constant(''), name, value: xmlText }), {
        maxLength: 2,
      }),
      children: fc.array(
        fc.oneof(
          { depthSize: 'small' },
          xmlText.filter((s) => s !== ''),
          tie('element'),
        ),
        { maxLength: 3 },
      ),
    })
    .map((e) => ({
      ...e,
      prefix: e.namespace === '' ? '' : e.prefix,
      attributes: e.attributes.filter((a, i) => e.attributes.findIndex((b) => b.name === a.name) === i),
    })),
})).element;

function normal(e: XmlElement): unknown {
  const children: unknown[] = [];
  for (const c of e.children) {
    if (typeof c === 'string' && typeof children.at(-1) === 'string') children[children.length - 1] += c;
    else children.push(typeof c === 'string' ? c : normal(c));
  }
  return {
    prefix: e.prefix,
    namespace: e.namespace,
    name: e.name,
    attributes: e.attributes.map((a) => [a.name, a.value]),
    children,
  };
}

test('an element written stands alone and reads back as it was', () => {
  fc.assert(
    fc.property(element, (e) => {
      assert.deepEqual(normal(parseXml(writeElement(e))), normal(e));
    }),
  );
});

test('any text comes back through escaping', () => {
  fc.assert(fc.property(xmlText, (text) => assert.equal(textOf(parseXml(`<a>${escapeText(text)}</a>`)), text)));
});

test('text that XML cannot carry is still well-formed when written', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseXml(errorDocument('X', text))));
  parseXml(errorDocument('X', 'lone \ud800 and \u0000 and \uffff'));
});

test('whatever comes in, a parser answers or throws XmlInvalid', () => {
  const parsers = [parsePropfind, parsePropertyUpdate, parseLockInfo, parseReport, parseSearch, parseXml];
  const noise = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.constantFrom(
          '<a>',
          '</a>',
          '<d:propfind xmlns:d="DAV:">',
          '<d:prop>',
          '&amp;',
          '&x;',
          '<![CDATA[',
          ']]>',
          '<!--',
          'x',
          '</d:prop>',
          '<?x?>',
        ),
      )
      .map((p) => p.join('')),
  );
  fc.assert(
    fc.property(noise, fc.constantFrom(...parsers), (text, parse) => {
      try {
        parse(text);
      } catch (error) {
        assert.ok(error instanceof XmlInvalid, String(error));
      }
    }),
    { numRuns: 500 },
  );
});

test('bytes that are not the encoding they claim are refused', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      try {
        decodeXml(bytes);
      } catch (error) {
        assert.ok(error instanceof XmlInvalid);
      }
    }),
  );
  assert.equal(decodeXml(Buffer.from('\ufeff<ä/>', 'utf16le')), '<ä/>');
});

test('any path comes back through encoding', () => {
  const segment = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .filter((s) => !s.includes('/') && !s.includes('\0') && s !== '.' && s !== '..');
  fc.assert(
    fc.property(fc.array(segment), (segments) => {
      const raw = encodePath(segments);
      assert.match(raw, /^[\x21-\x7e]*$/);
      assert.doesNotMatch(raw, /[<>&"']/);
      assert.deepEqual(decodePath(raw), { ok: true, segments });
    }),
  );
});

test('paths that could mean something else are refused', () => {
  for (const raw of [
    '/a/../b',
    '/%2e%2e/b',
    '/.%2E',
    '/./a',
    '/a%2fb',
    '/a%2Fb',
    '/a%00',
    '/a%',
    '/%zz',
    '/%c3%28',
    '/%c0%ae',
    '/%ed%a0%80',
  ]) {
    assert.equal(decodePath(raw).ok, false, raw);
  }
  assert.deepEqual(decodePath('//a//b/'), { ok: true, segments: ['a', 'b'] });
});

function problemOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof XmlInvalid) return error.problem;
    throw error;
  }
  return 'none';
}

test('bombs are refused before they grow', () => {
  const laughs = `<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><propfind xmlns="DAV:"><prop>&b;</prop></propfind>`;
  assert.equal(
    problemOf(() => parsePropfind(laughs)),
    'doctype',
  );
  assert.equal(
    problemOf(() => parsePropfind('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>')),
    'doctype',
  );
  assert.equal(
    problemOf(() => parsePropfind('<a>'.repeat(65))),
    'too-deep',
  );
  assert.equal(
    problemOf(() => parsePropfind(`<a>${'<b/>'.repeat(20_000)}</a>`)),
    'too-large',
  );
  assert.equal(
    problemOf(() => parsePropfind(`<a>${'x'.repeat(1024 * 1024)}</a>`)),
    'too-large',
  );
});

test('what is kept as it was does not grow much', () => {
  const update = (property: string): string =>
    `<d:propertyupdate xmlns:d="DAV:"><d:set><d:prop>${property}</d:prop></d:set></d:propertyupdate>`;
  const bomb = `<x xmlns="urn:x" xmlns:p="urn:${'n'.repeat(100_000)}">${'<p:c/>'.repeat(10_000)}</x>`;
  assert.equal(
    problemOf(() => parsePropertyUpdate(update(bomb))),
    'too-large',
  );
  const prefixes = Array.from({ length: 8_000 }, (_, i) => `xmlns:p${i}="urn:${i}" p${i}:a=""`).join(' ');
  const children = Array.from({ length: 8_000 }, (_, i) => `<q${i}:c xmlns:q${i}="urn:q"><b/></q${i}:c>`).join('');
  const began = performance.now();
  parsePropertyUpdate(update(`<x xmlns="urn:x" ${prefixes}>${children}</x>`));
  assert.ok(performance.now() - began < 4_000, `${performance.now() - began} ms`);
});

test('PROPFIND', () => {
  assert.deepEqual(parsePropfind(''), { kind: 'allprop', include: [] });
  assert.deepEqual(parsePropfind('<propfind xmlns="DAV:"><propname/></propfind>'), { kind: 'propname' });
  assert.deepEqual(
    parsePropfind(
      '<?xml version="1.0"?><d:propfind xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><d:prop><oc:id/><n/><oc:id/></d:prop></d:propfind>',
    ),
    {
      kind: 'prop',
      names: [
        { namespace: 'http://owncloud.org/ns', name: 'id' },
        { namespace: '', name: 'n' },
      ],
    },
  );
  assert.equal(
    problemOf(() => parsePropfind('<propfind xmlns="DAV:"/>')),
    'unexpected',
  );
  assert.equal(
    problemOf(() => parsePropfind('<D:propfind xmlns:D="DAV:"><D:prop><bar:foo xmlns:bar=""/></D:prop></D:propfind>')),
    'malformed',
  );
  assert.equal(
    problemOf(() => parsePropfind('<D:propfind xmlns:D="DAV:"><D:prop><bar:foo/></D:prop></D:propfind>')),
    'malformed',
  );
});

test('a question for endless properties is refused', () => {
  const ask = (names: string): string =>
    problemOf(() => parsePropfind(`<d:propfind xmlns:d="DAV:"><d:prop>${names}</d:prop></d:propfind>`));
  const names = (count: number): string => Array.from({ length: count }, (_, i) => `<d:p${i}/>`).join('');
  assert.equal(ask(names(300)), 'none');
  assert.equal(ask(names(301)), 'too-large');
  assert.equal(ask(`<d:${'x'.repeat(20_000)}/>`), 'too-large');
  assert.equal(ask('<d:p/>'.repeat(1000)), 'none');
});

test('PROPPATCH keeps order, prefixes and language', () => {
  const update = parsePropertyUpdate(
    '<d:propertyupdate xmlns:d="DAV:" xml:lang="de"><d:remove><d:prop><a xmlns="urn:x"/></d:prop></d:remove><d:set><d:prop><k:a xmlns:k="urn:x">&#65536;<b/></k:a></d:prop></d:set></d:propertyupdate>',
  );
  assert.deepEqual(update, [
    { namespace: 'urn:x', name: 'a', value: null, text: '' },
    {
      namespace: 'urn:x',
      name: 'a',
      value: '<k:a xmlns:k="urn:x" xml:lang="de">\u{10000}<b/></k:a>',
      text: '\u{10000}',
    },
  ]);
});

test('LOCK', () => {
  const body =
    '<D:lockinfo xmlns:D="DAV:"><D:lockscope><D:shared/></D:lockscope><D:locktype><D:write/></D:locktype><D:owner><D:href>me</D:href></D:owner></D:lockinfo>';
  assert.deepEqual(parseLockInfo(body), { exclusive: false, owner: '<D:href xmlns:D="DAV:">me</D:href>' });
  assert.equal(
    problemOf(() => parseLockInfo(body.replace('D:write', 'D:read'))),
    'unexpected',
  );
});

test('a lock’s owner is a short text', () => {
  const body = (owner: string): string =>
    `<lockinfo xmlns="DAV:"><lockscope><exclusive/></lockscope><locktype><write/></locktype><owner>${owner}</owner></lockinfo>`;
  assert.equal(parseLockInfo(body('x'.repeat(8192))).owner.length, 8192);
  assert.equal(
    problemOf(() => parseLockInfo(body('x'.repeat(8193)))),
    'too-large',
  );
});

test('sync-collection and filter-files', () => {
  assert.deepEqual(
    parseReport(
      '<d:sync-collection xmlns:d="DAV:"><d:sync-token/><d:sync-level>1</d:sync-level><d:limit><d:nresults>10</d:nresults></d:limit><d:prop><d:getetag/></d:prop></d:sync-collection>',
    ),
    { kind: 'sync-collection', token: null, level: '1', limit: 10, names: [{ namespace: 'DAV:', name: 'getetag' }] },
  );
  const filter = parseReport(
    '<oc:filter-files xmlns:oc="http://owncloud.org/ns"><oc:filter-rules><oc:favorite>1</oc:favorite></oc:filter-rules></oc:filter-files>',
  );
  assert.equal(filter.kind === 'filter-files' && filter.favourite, true);
});

test('SEARCH as the phone clients send it', () => {
  const request = parseSearch(`<d:searchrequest xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><d:basicsearch>
    <d:select><d:prop><oc:fileid/></d:prop></d:select>
    <d:from><d:scope><d:href>/files/anna</d:href><d:depth>infinity</d:depth></d:scope></d:from>
    <d:where><d:and><d:like><d:prop><d:displayname/></d:prop><d:literal>%bericht%</d:literal></d:like><d:not><d:is-collection/></d:not></d:and></d:where>
    <d:orderby><d:order><d:prop><d:getlastmodified/></d:prop><d:descending/></d:order></d:orderby><d:limit><d:nresults>20</d:nresults></d:limit>
    </d:basicsearch></d:searchrequest>`);
  assert.equal(request.limit, 20);
  assert.equal(request.where?.kind, 'and');
  assert.deepEqual(request.scopes, [{ href: '/files/anna', depth: 'infinity' }]);
  assert.equal(request.order[0]?.descending, true);
});
