import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemActor } from '@landescloud/kernel';
import { startWorld, type World } from '@landescloud/testing';

let world: World;
before(async () => {
  world = await startWorld({ seed: 'files' });
});
after(() => world.stop());

async function signIn(login: string): Promise<string> {
  const answer = await fetch(`${world.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/146.0' },
    body: JSON.stringify({ login, password: world.person(login).password }),
  });
  assert.equal(answer.status, 200);
  return answer.headers.getSetCookie()[0]!.split(';')[0]!;
}

const ask = (headers: Record<string, string>) => fetch(`${world.url}/api/v1/me/data`, { headers });

interface Document {
  readonly about: { readonly notes: string[] };
  readonly person: Record<string, unknown>;
  readonly groups: { readonly key: string }[];
  readonly roles: { readonly role: string }[];
  readonly guests: { readonly name: string }[];
  readonly signIn: {
    readonly sessions: { readonly client: string }[];
    readonly appPasswords: { readonly label: string }[];
    readonly factors: { readonly name: string }[];
  };
  readonly spaces: { readonly name: string; readonly role: string }[];
  readonly shared: unknown[];
  readonly favourites: { readonly path: string }[];
  readonly locks: { readonly path: string }[];
  readonly uploadsInWork: { readonly metadata: { readonly filename: string } }[];
  readonly mail: { readonly to: string; readonly subject: string; readonly text?: string }[];
  readonly audit: { readonly type: string; readonly at: string }[];
}

describe('what is stored about oneself', () => {
  it('comes as one readable document, without secrets and without others', async () => {
    const { landescloud: rooms } = world;
    const system = systemActor('test');
    const { actor, id } = world.person('anna');
    await rooms.directory.people.update(system, 'anna', {
      email: 'anna.amsel@tfm.example',
      addresses: ['a.amsel@tfm.example'],
      jobTitle: 'Referentin',
      deputies: ['bernd'],
    });
    await rooms.directory.groups.add(system, { key: 'haushalt', name: 'Haushalt' });
    await rooms.directory.groups.addMember(system, 'haushalt', 'anna');
    await rooms.directory.organisations.assignRole(system, 'tfm', 'reporter', 'anna');
    await rooms.guests.invite(actor, {
      address: 'gast@firma.example',
      name: 'Gerda Gast',
      reason: 'Gutachten',
      endsAt: Date.now() + 10 * 86_400_000,
    });
    const folder = await rooms.files.nodes.createFolder(actor, { path: ['Ordner'] });
    const inner = await rooms.files.nodes.createFolder(actor, { parentId: folder.id, name: 'Innen' });
    await rooms.files.nodes.setFavourite(actor, { id: inner.id }, true);
    const theirs = await rooms.files.nodes.createFolder(world.person('bernd').actor, { path: ['Streng'] });
    const given = await rooms.files.nodes.createFolder(world.person('bernd').actor, {
      parentId: theirs.id,
      name: 'Freigegeben',
    });
    await rooms.database.transaction((tx) =>
      rooms.files.grants.share(tx, given.id, [{ granteeId: id, roles: ['viewer'] }]),
    );
    await rooms.files.uploads.create(actor, { kind: 'tus', length: 10, metadata: { filename: 'halb.bin' } });
    const mailTo = (to: string) => ({
      to,
      language: 'de' as const,
      kind: 'test.word',
      subject: `Für ${to}`,
      text: 'https://landescloud.example/geheimer-link',
      organisationId: null,
    });
    for (const to of ['Anna.Amsel@tfm.example', 'a.amsel@tfm.example', 'bernd@tmil.example']) {
      await rooms.mail.send(rooms.database, mailTo(to));
    }

    const cookie = await signIn('anna');
    const answer = await ask({ cookie });
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-disposition') ?? '', /^attachment; filename="landescloud-anna\.json"$/);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    const text = await answer.text();
    const found = JSON.parse(text) as Document;
    assert.match(found.about.notes.join(' '), /Zip/);
    assert.equal(found.person['email'], 'anna.amsel@tfm.example');
    assert.deepEqual(found.person['furtherAddresses'], ['a.amsel@tfm.example']);
    assert.deepEqual(found.person['deputies'], [{ login: 'bernd', name: world.person('bernd').name }]);
    assert.deepEqual(
      found.groups.map(({ key }) => key),
      ['haushalt'],
    );
    assert.deepEqual(
      found.roles.map(({ role }) => role),
      ['reporter'],
    );
    assert.deepEqual(
      found.guests.map(({ name }) => name),
      ['Gerda Gast'],
    );
    assert.ok(found.signIn.sessions.some(({ client }) => client.includes('Firefox')));
    assert.ok(found.signIn.appPasswords.some(({ label }) => label === 'test'));
    assert.ok(found.spaces.some(({ name, role }) => name === 'Haushalt 2027' && role === 'manager'));
    assert.deepEqual(found.shared, [{ name: 'Freigegeben', folder: true, role: 'viewer' }]);
    assert.doesNotMatch(text, /Streng/);
    assert.deepEqual(
      found.favourites.map(({ path }) => path),
      ['Ordner/Innen'],
    );
    assert.deepEqual(
      found.uploadsInWork.map(({ metadata }) => metadata.filename),
      ['halb.bin'],
    );
    assert.deepEqual(found.mail.map(({ to }) => to).toSorted(), ['Anna.Amsel@tfm.example', 'a.amsel@tfm.example']);
    assert.doesNotMatch(text, /geheimer-link/);
    assert.doesNotMatch(text, /bernd@tmil/);
    const [stored] = await rooms.database.query<{ hash: string }>(
      'select hash from auth.password where person_id = $1',
      [id],
    );
    assert.ok(!text.includes(stored?.hash ?? '$argon2'));
    assert.doesNotMatch(text, /\$argon2|token_?hash/i);
  });

  it('holds the audit log, where taking them is an entry', async () => {
    const cookie = await signIn('bernd');
    await (await ask({ cookie })).text();
    for (let tries = 0; ; tries += 1) {
      const found = (await (await ask({ cookie })).json()) as Document;
      if (found.audit.some(({ type }) => type === 'directory.own_data_taken')) {
        assert.ok(found.audit.every(({ at }) => /^\d{4}-\d\d-\d\dT/.test(at)));
        return;
      }
      assert.ok(tries < 100);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });

  it('leaves out mail to an address that somebody else has too', async () => {
    const { landescloud: rooms } = world;
    await rooms.directory.people.update(systemActor('test'), 'clara', { email: 'anna.amsel@tfm.example' });
    const found = (await (await ask({ cookie: await signIn('clara') })).json()) as Document;
    assert.deepEqual(found.mail, []);
  });

  it('is for who has just proven who they are, in the browser', async () => {
    assert.equal((await ask({})).status, 401);
    const byProgram = await ask({ authorization: world.person('anna').authorization });
    assert.equal(((await byProgram.json()) as { code: string }).code, 'auth.session_required');
    const cookie = await signIn('anna');
    const { database, hints } = world.landescloud;
    await database.query(`update auth.session set proven_at = now() - interval '1 hour'`);
    hints.publish('auth.ended', { personId: world.person('anna').id });
    const late = await ask({ cookie });
    assert.equal(late.status, 403);
    assert.equal(((await late.json()) as { code: string }).code, 'auth.step_up_required');
  });
});
