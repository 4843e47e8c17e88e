import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { administratorPassword, rightPassword, startAuth } from './auth-fixture.ts';
import type { Answer, AuthFixture } from './auth-fixture.ts';

const minute = 60_000;
const nextPassword = 'Rote Beete am Abend';

let it_: AuthFixture;
before(async () => {
  it_ = await startAuth();
});
after(() => it_[Symbol.asyncDispose]());

/** What was sent since, once everything that was asked for is done. */
async function sent(since: number) {
  await it_.auth.followUp();
  return it_.told.slice(since);
}

const code = ({ status, json }: Answer) => [status, json.code];
const ask = (login: string) => it_.ask('POST', '/api/v1/sign-in/reset', { body: { login } });
const confirm = (token: string, password: string) =>
  it_.ask('POST', '/api/v1/sign-in/reset/confirm', { body: { token, password } });

async function tokenFor(login: string): Promise<string> {
  it_.clock.move(11 * minute);
  const since = it_.told.length;
  assert.equal((await ask(login)).status, 202);
  const [message] = await sent(since);
  assert.ok(message?.kind === 'password-reset', message?.kind ?? 'nothing was sent');
  return message.facts.token;
}

describe('asking for a new password', () => {
  it('answers everybody the same, and writes to who is there', async () => {
    it_.people.change('bernd', { disabled: true });
    const since = it_.told.length;
    const answers = [];
    for (const login of ['anna', 'ANNA ', 'anna@amt.example', 'niemand', 'niemand@amt.example', 'bernd', '%']) {
      const { status, text, headers } = await ask(login);
      answers.push(`${status} ${text} ${[...headers.keys()].join()}`);
    }
    assert.deepEqual(new Set(answers).size, 1, answers.join('\n'));
    const messages = await sent(since);
    // one link is enough for a while
    assert.deepEqual(
      messages.map(({ kind, personId }) => [kind, personId]),
      [['password-reset', 2]],
    );
    it_.people.change('bernd', { disabled: false });
  });

  it('writes one row before the answer, whoever is named, and looks nobody up', async () => {
    const before = it_.people.lookUps;
    const rows = async () => (await it_.db.query('select 1 from auth.account_request')).length;
    for (const [at, login] of ['anna', 'niemand'].entries()) {
      await it_.auth.resets.ask(login, { address: '192.0.2.7', client: 'x' });
      assert.equal(await rows(), at + 1);
    }
    assert.equal(it_.people.lookUps, before);
    await it_.auth.followUp();
    assert.equal(await rows(), 0);
  });

  it('takes as long for who is not there', async () => {
    await using own = await startAuth();
    const medianOf = async (login: string) => {
      const times: number[] = [];
      for (let count = 0; count < 40; count += 1) {
        const begin = performance.now();
        await own.auth.resets.ask(login, { address: `198.51.${count}.1`, client: 'x' });
        times.push(performance.now() - begin);
      }
      return times.toSorted((a, b) => a - b)[20]!;
    };
    await medianOf('warm');
    const [known, unknown] = [await medianOf('anna'), await medianOf('niemand')];
    assert.ok(Math.max(known, unknown) < 3 * Math.min(known, unknown) + 1, `${known} ms, ${unknown} ms`);
  });

  it('is bounded by login and address; neither keeps the person from a link', async () => {
    await using own = await startAuth();
    const from = (address: string) => own.auth.resets.ask('anna', { address, client: 'x' });
    for (let count = 0; count < 5; count += 1) await from('192.0.2.1');
    await assert.rejects(from('192.0.2.1'), { code: 'auth.too_many_attempts' });
    await own.auth.followUp();
    assert.equal(own.told.length, 1);
    // anna herself, elsewhere, a little later: what others did does not matter
    own.clock.move(11 * minute);
    await from('203.0.113.9');
    await own.auth.followUp();
    assert.equal(own.told.length, 2);
  });

  it('tells whom the organisation’s provider signs in to go there', async () => {
    it_.clock.move(11 * minute);
    it_.people.change('bernd', { byProvider: true });
    const since = it_.told.length;
    await ask('bernd');
    assert.deepEqual(
      (await sent(since)).map(({ kind }) => kind),
      ['password-elsewhere'],
    );
    it_.people.change('bernd', { byProvider: false });
  });

  it('refuses what is no question', async () => {
    for (const body of [{}, { login: '' }, { login: 7 }, { login: 'a'.repeat(300) }, { login: 'anna', more: 1 }, []]) {
      assert.equal((await it_.ask('POST', '/api/v1/sign-in/reset', { body })).status, 400, JSON.stringify(body));
    }
    const headers = { 'sec-fetch-site': 'cross-site' };
    const foreign = await it_.ask('POST', '/api/v1/sign-in/reset', { headers, body: { login: 'anna' } });
    assert.deepEqual(code(foreign), [403, 'auth.cross_site']);
  });

  it('is done after all where the server was stopped in between', async () => {
    it_.clock.move(11 * minute);
    const since = it_.told.length;
    await it_.auth.resets.ask('anna', { address: '192.0.2.8', client: 'x' });
    await it_.auth.tidy();
    assert.equal(it_.told.length, since + 1);
  });
});

describe('the link for a new password', () => {
  it('says whose it is, changes the password once, and ends every session and app password', async () => {
    const session = await it_.signIn('anna');
    const { token: appPassword } = await it_.auth.appPasswords.createFor(
      { kind: 'system', name: 'test' },
      2,
      'Notebook',
    );
    const authorization = `Bearer ${appPassword}`;
    assert.equal((await it_.ask('GET', '/who', { authorization })).status, 200);
    const token = await tokenFor('anna');
    const looked = await it_.ask('POST', '/api/v1/sign-in/reset/look', { body: { token } });
    assert.deepEqual(looked.json, { login: 'anna', minimum: 12 });
    const since = it_.told.length;
    const done = await confirm(token, nextPassword);
    assert.equal(done.status, 204, done.text);
    assert.deepEqual(done.headers.getSetCookie(), []);
    assert.deepEqual(
      it_.told.slice(since).map(({ kind }) => kind),
      ['password-changed'],
    );
    assert.equal((await it_.ask('GET', '/who', { cookie: session })).status, 401);
    assert.equal((await it_.ask('GET', '/who', { authorization })).status, 401);
    await it_.signIn('anna', nextPassword);
    await assert.rejects(it_.signIn('anna', rightPassword));
    for (const path of ['look', 'confirm']) {
      const body = { token, ...(path === 'confirm' ? { password: 'Noch ein anderes Wort 7' } : {}) };
      const replayed = await it_.ask('POST', `/api/v1/sign-in/reset/${path}`, { body });
      assert.deepEqual(code(replayed), [404, 'auth.reset_ended']);
    }
  });

  it('is not in the database', async () => {
    const token = await tokenFor('anna');
    const rows = await it_.db.query<{ row: string }>('select r::text as row from auth.password_reset r');
    assert.ok(rows.length > 0 && rows.every(({ row }) => !row.includes(token)));
  });

  it('holds half an hour', async () => {
    const token = await tokenFor('anna');
    it_.clock.move(29 * minute);
    assert.equal((await it_.ask('POST', '/api/v1/sign-in/reset/look', { body: { token } })).status, 200);
    it_.clock.move(2 * minute);
    assert.deepEqual(code(await confirm(token, nextPassword)), [404, 'auth.reset_ended']);
  });

  it('of two at once lets one', async () => {
    const token = await tokenFor('anna');
    const both = await Promise.all(
      ['Erstes Wort am Montag 1', 'Zweites Wort am Montag 2'].map((each) => confirm(token, each)),
    );
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [204, 404]);
  });

  it('still holds after a password that is refused', async () => {
    const token = await tokenFor('bernd');
    const refused = { kurz: 'auth.password_too_short', aaaaaaaaaaaaaaa: 'auth.password_too_simple' };
    for (const [password, expected] of Object.entries(refused)) {
      assert.deepEqual(code(await confirm(token, password)), [400, expected]);
    }
    await it_.signIn('bernd');
    assert.equal((await confirm(token, nextPassword)).status, 204);
  });

  it('asks administrators for a longer one', async () => {
    const token = await tokenFor('admin');
    const { json } = await it_.ask('POST', '/api/v1/sign-in/reset/look', { body: { token } });
    assert.equal(json['minimum'], 16);
    assert.deepEqual(code(await confirm(token, 'Kurz genug 12!')), [400, 'auth.password_too_short']);
    assert.equal((await confirm(token, `${administratorPassword}!`)).status, 204);
  });

  it('is worth nothing once the password was changed, or the person is disabled or signed in elsewhere', async () => {
    const ended = async (token: string) =>
      assert.deepEqual(code(await confirm(token, 'Wieder ein neues Wort 8')), [404, 'auth.reset_ended']);
    const changed = await tokenFor('anna');
    await it_.auth.setPassword({ kind: 'system', name: 'test' }, 2, rightPassword);
    await ended(changed);
    for (const change of [{ disabled: true }, { byProvider: true }]) {
      const token = await tokenFor('bernd');
      it_.people.change('bernd', change);
      await ended(token);
      it_.people.change('bernd', { disabled: false, byProvider: false });
    }
  });

  it('leaves the second factor, which is asked for as before', async () => {
    await using own = await startAuth();
    const cookie = await own.signIn('anna');
    await own.db.query(
      `insert into auth.totp (person_id, name, secret, created_at, confirmed_at) values (2, 'Telefon', '', now(), now())`,
    );
    assert.ok(cookie);
    await own.auth.resets.ask('anna', { address: '192.0.2.1', client: 'x' });
    await own.auth.followUp();
    const message = own.told.find(({ kind }) => kind === 'password-reset');
    assert.ok(message?.kind === 'password-reset');
    const body = { token: message.facts.token, password: nextPassword };
    assert.equal((await own.ask('POST', '/api/v1/sign-in/reset/confirm', { body })).status, 204);
    const signIn = await own.ask('POST', '/api/v1/session', { body: { login: 'anna', password: nextPassword } });
    assert.equal(signIn.status, 202, signIn.text);
    assert.equal((signIn.json['step'] as { kind: string }).kind, 'second-factor');
  });

  it('is not guessed, and bad ones are refused', async () => {
    for (const token of ['x'.repeat(43)]) {
      assert.deepEqual(code(await confirm(token, nextPassword)), [404, 'auth.reset_ended']);
    }
    for (const token of ['', 'kurz', 7, null]) assert.equal((await confirm(token as string, nextPassword)).status, 400);
  });
});
