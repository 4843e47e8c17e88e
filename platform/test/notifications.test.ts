import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { PersonActor } from '@landescloud/kernel';
import { platformMigrations } from '@landescloud/platform/database';
import type { Database } from '@landescloud/platform/database';
import { createEvents, createHints } from '@landescloud/platform/events';
import { createHttp, requireActor, silentLog, stopHttp } from '@landescloud/platform/http';
import type { Http } from '@landescloud/platform/http';
import { createJobs } from '@landescloud/platform/jobs';
import type { Jobs } from '@landescloud/platform/jobs';
import { createMail } from '@landescloud/platform/mail';
import type { Mail } from '@landescloud/platform/mail';
import { createNotifications, notificationKind, notificationRoutes } from '@landescloud/platform/notifications';
import type { NewNotification, Notifications } from '@landescloud/platform/notifications';
import { createTestDatabase } from '@landescloud/testing/test-database';
import { until } from '@landescloud/testing/until';
import { administrator, sender } from './mail-fixture.ts';

const greeted = notificationKind<{ text: string }>({
  name: 'tests.greeted',
  mail: 'at-once',
  label: { de: 'Jemand grüßt mich', en: 'Somebody greets me' },
  says: {
    de: ({ data, by }) => ({ title: `${by} grüßt Sie`, text: data.text }),
    en: ({ data, by }) => ({ title: `${by} greets you`, text: data.text }),
  },
});
const changed = notificationKind<{ name: string }>({
  name: 'tests.changed',
  mail: 'digest',
  label: { de: 'Etwas ändert sich', en: 'Something changes' },
  says: {
    de: ({ data, by, count }) => ({ title: `${by ?? 'Mehrere'}: ${count} Änderungen, zuletzt ${data.name}` }),
    en: ({ data, by, count }) => ({ title: `${by ?? 'Several people'}: ${count} changes, last ${data.name}` }),
  },
});

const anna = 1;
const bob = 2;
const people = new Map([
  [anna, { name: 'Anna Ebert', email: 'anna@tfm.example', language: 'de', disabled: false, organisation: { id: 7 } }],
  [bob, { name: 'Bob Hill', email: 'bob@tfm.example', language: 'en', disabled: false, organisation: { id: 7 } }],
  [3, { name: 'Gone', email: 'gone@tfm.example', language: 'en', disabled: true, organisation: { id: 7 } }],
] as const);

let db: Database;
let drop: () => Promise<void>;
let jobs: Jobs;
let mail: Mail;
let notifications: Notifications;
let http: Http;
let offset = 0;
const hidden = new Set<number>();

before(async () => {
  ({ db, drop } = await createTestDatabase({ sources: [platformMigrations], maxConnections: 5 }));
  jobs = createJobs(db);
  const clock = { now: () => Date.now() + offset };
  mail = createMail({ db, jobs, events: createEvents(db), clock, smtpUrl: null, sender });
  notifications = createNotifications({
    db,
    jobs,
    hints: createHints(db),
    mail,
    clock,
    people: { present: async (_, id) => people.get(id as 1) },
    link: (path) => `https://cloud.example${path}`,
  });
  notifications.define(greeted, changed);
  notifications.plugSight('node', async (_, ids) => new Set(ids.filter((id) => !hidden.has(id))));
  await jobs.start();
  const limits = { requestsPerPerson: 0, requestsPerAddress: 0 };
  http = await createHttp({
    log: silentLog,
    version: '0',
    settings: { publicUrl: null, trustedProxies: [], logRequests: false, ...limits },
  });
  http.addHook('onRequest', (request, _reply, next) => {
    const id = Number(request.headers['x-test-person']);
    request.actor = people.has(id as 1) ? ({ ...administrator, personId: id } satisfies PersonActor) : null;
    next();
  });
  await http.register(notificationRoutes(notifications, { personOf: requireActor }));
});
after(async () => {
  await stopHttp(http, 1000);
  await jobs.stop();
  await drop();
});

const tell = (...told: NewNotification[]) => db.transaction((tx) => notifications.notify(tx, told));
const greeting = (personId: number, subject = 'person:9'): NewNotification => ({
  personId,
  kind: 'tests.greeted',
  subject,
  data: { text: 'Guten Morgen' },
  link: '/f/17',
  by: { personId: 9, name: 'Karl Weiß' },
});
const change = (name: string, by: number, personId = anna): NewNotification => ({
  personId,
  kind: 'tests.changed',
  subject: 'node:17',
  data: { name },
  link: '/f/17',
  by: { personId: by, name: `Nr. ${by}` },
  key: 'below 17',
});
const titles = async (personId: number) =>
  (await notifications.list(personId, { limit: 50 })).items.map(({ title }) => title);
const mailTo = (personId: number) => mail.sentTo({ personId, addresses: [] }, 50);

async function ask(person: number, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object) {
  const headers = { 'x-test-person': String(person) };
  const url = `/api/v1/me/notifications${path}`;
  const answer = await http.inject({ method, url, headers, ...(body === undefined ? {} : { payload: body }) });
  return { status: answer.statusCode, json: (answer.body === '' ? null : answer.json()) as never };
}

suite('notifications', () => {
  test('are told with the transaction or not at all, live, each in their language, and never to who did it', async () => {
    let hints = 0;
    const stop = notifications.onChange(anna, () => (hints += 1));
    await assert.rejects(
      db.transaction(async (tx) => {
        await notifications.notify(tx, [greeting(anna)]);
        throw new Error('no');
      }),
    );
    assert.deepEqual([await titles(anna), hints], [[], 0]);
    await tell(greeting(anna), greeting(bob), { ...greeting(9) });
    stop();
    assert.deepEqual([await titles(anna), hints], [['Karl Weiß grüßt Sie'], 1]);
    assert.deepEqual(await titles(bob), ['Karl Weiß greets you']);
    assert.deepEqual(await titles(9), []);
    await assert.rejects(tell({ ...greeting(anna), kind: 'tests.unknown' }), RangeError);
  });

  test('are mailed at once as the kind says, without what was said, and kept from who may not sign in', async () => {
    await tell(greeting(3));
    await until(async () => (await mailTo(bob)).length === 1 && (await mailTo(anna)).length === 1);
    const [sent] = await mailTo(bob);
    const { text } = await mail.get(administrator, sent?.id ?? 0, null);
    assert.equal(sent?.subject, 'Karl Weiß greets you');
    assert.match(text ?? '', /https:\/\/cloud\.example\/f\/17/);
    assert.doesNotMatch(text ?? '', /Guten Morgen/);
    assert.equal((await notifications.list(3, { limit: 5 })).unread, 1);
    assert.deepEqual(await mailTo(3), []);
  });

  test('of one key are gathered while they are unread, and mailed once a day', async () => {
    await notifications.removeAll(anna);
    await tell(change('a.odt', 4), change('b.odt', 4));
    await tell(change('c.odt', 4));
    assert.deepEqual(await titles(anna), ['Nr. 4: 3 Änderungen, zuletzt c.odt']);
    await tell(change('d.odt', 5));
    assert.deepEqual(await titles(anna), ['Mehrere: 4 Änderungen, zuletzt d.odt']);
    await jobs.enqueue(db, 'notifications.digest', {});
    await until(async () => (await mailTo(anna)).some(({ kind }) => kind === 'notifications.digest'));
    const [digest] = await mailTo(anna);
    assert.match((await mail.get(administrator, digest?.id ?? 0, null)).text ?? '', /Mehrere: 4 Änderungen/);
    const { items } = await notifications.list(anna, { limit: 1 });
    await notifications.markRead(anna, items[0]?.id ?? 0);
    await tell(change('e.odt', 4));
    assert.deepEqual((await titles(anna)).length, 2);
    await notifications.removeAll(anna);
  });

  test('about what one may not see any more are gone, also from mail', async () => {
    await notifications.choose(anna, 'tests.changed', 'digest');
    await tell(greeting(anna, 'node:18'), { ...change('x', 4), subject: 'node:18' }, greeting(anna));
    const before_ = await notifications.list(anna, { limit: 1 });
    assert.deepEqual([before_.unread, before_.more], [3, true]);
    hidden.add(18);
    const page = await notifications.list(anna, { limit: 1 });
    assert.deepEqual([page.unread, page.more, page.items[0]?.subject], [1, false, 'person:9']);
    const digests = async () => (await mailTo(anna)).filter(({ kind }) => kind === 'notifications.digest').length;
    const had = await digests();
    await tell({ ...change('y', 4), subject: 'node:18' }, { ...change('z', 4, bob) });
    await jobs.enqueue(db, 'notifications.digest', {});
    await until(async () => (await mailTo(bob)).some(({ kind }) => kind === 'notifications.digest'));
    assert.equal(await digests(), had);
    await db.transaction((tx) => notifications.withdraw(tx, 'person:9'));
    assert.deepEqual(await titles(anna), []);
  });

  test('are pruned when they are old, and forgotten with the person', async () => {
    await tell(greeting(bob));
    offset = 31 * 24 * 3_600_000;
    const { items } = await notifications.list(bob, { limit: 50 });
    for (const { id } of items) await notifications.markRead(bob, id);
    await jobs.enqueue(db, 'notifications.tidy', {});
    await until(async () => (await titles(bob)).length === 0);
    await tell(greeting(bob), greeting(anna), { ...change('Notiz von Karl Weiß.odt', 4, bob) }, change('y', 4));
    await notifications.choose(anna, 'tests.greeted', 'off');
    const who = { personId: 9, names: ['Karl Weiß'], addresses: [] };
    await db.transaction((tx) => notifications.forget(tx, who));
    assert.deepEqual([await titles(bob), (await titles(anna)).length], [[], 1]);
    await db.transaction((tx) => notifications.forget(tx, { personId: anna, names: [], addresses: [] }));
    assert.deepEqual(await notifications.dataOf(anna), { choices: {}, items: [] });
  });

  test('over HTTP are one’s own alone', async () => {
    await tell(greeting(anna), { ...greeting(bob) });
    const [theirs] = (await notifications.list(bob, { limit: 1 })).items;
    const listed = await ask(anna, 'GET', '?limit=1');
    const { unread, items } = listed.json as { unread: number; items: { id: number; at: number; text: string }[] };
    const [mine] = items;
    assert.deepEqual([listed.status, unread, mine?.text], [200, 1, 'Guten Morgen']);
    for (const id of [theirs?.id, 99_999]) {
      for (const [method, path] of [
        ['POST', `/${id}/read`],
        ['DELETE', `/${id}`],
      ] as const) {
        const { status, json } = await ask(anna, method, path);
        assert.deepEqual([status, json['code']], [404, 'notifications.not_found']);
      }
    }
    assert.equal((await ask(anna, 'POST', `/${mine?.id}/read`)).status, 204);
    assert.equal((await ask(anna, 'GET', '?show=unread')).json['items']['length'], 0);
    assert.equal((await ask(bob, 'POST', '/read', { upTo: (theirs?.at ?? 0) - 1 })).status, 204);
    assert.equal((await notifications.list(bob, { limit: 1 })).unread, 1);
    assert.equal((await ask(bob, 'POST', '/read', { upTo: theirs?.at })).status, 204);
    assert.equal((await notifications.list(bob, { limit: 1 })).unread, 0);
    assert.equal((await ask(anna, 'DELETE', `/${mine?.id}`)).status, 204);
    assert.equal((await ask(bob, 'DELETE', '')).status, 204);
    assert.deepEqual([await titles(anna), await titles(bob)], [[], []]);
  });

  test('may be mailed as each person likes it', async () => {
    const { json } = await ask(bob, 'GET', '/preferences');
    assert.deepEqual(json['items'], [
      { kind: 'tests.greeted', label: 'Somebody greets me', mail: 'at-once' },
      { kind: 'tests.changed', label: 'Something changes', mail: 'digest' },
    ]);
    const off = await ask(bob, 'PUT', '/preferences/tests.greeted', { mail: 'off' });
    assert.deepEqual([off.status, off.json['mail']], [200, 'off']);
    const sent = (await mailTo(bob)).length;
    await tell(greeting(bob), { ...greeting(anna), personId: anna });
    await until(async () => (await mailTo(anna)).some(({ createdAt }) => createdAt >= Date.now() + offset - 5_000));
    assert.equal((await mailTo(bob)).length, sent);
    const unknown = await ask(bob, 'PUT', '/preferences/tests.nothing', { mail: 'off' });
    assert.deepEqual([unknown.status, unknown.json['code']], [404, 'notifications.kind_not_found']);
    for (const [method, path, body] of [
      ['PUT', '/preferences/tests.greeted', { mail: 'hourly' }],
      ['GET', '?limit=0', undefined],
      ['GET', '?afterAt=x', undefined],
      ['POST', '/0/read', {}],
      ['POST', '/read', {}],
    ] as const) {
      const bad = await ask(bob, method, path, body);
      assert.deepEqual([path, bad.status, bad.json['code']], [path, 400, 'http.invalid_input']);
      assert.equal((await ask(99, method, path, body)).status >= 400, true);
    }
    assert.equal((await ask(99, 'GET', '')).status, 401);
  });
});
