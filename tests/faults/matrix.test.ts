import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Database } from '@landescloud/platform/database';
import { actors, startActorWorld, type ActorName, type ActorWorld } from './actors.ts';
import { addresses, type Address } from './addresses.ts';
import type { Answer } from './ask.ts';
import { davAddresses } from './dav-addresses.ts';
import { expected, type Outcome } from './expectation-kinds.ts';
import { kindOf } from './expectations.ts';

let w: ActorWorld;
let quiet: string;
before(async () => {
  w = await startActorWorld();
  // what everyone has of their own is made when they first look
  for (const actor of actors) await w.as(actor, { path: '/api/v1/nodes/root' });
  const expired = await w.as('guest-expired', { path: '/api/v1/me' });
  assert.equal(expired.status, 401, 'before any job has ended them');
  await w.world.landescloud.guests.tidy();
  quiet = await settled(w.world.landescloud.database);
});
after(() => w?.[Symbol.asyncDispose]());

/** Streams never end by themselves; they have their own tests. */
const every = (of: ActorWorld): Address[] =>
  addresses(of.things).filter(({ route, path }) => path !== '/api/v1/events' && kindOf.has(route));

function outcomeFor(route: string, actor: ActorName): Outcome {
  return expected(kindOf.get(route) ?? assert.fail(route), actor);
}

/** What a refusal says; anything else, an answer as well as an error about the input, means that the actor got through. */
const refusals =
  /^(auth\.(not_signed_in|(session|factor|app_password)_not_found)|(directory|mail|audit|http)\.not_allowed|directory\.(person|group|source|guest|organisation)_not_found|directory\.guests_not_allowed|(mail|notifications)\.not_found|files\.(node|upload|space|version|deletion_list)_not_found|sharing\.(share_not_found|link_(not_found|locked)|handover_not_(found|yours)|request_not_(found|allowed))|collaboration\.comment_not_found|calendar\.(not_found|booking_not_found|question_not_found|room_not_allowed|object_not_found|trash_not_found|undo_not_found|reminder_not_found|import_not_found|guests_own_none)|contacts\.(address_book_not_found|contact_not_found|not_allowed)|files\.(administrator_required|may_not_make_space|organisation_not_administered|no_preview))$/;

function outcomeOf({ status, text, headers }: Answer): 'through' | number {
  if (status < 400) {
    // OCS v1 tells of a refusal in its envelope alone
    const code = Number(/<statuscode>([45]\d\d)</.exec(text)?.[1]);
    return Number.isNaN(code) ? 'through' : code;
  }
  // without a body HEAD, OCS's own form
  const isBare = text === '' || headers['content-type']?.startsWith('application/problem+json') !== true;
  if (isBare) return status;
  const { code } = JSON.parse(text) as { code: string };
  return refusals.test(code) ? status : 'through';
}

async function told(of: ActorWorld, actor: ActorName, address: Address): Promise<string[]> {
  const answer = await of.as(actor, address);
  const what = `${address.method} ${address.path} as ${actor}`;
  const wanted = outcomeFor(address.route, actor);
  const wrong: string[] = [];
  if (answer.status >= 500 && answer.status !== 507) wrong.push(`${what}: ${answer.status} ${answer.text}`);
  if (outcomeOf(answer) !== wanted) wrong.push(`${what}: ${answer.status} ${answer.text.slice(0, 200)}, not ${wanted}`);
  const leaks = wanted !== 'through' && /geheim/i.test(answer.text);
  if (leaks) wrong.push(`${what} tells ${answer.text.slice(0, 200)}`);
  return wrong;
}

/** The directory and the files as they are, once nothing moves any more. */
async function settled(database: Database): Promise<string> {
  const tables = await database.query<{ name: string }>(
    `select table_schema || '."' || table_name || '"' as name from information_schema.tables
     where table_schema in ('directory', 'files', 'sharing', 'collaboration', 'contacts', 'calendar') and table_type = 'BASE TABLE'
       or (table_schema, table_name) in (('auth', 'password'), ('auth', 'totp'), ('auth', 'passkey'))`,
  );
  const state = async (): Promise<string> => {
    const parts = tables.map(
      ({ name }) => `select '${name}' || md5(coalesce(string_agg(t::text, ',' order by t::text), '')) as
      hash from ${name} t`,
    );
    const rows = await database.query<{ hash: string }>(parts.join(' union all '));
    return rows
      .map(({ hash }) => hash)
      .sort()
      .join('\n');
  };
  for (let before = '', tries = 0; tries < 60; tries++) {
    const now = await state();
    if (now === before) return now;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return assert.fail('it does not come to rest');
}

describe('every address against everyone', () => {
  test('each has an expectation', () => {
    const routes = new Set(addresses(w.things).map(({ route }) => route));
    assert.deepEqual(
      [...routes].filter((route) => !kindOf.has(route)),
      [],
      'say in expectations.ts who may',
    );
    assert.deepEqual(
      [...kindOf.keys()].filter((route) => !routes.has(route)),
      [],
      'is gone',
    );
  });

  test('who may not is refused, learns nothing and changes nothing', async () => {
    const wrong: string[] = [];
    for (const actor of actors) {
      const refused = every(w).filter(({ route }) => outcomeFor(route, actor) !== 'through');
      for (const address of refused) wrong.push(...(await told(w, actor, address)));
    }
    assert.deepEqual(wrong, []);
    assert.equal(await settled(w.world.landescloud.database), quiet);
  });

  test('WebDAV: nobody but the owner, and who is out not even to their own', async () => {
    const strangers = actors.filter((actor) => actor !== 'owner' && actor !== 'signed-out');
    for (const actor of strangers) {
      const { login } = w.credentials(actor);
      const isOut = expected('everyone', actor) === 401;
      for (const address of davAddresses(w.things, login)) {
        const { status, text } = await w.as(actor, address);
        const what = `${address.method} ${address.path} ${address.headers?.['destination'] ?? ''} as ${actor}: ${status} ${text}`;
        if (isOut) assert.equal(status, 401, what);
        assert.ok(
          (status >= 400 && status < 500) ||
            status === 507 ||
            status === 207 ||
            (status === 201 && address.method === 'PUT'),
          what,
        );
        assert.doesNotMatch(text, /geheim/i, what);
      }
      const own = await w.as(actor, {
        method: 'PROPFIND',
        path: `/remote.php/dav/files/${login}/`,
        headers: { depth: '0' },
      });
      assert.equal(own.status, isOut ? 401 : 207, actor);
    }
  });

  test('who may look gets through', async () => {
    const wrong: string[] = [];
    for (const actor of actors) {
      const safe = every(w).filter(({ route, method }) => method === 'GET' && outcomeFor(route, actor) === 'through');
      for (const address of safe) wrong.push(...(await told(w, actor, address)));
    }
    assert.deepEqual(wrong, []);
  });

  for (const actor of ['owner', 'own', 'parent', 'platform'] as const) {
    test(`who may change it gets through: ${actor}`, async () => {
      await using own = await startActorWorld();
      const wrong: string[] = [];
      const writes = every(own).filter(
        ({ route, method }) =>
          method !== 'GET' &&
          outcomeFor(route, actor) === 'through' &&
          kindOf.get(route) !== 'open' &&
          !otherwiseTested.has(route),
      );
      for (const address of writes.toSorted((a, b) => order(a) - order(b)))
        wrong.push(...(await told(own, actor, address)));
      assert.deepEqual(wrong, []);
    });
  }
});

/** What takes things away comes after what needs them, and what ends the one who asks at last. */
function order({ route, method }: Address): number {
  const late = [
    'password',
    ':rule',
    'end',
    'bulk',
    'delete',
    'leave',
    'erase',
    'me/app-passwords/:appPassword',
    'me/sessions',
  ];
  const at = late.findIndex((end) => route.endsWith(`/${end}`));
  if (at >= 0) return 10 + at;
  if (method === 'DELETE') return 1 / route.split('/').length;
  return route.endsWith('/restore') ? 0.01 : 0;
}

/** Would take away once more what another address has taken away, or look for it where another has renamed it, or name a device that was not confirmed yet, or asks a server that is not there. */
const otherwiseTested = new Set([
  'POST /api/v1/uploads/:upload',
  'DELETE /api/v1/contact-trash/:contactTrash',
  'DELETE /api/v1/nodes/:node/versions/:version',
  'DELETE /ocs/v1.php/core/apppassword',
  'DELETE /ocs/v2.php/core/apppassword',
  'POST /ocs/v1.php/apps/files_sharing/api/v1/shares',
  'POST /ocs/v2.php/apps/files_sharing/api/v1/shares',
  'DELETE /ocs/v1.php/apps/files_sharing/api/v1/shares/:ocsShare',
  'DELETE /ocs/v2.php/apps/files_sharing/api/v1/shares/:ocsShare',
  'DELETE /api/v1/me/sessions/:session',
  'PATCH /api/v1/me/factors/:kind/:factor',
  'DELETE /api/v1/me/factors/:kind/:factor',
  'POST /api/v1/organisations/:organisation/providers/:provider/test',
]);
