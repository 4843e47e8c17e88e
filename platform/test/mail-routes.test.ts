import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { PersonActor } from '@landescloud/kernel';
import { createHttp, requireActor, silentLog, stopHttp } from '@landescloud/platform/http';
import type { Http } from '@landescloud/platform/http';
import { mailRoutes } from '@landescloud/platform/mail';
import { administrator, invitation, startMail } from './mail-fixture.ts';
import type { MailFixture } from './mail-fixture.ts';

const people: Readonly<Record<string, PersonActor>> = {
  platform: administrator,
  seven: { ...administrator, personId: 2, role: 'member' },
  nobody: { ...administrator, personId: 3, role: 'member' },
};
const scopes = new Map<number, readonly number[] | null>([
  [1, null],
  [2, [7]],
  [3, []],
]);

let it_: MailFixture;
let http: Http;
let ours = 0;
let theirs = 0;
before(async () => {
  it_ = await startMail(null);
  const limits = { requestsPerPerson: 0, requestsPerAddress: 0 };
  const settings = { publicUrl: null, trustedProxies: [], logRequests: false, ...limits };
  http = await createHttp({ log: silentLog, version: '0', settings });
  http.addHook('onRequest', (request, _reply, next) => {
    request.actor = people[String(request.headers['x-test-person'])] ?? null;
    next();
  });
  const mayRead = async ({ personId }: PersonActor) => scopes.get(personId) as readonly number[] | null;
  await http.register(mailRoutes(it_.mail, { personOf: requireActor, provenPersonOf: requireActor, mayRead }));
  ours = await it_.mail.send(it_.db, invitation);
  theirs = await it_.mail.send(it_.db, { ...invitation, organisationId: 8 });
});
after(async () => {
  await stopHttp(http, 1000);
  await it_[Symbol.asyncDispose]();
});

async function ask(person: string, method: 'GET' | 'POST', url: string): Promise<{ status: number; json: never }> {
  const answer = await http.inject({ method, url, headers: { 'x-test-person': person } });
  return { status: answer.statusCode, json: answer.json() as never };
}

suite('outgoing mail over HTTP', () => {
  test('is for administrators only', async () => {
    for (const [method, path] of [
      ['GET', '/api/v1/mail'],
      ['GET', `/api/v1/mail/${ours}`],
      ['POST', `/api/v1/mail/${ours}/resend`],
    ] as const) {
      for (const [person, status, code] of [
        ['', 401, 'auth.not_signed_in'],
        ['nobody', 403, 'mail.not_allowed'],
      ] as const) {
        const { status: answered, json } = await ask(person, method, path);
        assert.deepEqual([path, answered, json['code']], [path, status, code]);
      }
    }
  });

  test('is listed without texts and shown with, as far as one administers', async () => {
    const list = async (person: string, query = '') => {
      const { status, json } = await ask(person, 'GET', `/api/v1/mail${query}`);
      assert.equal(status, 200);
      const { total, sends, items } = json as { total: number; sends: boolean; items: Record<string, unknown>[] };
      assert.deepEqual([sends, items.some((item) => 'text' in item), total], [false, false, items.length]);
      return items.map((item) => item['id']);
    };
    assert.deepEqual(await list('platform'), [theirs, ours]);
    assert.deepEqual(await list('seven'), [ours]);
    assert.deepEqual(await list('seven', '?state=kept&q=firma'), [ours]);
    assert.deepEqual(await list('seven', '?state=sent'), []);
    const shown = await ask('seven', 'GET', `/api/v1/mail/${ours}`);
    assert.equal(shown.json['text'], invitation.text);
    assert.ok(!('messageId' in (shown.json as object)));
    for (const id of [theirs, 999_999]) {
      const hidden = await ask('seven', 'GET', `/api/v1/mail/${id}`);
      assert.deepEqual([hidden.status, hidden.json['code']], [404, 'mail.not_found']);
      const resent = await ask('seven', 'POST', `/api/v1/mail/${id}/resend`);
      assert.deepEqual([resent.status, resent.json['code']], [404, 'mail.not_found']);
    }
    assert.deepEqual((await ask('seven', 'POST', `/api/v1/mail/${ours}/resend`)).status, 409);
  });

  test('refuses what makes no sense', async () => {
    const bad = ['?state=lost', '?limit=0', '?limit=501', '?offset=-1', '?offset=x', `?q=${'x'.repeat(201)}`, '?q=%00'];
    for (const path of [...bad, '/0', '/x', '/1.5', '/99999999999999999999']) {
      const { status, json } = await ask('platform', 'GET', `/api/v1/mail${path}`);
      assert.deepEqual([path, status, json['code']], [path, 400, 'http.invalid_input']);
    }
  });
});
