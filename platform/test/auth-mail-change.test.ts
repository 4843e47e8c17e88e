import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { rightPassword, startAuth } from './auth-fixture.ts';
import type { Answer, AuthFixture } from './auth-fixture.ts';

const minute = 60_000;
let it_: AuthFixture;
before(async () => {
  it_ = await startAuth();
});
after(() => it_[Symbol.asyncDispose]());

const code = ({ status, json }: Answer) => [status, json.code];
const change = (cookie: string | undefined, email: unknown) =>
  it_.ask('POST', '/api/v1/me/email', { ...(cookie === undefined ? {} : { cookie }), body: { email } });
const confirm = (cookie: string | undefined, token: string) =>
  it_.ask('POST', '/api/v1/me/email/confirm', { ...(cookie === undefined ? {} : { cookie }), body: { token } });

async function tokenFor(cookie: string, email: string): Promise<string> {
  const since = it_.told.length;
  const answer = await change(cookie, email);
  assert.equal(answer.status, 202, answer.text);
  const [message] = it_.told.slice(since);
  assert.ok(message?.kind === 'mail-change');
  assert.equal(message.facts.email, email);
  return message.facts.token;
}

describe('another mail address', () => {
  it('is kept once who reads it has said so, and the one before is told', async () => {
    const cookie = await it_.signIn('anna');
    const token = await tokenFor(cookie, 'neu@amt.example');
    const waiting = await it_.ask('GET', '/api/v1/me/email', { cookie });
    assert.equal(waiting.json['email'], 'anna@amt.example');
    assert.equal((waiting.json['waiting'] as { email: string }).email, 'neu@amt.example');
    const since = it_.told.length;
    assert.equal((await confirm(cookie, token)).status, 204);
    assert.equal(it_.people.emails.get('anna'), 'neu@amt.example');
    assert.deepEqual(
      it_.told.slice(since).map(({ kind, facts }) => [kind, facts]),
      [['mail-changed', { before: 'anna@amt.example', email: 'neu@amt.example' }]],
    );
    assert.deepEqual(code(await confirm(cookie, token)), [404, 'auth.mail_change_ended']);
    assert.equal((await it_.ask('GET', '/api/v1/me/email', { cookie })).json['waiting'], null);
  });

  it('says nothing about whose it is', async () => {
    const cookie = await it_.signIn('anna');
    const [theirs, nobodys] = [await change(cookie, 'bernd@amt.example'), await change(cookie, 'frei@amt.example')];
    assert.deepEqual([theirs.status, theirs.text], [nobodys.status, nobodys.text]);
  });

  it('is asked for by who has just proven who they are, in a browser', async () => {
    assert.deepEqual(code(await change(undefined, 'x@amt.example')), [401, 'auth.not_signed_in']);
    assert.deepEqual(code(await confirm(undefined, 'x'.repeat(43))), [401, 'auth.not_signed_in']);
    const { token } = await it_.auth.appPasswords.createFor({ kind: 'system', name: 'test' }, 2, 'Notebook');
    const asked = await it_.ask('POST', '/api/v1/me/email', {
      headers: { authorization: `Bearer ${token}` },
      body: { email: 'x@amt.example' },
    });
    assert.deepEqual(code(asked), [403, 'auth.session_required']);
    const cookie = await it_.signIn('bernd');
    it_.clock.move(16 * minute);
    assert.deepEqual(code(await change(cookie, 'x@amt.example')), [403, 'auth.step_up_required']);
  });

  it('is nobody else’s to confirm, and ends after an hour, by a newer one and with the password', async () => {
    const [anna, bernd] = [await it_.signIn('anna'), await it_.signIn('bernd')];
    const first = await tokenFor(bernd, 'eins@amt.example');
    assert.deepEqual(code(await confirm(anna, first)), [404, 'auth.mail_change_ended']);
    const second = await tokenFor(bernd, 'zwei@amt.example');
    assert.deepEqual(code(await confirm(bernd, first)), [404, 'auth.mail_change_ended']);
    it_.clock.move(61 * minute);
    assert.deepEqual(code(await confirm(bernd, second)), [404, 'auth.mail_change_ended']);
    const third = await tokenFor(await it_.signIn('bernd'), 'drei@amt.example');
    await it_.auth.setPassword({ kind: 'system', name: 'test' }, 3, rightPassword);
    assert.deepEqual(code(await confirm(await it_.signIn('bernd'), third)), [404, 'auth.mail_change_ended']);
    assert.equal(it_.people.emails.get('bernd'), 'bernd@amt.example');
  });

  it('takes the worth of a link for a new password that went to the one before', async () => {
    const cookie = await it_.signIn('bernd');
    const since = it_.told.length;
    await it_.auth.resets.ask('bernd', { address: '192.0.2.1', client: 'x' });
    await it_.auth.followUp();
    const message = it_.told.slice(since).find(({ kind }) => kind === 'password-reset');
    assert.ok(message?.kind === 'password-reset');
    assert.equal((await confirm(cookie, await tokenFor(cookie, 'sicher@amt.example'))).status, 204);
    const body = { token: message.facts.token, password: 'Ganz ein neues Wort 5' };
    const used = await it_.ask('POST', '/api/v1/sign-in/reset/confirm', { body });
    assert.deepEqual(code(used), [404, 'auth.reset_ended']);
  });

  it('fills nobody’s mailbox', async () => {
    const cookie = await it_.signIn('admin');
    const codes = [];
    for (let count = 0; count < 7; count += 1) codes.push((await change(cookie, `opfer@amt.example`)).status);
    assert.deepEqual(codes.slice(0, 5), [202, 202, 202, 202, 202]);
    assert.ok(codes.includes(429), codes.join());
  });
});
