import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startActorWorld, type ActorName, type ActorWorld } from '../faults/actors.ts';
import { askerOf, ways, type Right, type Target } from './ways.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const rightsOf = {
  viewer: ['read'],
  commenter: ['read', 'comment'],
  uploader: ['add'],
  editor: ['read', 'comment', 'add', 'change'],
  manager: ['read', 'comment', 'add', 'change', 'manage'],
} as const satisfies Record<string, readonly Right[]>;
type Role = keyof typeof rightsOf;
const roles = Object.keys(rightsOf) as Role[];

let w: ActorWorld;
before(async () => {
  w = await startActorWorld();
  for (const actor of ['owner', 'colleague', 'guest', 'stranger', 'sibling'] as const) {
    await w.as(actor, { path: '/api/v1/nodes/root' });
  }
});
after(() => w?.[Symbol.asyncDispose]());

/** A folder of the owner's with everything that a way needs. */
async function makeTarget(name: string): Promise<Target> {
  const { login } = w.credentials('owner');
  const at = (file: string) => `/remote.php/dav/files/${login}/${encodeURIComponent(name)}/${file}`;
  const must = async (method: string, path: string, body?: string | Uint8Array): Promise<number> => {
    const answer = await w.as('owner', { method, path, ...(body === undefined ? {} : { body }) });
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${answer.text}`);
    return Number(/^0*(\d+?)oc|^(\d{8})/.exec(String(answer.headers['oc-fileid'] ?? ''))?.[2] ?? 0);
  };
  await must('MKCOL', at(''));
  for (const [file, body] of [
    ['plan.txt', 'erster Stand'],
    ['plan.txt', 'zweiter Stand'],
    ['alt.txt', 'alt'],
    ['weg.txt', 'weg'],
    ['umbenannt.txt', 'u'],
    ['sperre.txt', 's'],
    ['bild.png', png],
  ] as const) {
    await must('PUT', at(file), body);
  }
  const idOf = async (path: string): Promise<number> => {
    const answer = await w.json('owner', 'GET', `/api/v1/nodes/resolve?path=${encodeURIComponent(`/${path}`)}`);
    return (JSON.parse(answer.text) as { id: number }).id;
  };
  const plan = await idOf(`${name}/plan.txt`);
  const versions = await w.json('owner', 'GET', `/api/v1/nodes/${plan}/versions`);
  return {
    name,
    folder: await idOf(name),
    plan,
    picture: await idOf(`${name}/bild.png`),
    old: await idOf(`${name}/umbenannt.txt`),
    away: await idOf(`${name}/weg.txt`),
    version: (JSON.parse(versions.text) as { items: { id: number }[] }).items[0]?.id ?? assert.fail(versions.text),
  };
}

async function share(target: Target, kind: string, key: string, role: Role, more: object = {}): Promise<number> {
  const body = { recipients: [{ kind, key }], role, ...more };
  const answer = await w.json('owner', 'POST', `/api/v1/nodes/${target.folder}/shares`, body);
  assert.equal(answer.status, 201, answer.text);
  return (JSON.parse(answer.text) as { items: { id: number }[] }).items[0]?.id ?? 0;
}

/** What went otherwise than the rights say. */
async function faults(actor: ActorName, target: Target, rights: readonly Right[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const way of ways) {
    const went = await way.go(askerOf(w, actor, target)).catch((error: unknown) => String(error));
    if (went !== rights.includes(way.needs)) wrong.push(`${way.name} as ${actor}: ${went}`);
  }
  return wrong;
}

describe('who has something by sharing', () => {
  for (const role of roles) {
    test(`${role}: exactly what the role says, by every way in`, async () => {
      const target = await makeTarget(`Freigabe ${role}`);
      await share(target, 'person', w.credentials('colleague').login, role);
      assert.deepEqual(await faults('colleague', target, rightsOf[role]), []);
    });
  }

  test('a guest, as far as it was shared', async () => {
    const target = await makeTarget('Für den Gast');
    await share(target, 'person', w.credentials('guest').login, 'viewer');
    assert.deepEqual(
      (await faults('guest', target, ['read'])).filter((fault) => !/copy away/.test(fault)),
      [],
    );
  });

  test('through a group and through an organisation', async () => {
    const { groups } = w.world.landescloud.directory;
    const admin = w.world.person('admin').actor;
    await groups.add(admin, { key: 'ag-freigabe', name: 'AG Freigabe', organisationKey: 'tfm' });
    for (const actor of ['owner', 'sibling'] as const) {
      await groups.addMember(admin, 'ag-freigabe', w.credentials(actor).login);
    }
    const byGroup = await makeTarget('Für die Gruppe');
    await share(byGroup, 'group', 'ag-freigabe', 'editor');
    assert.deepEqual(await faults('sibling', byGroup, rightsOf.editor), []);
    const byOrganisation = await makeTarget('Für alle hier');
    await share(byOrganisation, 'organisation', 'tfm', 'viewer');
    assert.deepEqual(await faults('colleague', byOrganisation, rightsOf.viewer), []);
  });
});

describe('who has nothing', () => {
  test('never had, whoever they are', async () => {
    const target = await makeTarget('Nie geteilt');
    for (const actor of ['colleague', 'stranger', 'guest', 'own', 'platform', 'signed-out'] as const) {
      assert.deepEqual(await faults(actor, target, []), [], actor);
    }
  });

  test('had it, until it was withdrawn, left, or its end came', async () => {
    const { login } = w.credentials('colleague');
    const withdrawn = await makeTarget('Zurückgezogen');
    const id = await share(withdrawn, 'person', login, 'manager');
    assert.equal((await w.json('owner', 'DELETE', `/api/v1/shares/${id}`)).status, 204);
    assert.deepEqual(await faults('colleague', withdrawn, []), []);

    const left = await makeTarget('Verlassen');
    await share(left, 'person', login, 'manager');
    assert.equal((await w.json('colleague', 'DELETE', `/api/v1/me/shared-with-me/${left.folder}`)).status, 204);
    assert.deepEqual(await faults('colleague', left, []), []);

    const ended = await makeTarget('Abgelaufen');
    await share(ended, 'person', login, 'manager', { endsAt: w.now() + 1500 });
    await new Promise((resolve) => setTimeout(resolve, 1600));
    // this world's clock runs ahead of the database's, by which jobs come to their time
    await w.world.landescloud.sharing.tidy();
    assert.deepEqual(await faults('colleague', ended, []), []);
  });

  test('what was moved out of a shared folder or thrown away is out of it', async () => {
    const target = await makeTarget('Verschoben');
    await share(target, 'person', w.credentials('colleague').login, 'viewer');
    const { folder } = await makeTarget('Anderswo');
    const moved = await w.json('owner', 'POST', '/api/v1/nodes/move', {
      ids: [target.plan],
      parentId: folder,
      onConflict: 'rename',
    });
    assert.equal(moved.status, 200);
    assert.equal((await w.json('colleague', 'GET', `/api/v1/nodes/${target.plan}`)).status, 404);
    assert.equal((await w.json('colleague', 'GET', `/api/v1/nodes/${target.plan}/content`)).status, 404);
    assert.equal((await w.json('owner', 'POST', '/api/v1/nodes/delete', { ids: [target.folder] })).status, 200);
    assert.deepEqual(await faults('colleague', target, []), []);
  });
});
