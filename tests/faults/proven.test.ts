import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startWorld, type World } from '@landescloud/testing';
import { addresses, type Address, type Things } from './addresses.ts';
import { ask, type Answer, type Ask } from './ask.ts';
import { absentThings, makeThings } from './make-things.ts';

/** Where administration changes something. */
const administration =
  /^(POST|PUT|PATCH|DELETE) \/api\/v1\/(organisations|people|groups|sources|guests|mail|spaces|audit)(\/|$)/;
/** What is handed out in bulk, or holds secrets. */
const handedOut = [
  'GET /api/v1/people/export',
  'GET /api/v1/organisations/export',
  'GET /api/v1/groups/export',
  'GET /api/v1/groups/:group/members/export',
  'GET /api/v1/guests/export',
  'GET /api/v1/audit/export',
  'GET /api/v1/mail/:mail',
  'GET /api/v1/me/data',
];
/** About how one signs in oneself. */
const ownSignIn = [
  'POST /api/v1/me/password',
  'POST /api/v1/me/factors/totp',
  'POST /api/v1/me/factors/passkey/options',
  'POST /api/v1/me/factors/passkey',
  'POST /api/v1/me/factors/recovery-codes',
  'DELETE /api/v1/me/factors/:kind/:factor',
  'POST /api/v1/me/app-passwords',
  'POST /api/v1/login-flow/:upload/grant',
];
/** Any member invites, from anywhere in the product: this is no administration. */
const notAsked = ['POST /api/v1/guests'];

const isAsked = (route: string): boolean =>
  (administration.test(route) || handedOut.includes(route) || ownSignIn.includes(route)) && !notAsked.includes(route);

let world: World;
let things: Things;
const cookies = new Map<string, string>();

async function signIn(login: string): Promise<void> {
  const { password } = world.person(login);
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ login, password });
  const answer = await ask(world.url, { method: 'POST', path: '/api/v1/session', headers, body });
  assert.equal(answer.status, 200, answer.text);
  cookies.set(login, String(answer.headers['set-cookie']?.[0]).split(';')[0] ?? '');
}

const as = (login: string | null, request: Ask): Promise<Answer> => {
  const cookie = login === null || request.path.startsWith('/remote.php') ? undefined : cookies.get(login);
  const authorization = login === null ? undefined : world.person(login).authorization;
  const who = cookie === undefined ? { ...(authorization && { authorization }) } : { cookie };
  return ask(world.url, { ...request, headers: { ...who, ...request.headers } });
};

const codeOf = ({ text }: Answer): string => /"code":"([^"]*)"/.exec(text)?.[1] ?? '';

/** Everybody proved who they are an hour ago. */
async function letTimePass(): Promise<void> {
  await world.landescloud.database.query(`update auth.session set proven_at = now() - interval '1 hour'`);
  for (const login of cookies.keys()) {
    world.landescloud.hints.publish('auth.ended', { personId: world.person(login).id });
  }
}

before(async () => {
  world = await startWorld({ seed: 'files', settings: { requestsPerPerson: 0, requestsPerAddress: 0 } });
  for (const login of ['admin', 'anna', 'clara']) await signIn(login);
  things = await makeThings(world, as);
});
after(() => world?.stop());

const recorded = async (): Promise<unknown> =>
  world.landescloud.database.query(
    `select last_value from pg_sequences where schemaname = 'platform' and sequencename = 'outbox_id_seq'`,
  );

describe('who left their browser open', () => {
  test('is asked who they are before anything is administered or handed out', async () => {
    await letTimePass();
    const asked = addresses(things).filter(({ route }) => isAsked(route));
    assert.ok(asked.length > 55, String(asked.length));
    for (const route of [...handedOut, ...ownSignIn])
      assert.ok(
        asked.some((each) => each.route === route),
        route,
      );
    const before = await recorded();
    const wrong: string[] = [];
    for (const address of asked) {
      const answer = await as('admin', address);
      if (answer.status !== 403 || codeOf(answer) !== 'auth.step_up_required') {
        wrong.push(`${address.route}: ${answer.status} ${codeOf(answer)}`);
      }
    }
    assert.deepEqual(wrong, []);
    assert.deepEqual(await recorded(), before, 'something happened all the same');
  });

  test('whoever administers nothing may look after their own guests and spaces without', async () => {
    for (const address of addresses(things).filter(({ route }) => / \/api\/v1\/(guests|spaces)/.test(route))) {
      assert.notEqual(codeOf(await as('clara', address)), 'auth.step_up_required', address.route);
    }
  });

  test('is not asked again for a while', async () => {
    await signIn('admin');
    const asked = addresses(absentThings).filter(({ route }) => isAsked(route) && !route.includes('/me/password'));
    for (const address of asked) {
      assert.notEqual(codeOf(await as('admin', address)), 'auth.step_up_required', address.route);
    }
  });

  test('no program can administer, whatever its app password is for', async () => {
    for (const address of addresses(things).filter(({ route }) => isAsked(route))) {
      const { authorization } = world.person('admin');
      const answer = await ask(world.url, { ...address, headers: { ...address.headers, authorization } });
      assert.equal(codeOf(answer), 'auth.session_required', `${address.route}: ${answer.text}`);
    }
  });
});

describe('an app password that is not for files', () => {
  /** What a program needs to find its way, and nothing of anybody. */
  const open =
    /^(OPTIONS |PROPFIND \/\.well-known|POST \/(index\.php\/)?login\/v2|(GET|HEAD) \/(status\.php|healthz|readyz|metrics|204|index\.php\/204|\.well-known|ocs\/v.\.php\/cloud\/capabilities|api\/v1\/openapi\.json))/;

  /** What an address that nobody can guess opens, it opens to everybody who has it. */
  const byToken = / \/api\/v1\/(public|receipts)\//;

  /** What such a password was made for. */
  const madeFor = / \/api\/v1\/(address-book|contact|calendar)/;

  test('opens no address but what it was made for and what anybody may ask', async () => {
    const { auth } = world.landescloud;
    const { actor } = world.person('anna');
    const { token } = await auth.appPasswords.create(actor, { label: 'Kalender', scopes: ['calendar', 'contacts'] });
    const authorization = `Basic ${Buffer.from(`anna:${token}`).toString('base64')}`;
    const with_ = (address: Address): Promise<Answer> =>
      ask(world.url, { ...address, headers: { ...address.headers, authorization } });
    let closed = 0;
    for (const address of addresses(things)) {
      // ends the app password itself, which it may
      if (address.route.endsWith('/core/apppassword') || byToken.test(address.route)) continue;
      if (madeFor.test(address.route)) continue;
      const answer = await with_(address);
      assert.doesNotMatch(answer.text, /geheim|albrecht|erfurt/i, address.route);
      if (open.test(address.route)) continue;
      closed += 1;
      assert.equal(answer.status, 403, `${address.route}: ${answer.status} ${answer.text.slice(0, 200)}`);
      if (address.method === 'HEAD') continue;
      const isOcs = address.path.startsWith('/ocs/');
      assert.match(answer.text, isOcs ? /<statuscode>403</ : /"auth\.(scope_missing|session_required)"/, address.route);
    }
    assert.ok(closed > 120, String(closed));
    const over = await ask(world.url, {
      method: 'DELETE',
      path: '/ocs/v2.php/core/apppassword',
      headers: { authorization },
    });
    assert.equal(over.status, 200);
    assert.equal((await with_({ route: '', path: '/ocs/v2.php/cloud/user' })).status, 401);
  });
});
