import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { systemActor } from '@landescloud/kernel';
import { startActorWorld, type ActorWorld } from './actors.ts';
import { base64 } from './addresses.ts';
import { ask, tell, type Answer, type Ask } from './ask.ts';

const system = systemActor('test');
const root = '/remote.php/dav/files/anna';
/** What would be a header of its own, were it taken as it is. */
const split = 'x\r\nSet-Cookie: lc_session=evil\r\nX-Evil: 1';

let w: ActorWorld;
before(async () => {
  w = await startActorWorld();
});
after(() => w?.[Symbol.asyncDispose]());

function harmless({ headers, status, text }: Answer, what: string): void {
  assert.ok(status < 500, `${what}: ${status} ${text}`);
  assert.equal(headers['x-evil'], undefined, what);
  assert.doesNotMatch(String(headers['set-cookie'] ?? ''), /evil/, what);
}

describe('a line break in a value', () => {
  test('makes no header of an answer', async () => {
    const { things } = w;
    const encoded = encodeURIComponent(split);
    const json = { 'content-type': 'application/json' };
    const owner: Ask[] = [
      { method: 'PUT', path: `${root}/${encoded}`, body: 'x' },
      { method: 'MKCOL', path: `${root}/${encoded}` },
      { method: 'MOVE', path: `${root}/${things.path}`, headers: { destination: `${root}/${encoded}` } },
      { method: 'COPY', path: `${root}/${things.path}`, headers: { destination: `${root}/${encoded}/x` } },
      { method: 'PATCH', path: `/api/v1/nodes/${things.node}`, headers: json, body: JSON.stringify({ name: split }) },
      {
        method: 'POST',
        path: '/api/v1/uploads',
        headers: {
          'tus-resumable': '1.0.0',
          'upload-length': '1',
          'upload-metadata': `filename ${base64(split)},filetype ${base64(split)}`,
        },
      },
      { path: `/api/v1/nodes/${things.node}/content?download=${encoded}&name=${encoded}` },
      { path: `/api/v1/nodes/zip?ids=${things.node}&name=${encoded}` },
      { path: `/api/v1/audit/export?format=${encoded}` },
      { path: `/.well-known/caldav?x=${encoded}` },
      { path: `/${encoded}` },
      { path: `/index.php/core/preview?file=${encoded}` },
      { path: '/api/v1/me', headers: { 'x-request-id': encoded, 'x-forwarded-host': encoded, 'x-oc-mtime': encoded } },
      { method: 'POST', path: '/api/v1/me/app-passwords', headers: json, body: JSON.stringify({ label: split }) },
      { method: 'POST', path: '/index.php/login/v2', headers: { 'user-agent': encoded } },
    ];
    for (const request of owner) harmless(await w.as('owner', request), `${request.method ?? 'GET'} ${request.path}`);
  });

  test('is kept in no name that a download is called by, whatever else the name holds', async () => {
    const names = [
      '"; filename="evil.exe',
      'a;b=c',
      "it's",
      'ü\u202egpj.exe',
      '%0d%0aX-Evil: 1',
      '\\..\\evil',
      '  x  ',
      'x\u0085X-Evil: 1',
      '\u2028X-Evil: 1',
    ];
    for (const name of names) {
      const put = await w.as('owner', { method: 'PUT', path: `${root}/${encodeURIComponent(name)}`, body: 'x' });
      assert.equal(put.status, 201, `${name}: ${put.text}`);
      const { id } = await w.world.landescloud.files.nodes.get(w.world.person('anna').actor, { path: [name] });
      for (const path of [`/api/v1/nodes/${id}/content`, `/api/v1/nodes/zip?ids=${id}`]) {
        const answer = await w.as('owner', { path });
        harmless(answer, path);
        const disposition = String(answer.headers['content-disposition']);
        assert.match(
          disposition,
          /^(inline|attachment); filename="[^"\\\x00-\x1f\x7f-\uffff]*"(; filename\*=UTF-8''[\w!#$&+.^`|~%-]*)?$/,
          disposition,
        );
      }
    }
  });

  test('makes no header of a mail, and no second recipient', async () => {
    const line = 'Anna\r\nBcc: evil@example.org';
    const day = 86_400_000;
    const guest = { address: 'neu@example.org', name: 'Neu', reason: 'Test', endsAt: Date.now() + 10 * day };
    for (const change of [
      { name: line },
      { address: `neu@example.org\r\nBcc: evil@example.org` },
      { address: 'neu@example.org,evil@example.org' },
      { address: '"x\r\n"@example.org' },
    ]) {
      const { status, text } = await w.json('owner', 'POST', '/api/v1/guests', { ...guest, ...change });
      assert.equal(status, 400, `${JSON.stringify(change)}: ${text}`);
    }
    const { status, text } = await w.json('owner', 'POST', '/api/v1/guests', { ...guest, reason: line });
    assert.ok(status === 201 || status === 400, text);
    const mails = await w.world.landescloud.database.query<{ recipient: string; subject: string }>(
      'select recipient, subject from platform.mail',
    );
    assert.ok(mails.length > 0);
    for (const { recipient, subject } of mails) {
      assert.doesNotMatch(recipient + subject, /[\r\n]/);
      assert.doesNotMatch(recipient, /evil/);
    }
  });
});

describe('names that only look like somebody else', () => {
  test('are refused: no letter in them turns the others around', async () => {
    for (const name of [
      'Anna \u202ethcerblA',
      '\u2066Anna',
      'Anna\u200b Albrecht',
      'Anna\u0000',
      'Anna\u2028Albrecht',
    ]) {
      const made = await w.json('own', 'POST', '/api/v1/people', { login: 'schein', name, organisationKey: 'tfm' });
      assert.equal(made.status, 400, JSON.stringify(name));
      const renamed = await w.json('own', 'PATCH', '/api/v1/organisations/tfm', { name });
      assert.equal(renamed.status, 400, JSON.stringify(name));
      const group = await w.json('own', 'POST', '/api/v1/groups', { key: 'schein', name, organisationKey: 'tfm' });
      assert.equal(group.status, 400, JSON.stringify(name));
    }
  });
});

describe('a directory elsewhere that is hostile', () => {
  test('brings no name that pretends, nothing that has no end, and nobody else’s login', async () => {
    const source = await w.json('own', 'POST', '/api/v1/sources', {
      organisationKey: 'tfm',
      kind: 'scim',
      name: 'SCIM',
    });
    const { id } = JSON.parse(source.text) as { id: number };
    const made = await w.json('own', 'POST', `/api/v1/sources/${id}/token`, { label: 'x' });
    const { token } = JSON.parse(made.text) as { token: string };
    const send = (body: unknown, path = '/scim/v2/Users', method = 'POST'): Promise<Answer> =>
      ask(w.world.url, {
        method,
        path,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    const names = {
      rechts: 'Anna\u202e gpj.exe',
      skript: '<img src=x onerror=alert(1)>',
      formel: '=cmd|/C calc!A0',
      unsichtbar: 'An\u200bna \u2066Albrecht',
    };
    for (const [userName, displayName] of Object.entries(names)) {
      const { status, text } = await send({
        userName,
        displayName,
        emails: [{ value: 'x@example.org\r\nBcc: evil@example.org' }],
      });
      assert.ok(status === 201 || status === 400, text);
      const kept = await w.world.landescloud.directory.people.byLogin(userName);
      if (kept === undefined) continue;
      assert.doesNotMatch(kept.name, /[\p{Cc}\u200b\u2028-\u202e\u2060-\u2069]|^[=+@-]/u, userName);
      assert.doesNotMatch(kept.email ?? '', /evil/);
    }
    for (const body of [
      { userName: 'riese', displayName: 'x'.repeat(10_000_000) },
      {
        userName: 'viele',
        displayName: 'x',
        emails: Array.from({ length: 20_000 }, (_, i) => ({ value: `a${i}@example.org` })),
      },
      { userName: 'anna', displayName: 'Anna' },
      { userName: 'admin', displayName: 'Admin' },
      { userName: 'x/../../anna', displayName: 'x' },
    ]) {
      const { status } = await send(body);
      assert.ok(status >= 400 && status < 500, `${body.userName}: ${status}`);
    }
    for (const filter of [
      'userName eq "x" or "1" eq "1"',
      'userName eq "*)(uid=*"',
      '('.repeat(5_000),
      'a[b eq "'.repeat(500),
    ]) {
      const { status, text } = await send(undefined, `/scim/v2/Users?filter=${encodeURIComponent(filter)}`, 'GET');
      assert.ok(status < 500, `${status} ${text.slice(0, 200)}`);
      assert.doesNotMatch(text, /"userName":"(anna|admin)"/);
    }
  });
});

describe('what a spreadsheet would calculate', () => {
  test('is text in every export', async () => {
    const formulas = [
      '=HYPERLINK("http://evil.example")',
      "+1+cmd|' /C calc'!A0",
      '-2+3',
      '@SUM(1)',
      ' =1+1',
      '＝1+1',
      '|x',
      '%x',
    ];
    const { directory, guests } = w.world.landescloud;
    for (const [index, name] of formulas.entries()) {
      await directory.people.add(system, {
        login: `formel-${index}`,
        name,
        organisationKey: 'tfm',
        jobTitle: name,
        place: name,
      });
      await guests.invite(w.world.person('anna').actor, {
        address: `formel-${index}@example.org`,
        name,
        reason: name,
        endsAt: Date.now() + 10 * 86_400_000,
      });
      await directory.groups.add(system, { key: `formel-${index}`, name, organisationKey: 'tfm' });
      await directory.groups.addMember(system, 'formel-0', `formel-${index}`);
      await directory.organisations.add(system, { key: `formel-${index}`, name, parentKey: 'tfm' });
    }
    for (const [actor, path] of [
      ['own', '/api/v1/people/export'],
      ['own', '/api/v1/organisations/export'],
      ['own', '/api/v1/groups/export'],
      ['own', '/api/v1/groups/formel-0/members/export'],
      ['owner', '/api/v1/guests/export'],
      ['auditor', '/api/v1/audit/export?format=csv'],
    ] as const) {
      const { status, text, headers } = await w.as(actor, { path });
      assert.equal(status, 200, path);
      assert.match(String(headers['content-disposition']), /^attachment; /, path);
      const cells = cellsOf(text);
      assert.ok(cells.length > 20, path);
      const calculated = cells.filter((cell) => /^[\s\u00a0]*[=+\-@＝＋－＠|%]/.test(cell) && !/^-?\d+$/.test(cell));
      assert.deepEqual(calculated, [], path);
    }
  });
});

describe('paths in a zip', () => {
  test('lead nowhere else', async () => {
    const folder = await w.as('owner', { method: 'MKCOL', path: `${root}/Zip` });
    assert.equal(folder.status, 201);
    for (const name of ['..\\..\\evil.bat', 'C:\\evil.bat', 'C:evil', '...', '..%2f', '~', 'a\\..\\..\\b'])
      assert.equal(
        (await w.as('owner', { method: 'PUT', path: `${root}/Zip/${encodeURIComponent(name)}`, body: 'x' })).status,
        201,
        name,
      );
    for (const name of ['..', '.', 'a/b', '../x']) {
      const json = { 'content-type': 'application/json' };
      const { node } = w.things;
      const renamed = await w.as('owner', {
        method: 'PATCH',
        path: `/api/v1/nodes/${node}`,
        headers: json,
        body: JSON.stringify({ name }),
      });
      assert.equal(renamed.status, 400, name);
    }
    const { id } = await w.world.landescloud.files.nodes.get(w.world.person('anna').actor, { path: ['Zip'] });
    const { body } = await w.as('owner', { path: `/api/v1/nodes/zip?ids=${id}` });
    const names = zipNames(body);
    assert.equal(names.length, 8);
    for (const name of names) {
      assert.doesNotMatch(name, /\\|^\/|^[a-z]:|(^|\/)\.\.?(\/|$)/i);
      assert.match(name, /^Zip\//);
    }
    assert.equal(new Set(names).size, names.length);
  });
});

describe('one request in another', () => {
  test('is never answered: what follows an unclear length is not read', async () => {
    const { authorization } = w.credentials('owner');
    const hidden = `DELETE ${root}/${w.things.path} HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\n\r\n`;
    const outer = (headers: string, body: string): string =>
      `POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${headers}\r\n\r\n${body}`;
    for (const bytes of [
      outer(`Content-Length: 5\r\nTransfer-Encoding: chunked`, `0\r\n\r\n${hidden}`),
      outer(`Transfer-Encoding: chunked\r\nContent-Length: ${hidden.length}`, `0\r\n\r\n${hidden}`),
      outer(`Transfer-Encoding: identity\r\nContent-Length: 0`, hidden),
      outer(`Transfer-Encoding: xchunked\r\nContent-Length: 0`, hidden),
      outer(`Transfer-Encoding : chunked\r\nContent-Length: 0`, hidden),
      outer(`Transfer-Encoding:\u000bchunked\r\nContent-Length: 0`, hidden),
      outer(`Content-Length: 0\r\nContent-Length: ${hidden.length}`, hidden),
      outer(`Content-Length: 0,${hidden.length}`, hidden),
      outer(`X: y\nContent-Length: 0`, hidden).replace('POST', 'GET'),
      outer(`Transfer-Encoding: chunked`, `0;x=\n\n\r\n\r\n${hidden}`),
    ]) {
      const heard = await tell(w.world.url, Buffer.from(bytes, 'latin1'), 700);
      const answers = [...heard.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => status);
      assert.ok(
        answers.length <= 1 && (answers[0] ?? '400').startsWith('4'),
        `${bytes.slice(0, 200)}: ${answers.join(' ')}`,
      );
    }
    assert.equal((await w.as('owner', { path: `${root}/${w.things.path}` })).status, 200);
  });
});

/** RFC 4180, separated by commas or semicolons. */
function cellsOf(csv: string): string[] {
  const cells: string[] = [];
  for (const [, quoted, plain] of csv
    .replace(/^\ufeff/, '')
    .matchAll(/(?:^|[,;]|\r\n)(?:"((?:[^"]|"")*)"|([^",;\r\n]*))/g))
    cells.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
  return cells;
}

/** As the directory at the end of a zip names them. */
function zipNames(zip: Buffer): string[] {
  const names: string[] = [];
  for (
    let at = zip.indexOf('PK\u0001\u0002', 0, 'latin1');
    at >= 0;
    at = zip.indexOf('PK\u0001\u0002', at + 46, 'latin1')
  )
    names.push(zip.subarray(at + 46, at + 46 + zip.readUInt16LE(at + 28)).toString());
  return names;
}
