import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { basic, startAuth } from './auth-fixture.ts';

describe('an app password with a scope', () => {
  it('reaches what it was made for, until its last day', async () => {
    await using it_ = await startAuth();
    const cookie = await it_.signIn('anna');
    const make = async (body: object) => {
      const answer = await it_.ask('POST', '/api/v1/me/app-passwords', { cookie, body: { label: 'x', ...body } });
      return { status: answer.status, code: answer.json.code, header: basic('anna', String(answer.json['token'])) };
    };
    const everything = await make({});
    const calendar = await make({ scopes: ['calendar', 'contacts'] });
    const soonOver = await make({ scopes: ['files'], expiresAt: it_.clock.now() + 60_000 });
    const files = async (authorization: string) => {
      const { status, json } = await it_.ask('GET', '/files', { authorization });
      return [status, json.code];
    };
    assert.deepEqual(await files(everything.header), [200, undefined]);
    assert.deepEqual(await files(soonOver.header), [200, undefined]);
    assert.deepEqual(await files(calendar.header), [403, 'auth.scope_missing']);
    assert.equal((await it_.ask('GET', '/who', { authorization: calendar.header })).status, 200);
    assert.equal((await it_.ask('GET', '/files', { cookie })).status, 200);
    it_.clock.move(120_000);
    assert.deepEqual(await files(soonOver.header), [401, 'auth.not_signed_in']);

    const { json } = await it_.ask('GET', '/api/v1/me/app-passwords', { cookie });
    const scopes = (json['items'] as { scopes: string[] }[]).map((item) => item.scopes);
    assert.deepEqual(scopes, [['files'], ['calendar', 'contacts'], ['files', 'calendar', 'contacts']]);
  });

  it('is not made for nothing, for what is unknown, or for the past', async () => {
    await using it_ = await startAuth();
    const cookie = await it_.signIn('anna');
    for (const [body, code] of [
      [{ scopes: [] }, 'http.invalid_input'],
      [{ scopes: ['everything'] }, 'http.invalid_input'],
      [{ scopes: ['files', 'files'] }, 'http.invalid_input'],
      [{ expiresAt: it_.clock.now() - 1 }, 'auth.invalid_expiry'],
    ] as const) {
      const asked = { cookie, body: { label: 'x', ...body } };
      const answer = await it_.ask('POST', '/api/v1/me/app-passwords', asked);
      assert.deepEqual([answer.status, answer.json.code], [400, code]);
    }
  });
});
