import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import { cookieOf, rightPassword, startAuth } from './auth-fixture.ts';
import type { Answer, AuthFixture } from './auth-fixture.ts';

const minute = 60_000;
const password = { login: 'anna', password: rightPassword };

/** Everything that a browser would send back. */
function cookies(answer: Answer): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0]!)
    .join('; ');
}

interface Step {
  readonly token: string;
  readonly kind: string;
  readonly methods: string[];
}
const stepOf = (answer: Answer) => answer.json['step'] as Step;

function codeOf(it_: AuthFixture, secret: string): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: it_.clock.now() });
}

async function enrol(it_: AuthFixture, cookie: string) {
  const begun = await it_.ask('POST', '/api/v1/me/factors/totp', { cookie, body: { name: 'Telefon' } });
  assert.equal(begun.status, 201, begun.text);
  const { id, secret, uri } = begun.json as unknown as { id: number; secret: string; uri: string };
  assert.match(uri, /^otpauth:\/\/totp\/Landescloud:anna\?/);
  const body = { code: codeOf(it_, secret) };
  const confirmed = await it_.ask('POST', `/api/v1/me/factors/totp/${id}/confirm`, { cookie, body });
  assert.equal(confirmed.status, 200, confirmed.text);
  return { id, secret, codes: confirmed.json['recoveryCodes'] as string[], cookie: cookieOf(confirmed) };
}

async function begin(it_: AuthFixture) {
  const answer = await it_.ask('POST', '/api/v1/session', { body: password });
  assert.equal(answer.status, 202, answer.text);
  assert.ok(!answer.headers.getSetCookie().some((cookie) => cookie.startsWith('lc_session=')));
  return { step: stepOf(answer), cookie: cookies(answer) };
}

const show = (it_: AuthFixture, cookie: string | undefined, body: object) =>
  it_.ask('POST', '/api/v1/session/second-factor', { ...(cookie === undefined ? {} : { cookie }), body });

describe('a second factor by codes', () => {
  it('is asked for before there is a session; each code counts once', async () => {
    await using it_ = await startAuth();
    const { secret } = await enrol(it_, await it_.signIn('anna'));
    it_.clock.move(minute);
    const { step, cookie } = await begin(it_);
    assert.deepEqual([step.kind, step.methods], ['second-factor', ['totp', 'recovery-code']]);
    assert.equal((await it_.ask('GET', '/who', { cookie })).status, 401);

    const code = codeOf(it_, secret);
    const right = await show(it_, cookie, { token: step.token, method: 'totp', code });
    assert.equal(right.status, 200, right.text);
    const signedIn = cookieOf(right);
    assert.equal((await it_.ask('GET', '/who', { cookie: signedIn })).status, 200);
    const { json } = await it_.ask('GET', '/api/v1/me/sessions', { cookie: signedIn });
    const current = (json['items'] as { current: boolean; methods: string[] }[]).find((item) => item.current);
    assert.deepEqual(current?.methods, ['password', 'totp']);

    const next = await begin(it_);
    const replayed = await show(it_, next.cookie, { token: next.step.token, method: 'totp', code });
    assert.deepEqual([replayed.status, replayed.json.code], [403, 'auth.wrong_code']);
    const usedUp = await show(it_, cookie, { token: step.token, method: 'totp', code });
    assert.deepEqual([usedUp.status, usedUp.json.code], [401, 'auth.step_ended']);
  });

  it('takes the step before and after, no other', async () => {
    await using it_ = await startAuth();
    const { secret } = await enrol(it_, await it_.signIn('anna'));
    const at = (offset: number) =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: it_.clock.now() + offset });
    it_.clock.move(5 * minute);
    for (const [offset, status] of [
      [-2 * minute, 403],
      [2 * minute, 403],
      [-30_000, 200],
      [30_000, 200],
    ] as const) {
      const { step, cookie } = await begin(it_);
      const answer = await show(it_, cookie, { token: step.token, method: 'totp', code: at(offset) });
      assert.equal(answer.status, status, `${offset}: ${answer.text}`);
    }
  });

  it('is worth nothing to who has the token in another browser', async () => {
    await using it_ = await startAuth();
    const { secret } = await enrol(it_, await it_.signIn('anna'));
    it_.clock.move(minute);
    const { step } = await begin(it_);
    const body = { token: step.token, method: 'totp', code: codeOf(it_, secret) };
    for (const cookie of [undefined, `lc_step=${'x'.repeat(43)}`, cookies(await it_.ask('GET', '/who'))]) {
      const answer = await show(it_, cookie || undefined, body);
      assert.deepEqual([answer.status, answer.json.code], [401, 'auth.step_ended']);
    }
  });

  it('cannot be guessed: five tries a sign-in, then longer and longer waits; the owner hears of it', async () => {
    await using it_ = await startAuth();
    await enrol(it_, await it_.signIn('anna'));
    const { step, cookie } = await begin(it_);
    const codes: unknown[] = [];
    for (let count = 0; count < 6; count += 1) {
      codes.push((await show(it_, cookie, { token: step.token, method: 'totp', code: '000000' })).json.code);
    }
    assert.deepEqual(codes, [...Array.from({ length: 5 }, () => 'auth.wrong_code'), 'auth.step_ended']);
    assert.ok(it_.told.some(({ kind }) => kind === 'second-factor-guessed'));
    const again = await begin(it_);
    const answer = await show(it_, again.cookie, { token: again.step.token, method: 'totp', code: '000000' });
    assert.deepEqual([answer.status, answer.json.code], [429, 'auth.too_many_attempts']);
  });

  it('ends with its ten minutes, and with the password', async () => {
    await using it_ = await startAuth();
    const { secret } = await enrol(it_, await it_.signIn('anna'));
    it_.clock.move(minute);
    const late = await begin(it_);
    it_.clock.move(10 * minute + 1);
    const tooLate = await show(it_, late.cookie, {
      token: late.step.token,
      method: 'totp',
      code: codeOf(it_, secret),
    });
    assert.equal(tooLate.status, 401);
    const { step, cookie } = await begin(it_);
    await it_.auth.setPassword({ kind: 'system', name: 'test' }, 2, 'Blaue Stunde am Abend');
    const ended = await show(it_, cookie, { token: step.token, method: 'totp', code: codeOf(it_, secret) });
    assert.deepEqual([ended.status, ended.json.code], [401, 'auth.step_ended']);
  });

  it('lies in the database sealed, and opens for its own row alone', async () => {
    await using it_ = await startAuth();
    const { secret } = await enrol(it_, await it_.signIn('anna'));
    const [row] = await it_.db.query<{ id: number; secret: Buffer }>('select id, secret from auth.totp');
    assert.ok(!row!.secret.includes(Buffer.from(Secret.fromBase32(secret).bytes)));
    assert.throws(() => it_.secrets.open(row!.secret, `totp 3 ${row!.id}`));
  });
});

describe('recovery codes', () => {
  it('sign in once each, of two at once exactly one, and the person is told', async () => {
    await using it_ = await startAuth();
    const { codes } = await enrol(it_, await it_.signIn('anna'));
    assert.equal(new Set(codes).size, 10);
    const one = await begin(it_);
    const other = await begin(it_);
    const answers = await Promise.all(
      [one, other].map(({ step, cookie }) =>
        show(it_, cookie, { token: step.token, method: 'recovery-code', code: codes[0]!.toUpperCase() }),
      ),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 403]);
    assert.deepEqual(
      it_.told.filter(({ kind }) => kind === 'recovery-code-used').map(({ facts }) => facts),
      [{ left: 9 }],
    );
  });

  it('are made anew by who has just proven who they are; the old ones are worth nothing', async () => {
    await using it_ = await startAuth();
    const { codes, cookie } = await enrol(it_, await it_.signIn('anna'));
    const made = await it_.ask('POST', '/api/v1/me/factors/recovery-codes', { cookie });
    assert.equal(made.status, 201, made.text);
    const { step, cookie: stepCookie } = await begin(it_);
    const old = await show(it_, stepCookie, { token: step.token, method: 'recovery-code', code: codes[1] });
    assert.equal(old.status, 403);
    const [fresh] = made.json['codes'] as string[];
    const answer = await show(it_, stepCookie, { token: step.token, method: 'recovery-code', code: fresh });
    assert.equal(answer.status, 200);
  });
});

describe('what the rules require', () => {
  it('lets who has too little only enrol; then the sign-in is complete', async () => {
    await using it_ = await startAuth();
    it_.people.change('anna', { requiredStrength: 'second-factor' });
    const { step, cookie } = await begin(it_);
    assert.deepEqual([step.kind, step.methods], ['enrol', ['passkey', 'totp']]);
    for (const path of ['/who', '/api/v1/me/factors', '/api/v1/me/sessions']) {
      assert.equal((await it_.ask('GET', path, { cookie })).status, 401);
    }
    const { token } = step;
    const elsewhere = await it_.ask('POST', '/api/v1/me/factors/totp', { body: { token } });
    assert.deepEqual([elsewhere.status, elsewhere.json.code], [401, 'auth.step_ended']);
    const begun = await it_.ask('POST', '/api/v1/me/factors/totp', { cookie, body: { token } });
    const { id, secret } = begun.json as unknown as { id: number; secret: string };
    const confirm = (code: string) =>
      it_.ask('POST', `/api/v1/me/factors/totp/${id}/confirm`, { cookie, body: { token, code } });
    assert.equal((await confirm('000000')).json.code, 'auth.wrong_code');
    const answer = await confirm(codeOf(it_, secret));
    assert.equal(answer.status, 200, answer.text);
    assert.equal((answer.json['person'] as { login: string }).login, 'anna');
    assert.equal((answer.json['recoveryCodes'] as string[]).length, 10);
    assert.equal((await it_.ask('GET', '/who', { cookie: cookieOf(answer) })).status, 200);
  });

  it('keeps the last factor that is required', async () => {
    await using it_ = await startAuth();
    const { id, cookie } = await enrol(it_, await it_.signIn('anna'));
    it_.people.change('anna', { requiredStrength: 'second-factor' });
    const refused = await it_.ask('DELETE', `/api/v1/me/factors/totp/${id}`, { cookie });
    assert.deepEqual([refused.status, refused.json.code], [409, 'auth.factor_required']);
    it_.people.change('anna', { requiredStrength: 'password' });
    assert.equal((await it_.ask('DELETE', `/api/v1/me/factors/totp/${id}`, { cookie })).status, 204);
    assert.equal((await it_.ask('DELETE', `/api/v1/me/factors/totp/${id}`, { cookie })).status, 404);
    await it_.signIn('anna');
  });

  it('lets administrators take away lost factors, and nobody else', async () => {
    await using it_ = await startAuth();
    const { cookie } = await enrol(it_, await it_.signIn('anna'));
    const { personId: _, ...bernd } = (await it_.people.findByLogin('bernd'))!;
    const actor = { kind: 'person', client: 'browser', personId: 3, ...bernd } as const;
    await assert.rejects(it_.auth.factors.reset(actor, 2), { code: 'auth.not_allowed' });
    await assert.rejects(it_.auth.factors.of(actor, 2), { code: 'auth.not_allowed' });
    const system = { kind: 'system', name: 'test' } as const;
    assert.deepEqual(await it_.auth.factors.of(system, 2), {
      password: true,
      totp: 1,
      passkeys: 0,
      recoveryCodes: 10,
    });
    await it_.auth.factors.reset(system, 2);
    assert.equal((await it_.ask('GET', '/who', { cookie })).status, 401);
    await it_.signIn('anna');
  });
});

describe('proving once more who one is', () => {
  it('is asked for after 15 minutes, with the second factor of who has one; the token changes', async () => {
    await using it_ = await startAuth();
    const { secret, cookie } = await enrol(it_, await it_.signIn('anna'));
    const make = (by: string) =>
      it_.ask('POST', '/api/v1/me/app-passwords', { cookie: by, body: { label: 'Notebook' } });
    assert.equal((await make(cookie)).status, 201);
    it_.clock.move(15 * minute + 1000);
    const refused = await make(cookie);
    assert.deepEqual([refused.status, refused.json.code], [403, 'auth.step_up_required']);
    assert.deepEqual(refused.json['details'], { methods: 'totp,recovery-code', enrol: false });

    const prove = (body: object) => it_.ask('POST', '/api/v1/session/step-up', { cookie, body });
    const weak = await prove({ method: 'password', password: rightPassword });
    assert.deepEqual([weak.status, weak.json.code], [403, 'auth.step_up_required']);
    assert.equal((await prove({ method: 'totp', code: '000000' })).json.code, 'auth.wrong_code');
    const proven = await prove({ method: 'totp', code: codeOf(it_, secret) });
    assert.equal(proven.status, 204, proven.text);
    assert.notEqual(cookieOf(proven), cookie);
    assert.equal((await make(cookieOf(proven))).status, 201);
    it_.clock.move(31_000);
    assert.equal((await it_.ask('GET', '/who', { cookie })).status, 401);
  });

  it('takes the password of who has nothing else, and no wrong one', async () => {
    await using it_ = await startAuth();
    const cookie = await it_.signIn('anna');
    it_.clock.move(16 * minute);
    const body = { current: rightPassword, next: 'Blaue Stunde am Abend' };
    const refused = await it_.ask('POST', '/api/v1/me/password', { cookie, body });
    assert.deepEqual(refused.json['details'], { methods: 'password', enrol: false });
    const prove = (typed: string) =>
      it_.ask('POST', '/api/v1/session/step-up', { cookie, body: { method: 'password', password: typed } });
    assert.equal((await prove('falsch')).json.code, 'auth.wrong_password');
    const proven = await prove(rightPassword);
    assert.equal(proven.status, 204);
    const changed = await it_.ask('POST', '/api/v1/me/password', { cookie: cookieOf(proven), body });
    assert.equal(changed.status, 204);
  });
});

describe('signed out, or with an app password', () => {
  it('every address of factors is refused', async () => {
    await using it_ = await startAuth();
    const { token } = await it_.auth.appPasswords.createFor({ kind: 'system', name: 'test' }, 2, 'x');
    const authorization = `Basic ${Buffer.from(`anna:${token}`).toString('base64')}`;
    for (const [method, path, body] of [
      ['GET', '/api/v1/me/factors'],
      ['POST', '/api/v1/me/factors/totp', {}],
      ['POST', '/api/v1/me/factors/totp/1/confirm', { code: '000000' }],
      ['POST', '/api/v1/me/factors/passkey/options', {}],
      ['PATCH', '/api/v1/me/factors/totp/1', { name: 'x' }],
      ['DELETE', '/api/v1/me/factors/passkey/1'],
      ['POST', '/api/v1/me/factors/recovery-codes'],
      ['POST', '/api/v1/session/step-up/options'],
      ['POST', '/api/v1/session/step-up', { method: 'totp', code: '000000' }],
      ['DELETE', '/api/v1/me/sessions'],
    ] as const) {
      const ask = body === undefined ? {} : { body };
      assert.equal((await it_.ask(method, path, ask)).json.code, 'auth.not_signed_in', path);
      assert.equal((await it_.ask(method, path, { ...ask, authorization })).json.code, 'auth.session_required', path);
    }
  });
});
