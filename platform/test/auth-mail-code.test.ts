import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { rightPassword, startAuth } from './auth-fixture.ts';
import type { Answer, AuthFixture } from './auth-fixture.ts';

const minute = 60_000;
let it_: AuthFixture;
before(async () => {
  it_ = await startAuth();
  it_.people.change('clara', { role: 'guest', mailCode: true });
});
after(() => it_[Symbol.asyncDispose]());

const code = ({ status, json }: Answer) => [status, json.code];
const cookies = (answer: Answer) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0]!)
    .join('; ');

/** As a browser asks; `sent` is the code in the mail, if there was one. */
async function ask(login: string, own = it_) {
  const since = own.told.length;
  const answer = await own.ask('POST', '/api/v1/sign-in/mail-code', { body: { login } });
  assert.equal(answer.status, 202, answer.text);
  await own.auth.followUp();
  const message = own.told.slice(since).find(({ kind }) => kind === 'mail-code');
  const sent = message?.kind === 'mail-code' ? message.facts.code : undefined;
  return { token: String(answer.json['token']), cookie: cookies(answer), sent, answer };
}

const show = (token: string, typed: string, cookie?: string, own = it_) =>
  own.ask('POST', '/api/v1/sign-in/mail-code/confirm', {
    ...(cookie === undefined ? {} : { cookie }),
    body: { token, code: typed },
  });

const wrongOf = (sent: string) => String((Number(sent) + 1) % 100_000_000).padStart(8, '0');

describe('a code by mail', () => {
  it('lets a guest in, by login or address, once, with spaces or without', async () => {
    for (const login of ['clara', 'Clara@Amt.example']) {
      const { token, cookie, sent } = await ask(login);
      assert.match(sent!, /^\d{8}$/);
      const answer = await show(token, `${sent!.slice(0, 4)} ${sent!.slice(4)}`, cookie);
      assert.equal(answer.status, 200, answer.text);
      const session = cookies(answer);
      assert.equal((await it_.ask('GET', '/who', { cookie: session })).json['login'], 'clara');
      const { json } = await it_.ask('GET', '/api/v1/me/sessions', { cookie: session });
      const current = (json['items'] as { current: boolean; methods: string[] }[]).find((each) => each.current);
      assert.deepEqual(current?.methods, ['mail-code']);
      assert.deepEqual(code(await show(token, sent!, cookie)), [401, 'auth.step_ended']);
    }
  });

  it('says nothing about who exists, nor who may sign in so', async () => {
    it_.people.change('bernd', { role: 'guest', mailCode: true, disabled: true });
    const answers = new Set<string>();
    for (const login of ['clara', 'anna', 'bernd', 'niemand', 'niemand@amt.example']) {
      const { token, cookie, sent, answer } = await ask(login);
      assert.equal(sent !== undefined, login === 'clara', login);
      const tries = [];
      for (let count = 0; count < 6; count += 1) tries.push(await show(token, '00000000', cookie));
      const said = [answer, ...tries].map(({ status, json, headers }) =>
        [status, json.code, Object.keys(json), [...headers.keys()]].join(' '),
      );
      answers.add(said.join('\n'));
      assert.deepEqual(code(tries[4]!), [403, 'auth.wrong_code']);
      assert.deepEqual(code(tries[5]!), [401, 'auth.step_ended']);
    }
    assert.equal(answers.size, 1, [...answers].join('\n\n'));
    it_.people.change('bernd', { role: 'member', mailCode: false, disabled: false });
  });

  it('has five tries and ten minutes', async () => {
    const used = await ask('clara');
    for (let count = 0; count < 5; count += 1) {
      assert.deepEqual(code(await show(used.token, wrongOf(used.sent!), used.cookie)), [403, 'auth.wrong_code']);
    }
    assert.deepEqual(code(await show(used.token, used.sent!, used.cookie)), [401, 'auth.step_ended']);
    it_.clock.move(61 * minute);
    const late = await ask('clara');
    it_.clock.move(11 * minute);
    assert.deepEqual(code(await show(late.token, late.sent!, late.cookie)), [401, 'auth.step_ended']);
  });

  it('belongs to the browser and to the question', async () => {
    const mine = await ask('clara');
    const other = await ask('clara');
    for (const cookie of [undefined, `lc_step=${'x'.repeat(43)}`, other.cookie]) {
      assert.deepEqual(code(await show(mine.token, mine.sent!, cookie)), [401, 'auth.step_ended']);
    }
    assert.deepEqual(code(await show(mine.token, other.sent!, mine.cookie)), [403, 'auth.wrong_code']);
    assert.equal((await show(mine.token, mine.sent!, mine.cookie)).status, 200);
  });

  it('of two at once lets one', async () => {
    it_.clock.move(61 * minute);
    const { token, cookie, sent } = await ask('clara');
    const both = await Promise.all([show(token, sent!, cookie), show(token, sent!, cookie)]);
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 401]);
  });

  it('is not in the database, and cannot be worked out from there', async () => {
    const { token, sent } = await ask('clara');
    const rows = await it_.db.query<{ row: string }>('select c::text as row from auth.mail_code c');
    assert.ok(rows.every(({ row }) => !row.includes(token) && !row.includes(sent!)));
  });

  it('is worth a password: what the rules ask besides is asked next', async () => {
    it_.clock.move(61 * minute);
    it_.people.change('clara', { requiredStrength: 'phishing-resistant' });
    const { token, cookie, sent } = await ask('clara');
    const answer = await show(token, sent!, cookie);
    assert.equal(answer.status, 202);
    const step = answer.json['step'] as { kind: string; methods: string[] };
    assert.deepEqual([step.kind, step.methods], ['enrol', ['passkey']]);
    it_.people.change('clara', { requiredStrength: 'password' });
  });

  it('is what guests have who want no second factor: their password takes one besides', async () => {
    await using own = await startAuth();
    own.people.change('anna', { role: 'guest', mailCode: true });
    const body = { login: 'anna', password: rightPassword };
    const answer = await own.ask('POST', '/api/v1/session', { body });
    assert.equal(answer.status, 202, answer.text);
    const step = answer.json['step'] as { kind: string; methods: string[] };
    assert.deepEqual([step.kind, step.methods], ['enrol', ['passkey', 'totp']]);
    const { token, cookie, sent } = await ask('anna', own);
    assert.equal((await show(token, sent!, cookie, own)).status, 200);
  });

  it('ends with the access', async () => {
    it_.clock.move(61 * minute);
    const asked = await ask('clara');
    await it_.auth.endAccess({ kind: 'system', name: 'test' }, 4);
    assert.deepEqual(code(await show(asked.token, asked.sent!, asked.cookie)), [401, 'auth.step_ended']);
    const next = await ask('clara');
    it_.people.change('clara', { disabled: true });
    assert.deepEqual(code(await show(next.token, next.sent!, next.cookie)), [403, 'auth.wrong_code']);
    it_.people.change('clara', { disabled: false });
  });

  it('is no lever: others fill a bounded part of the mailbox, and a browser that was here before still gets one', async () => {
    await using own = await startAuth();
    own.people.change('clara', { role: 'guest', mailCode: true });
    const first = await ask('clara', own);
    const signedIn = await show(first.token, first.sent!, first.cookie, own);
    const device = cookies(signedIn).match(/lc_device=([^;]+)/)![1]!;
    const from = (address: string, more: object = {}) =>
      own.auth.mailCodes.ask('clara', { address, client: 'x', ...more });
    for (let count = 0; count < 50; count += 1) await from(`198.51.${count}.1`);
    await own.auth.followUp();
    const mails = () => own.told.filter(({ kind }) => kind === 'mail-code').length;
    assert.equal(mails(), 30);
    await from('198.51.1.1', { device });
    await own.auth.followUp();
    assert.equal(mails(), 31);
    const guesses = Array.from({ length: 6 }, () => from('192.0.2.1'));
    await assert.rejects(Promise.all(guesses), { code: 'auth.too_many_attempts' });
  });

  it('refuses what is none', async () => {
    for (const body of [
      {},
      { token: 'x'.repeat(43) },
      { token: 'kurz', code: '1' },
      { token: 'x'.repeat(43), code: '' },
    ]) {
      assert.equal((await it_.ask('POST', '/api/v1/sign-in/mail-code/confirm', { body })).status, 400);
    }
    assert.deepEqual(code(await show('x'.repeat(43), '12345678')), [401, 'auth.step_ended']);
  });
});
