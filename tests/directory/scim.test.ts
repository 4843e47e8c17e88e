import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Octokit } from '@octokit/core';
import { enterpriseCloud } from '@octokit/plugin-enterprise-cloud';
import { systemActor } from '@landescloud/kernel';
import { personActor } from '@landescloud/server';
import { startWorld } from '@landescloud/testing';
import type { World } from '@landescloud/testing';

let world: World;
let base: string;
let token: string;
let sourceId: number;
const admin = () => personActor(world.landescloud, 'admin');
const system = systemActor('tests');

before(async () => {
  world = await startWorld();
  base = `${world.url}/scim/v2`;
  const { directory } = world.landescloud;
  await directory.organisations.add(system, { key: 'scimland', name: 'Scimland' });
  await directory.organisations.add(system, { key: 'scimdorf', name: 'Scimdorf', parentKey: 'scimland' });
  ({ id: sourceId, token } = await newSource('Entra'));
});
after(() => world.stop());

async function newSource(name: string) {
  const { sources } = world.landescloud;
  const actor = await admin();
  const { id } = await sources.add(actor, { organisationKey: 'scimland', kind: 'scim', name });
  return { id, token: (await sources.createToken(actor, id, 'test')).token };
}

/** What of its methods is used; its own types are those of an older Octokit. */
interface Client {
  readonly enterpriseAdmin: Record<
    | 'provisionEnterpriseUser'
    | 'listProvisionedIdentitiesEnterprise'
    | 'setInformationForProvisionedEnterpriseUser'
    | 'updateAttributeForEnterpriseUser'
    | 'deleteUserFromEnterprise'
    | 'provisionEnterpriseGroup'
    | 'deleteScimGroupFromEnterprise',
    (input: object) => Promise<{ status: number; data: Record<string, unknown> }>
  >;
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line typescript/no-explicit-any
  readonly json: any;
}

async function ask(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
  as = token,
): Promise<Answer> {
  const answer = await fetch(base + path, {
    method,
    headers: {
      authorization: `Bearer ${as}`,
      ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, json: text === '' ? undefined : JSON.parse(text) };
}

const patch = (...Operations: object[]) => ({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations });
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const card = (login: string) => world.landescloud.directory.people.byLogin(login);
const row = async (login: string) =>
  (
    await world.landescloud.database.query<Record<string, unknown>>(
      `select p.name, p.email, p.job_title as "jobTitle", p.phone, o.key as organisation, m.login as manager,
         p.left_at is not null as left, p.disabled_at is not null as disabled
       from directory.person p join directory.organisation o on o.id = p.organisation_id
         left join directory.person m on m.id = p.manager_id where p.login = $1`,
      [login],
    )
  )[0];

describe('a client that nobody here wrote (GitHub’s)', () => {
  it('creates, finds, changes, disables and deletes people and groups', async () => {
    const seen: string[] = [];
    // GitHub's addresses have the enterprise in them, and its tokens a scheme of their own
    const client = new (Octokit.plugin(enterpriseCloud))({
      baseUrl: world.url,
      request: {
        fetch: async (url: string, options: RequestInit) => {
          const target = url.replace('/enterprises/land/', '/');
          seen.push(`${options.method} ${new URL(target).pathname.split('/').slice(0, 4).join('/')}`);
          const headers = { ...(options.headers as Record<string, string>), authorization: `Bearer ${token}` };
          return fetch(target, { ...options, headers });
        },
      },
    });
    const scim = (client as unknown as Client).enterpriseAdmin;
    const enterpriseName = { enterprise: 'land' };
    const about = {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      externalId: 'E012345',
      active: true,
      userName: 'E012345',
      name: { formatted: 'Frau Mona Lisa Octocat', familyName: 'Octocat', givenName: 'Mona' },
      displayName: 'Mona Lisa',
      emails: [{ value: 'mlisa@scimland.example', type: 'work', primary: true }],
    };
    const made = await scim.provisionEnterpriseUser({ ...enterpriseName, ...about });
    assert.equal(made.status, 201);
    const id = String(made.data['id']);
    const { name, email, organisation } = (await row('e012345'))!;
    assert.deepEqual([name, email, organisation], ['Mona Lisa', 'mlisa@scimland.example', 'scimland']);

    const { data: found } = await scim.listProvisionedIdentitiesEnterprise({
      ...enterpriseName,
      filter: 'userName eq "E012345"',
      startIndex: 1,
      count: 10,
    });
    assert.equal(found['totalResults'], 1);

    const user = { ...enterpriseName, scim_user_id: id };
    await scim.setInformationForProvisionedEnterpriseUser({ ...user, ...about, displayName: 'Mona L.' });
    assert.equal((await card('e012345'))?.name, 'Mona L.');

    const group = await scim.provisionEnterpriseGroup({
      ...enterpriseName,
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      externalId: '8aa1',
      displayName: 'Engineering',
      members: [{ value: id, displayName: 'Mona' }],
    });
    const groupId = String(group.data['id']);
    assert.equal((await ask('GET', `/Groups/${groupId}`)).json.members[0].value, id);

    await scim.updateAttributeForEnterpriseUser({
      ...user,
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', value: { active: false } }],
    });
    const { left, disabled } = (await row('e012345'))!;
    assert.deepEqual([left, disabled], [true, true]);
    assert.equal((await ask('GET', `/Users/${id}`)).json.active, false);

    await scim.deleteScimGroupFromEnterprise({ ...enterpriseName, scim_group_id: groupId });
    await scim.deleteUserFromEnterprise({ ...user });
    assert.equal((await ask('GET', `/Users/${id}`)).status, 404);
    assert.equal((await row('e012345'))?.['left'], true, 'nobody is deleted here');
    assert.deepEqual(
      new Set(seen.map((line) => line.split(' ')[0])),
      new Set(['POST', 'GET', 'PUT', 'PATCH', 'DELETE']),
    );
  });
});

describe('the SCIM server', () => {
  it('says what it can', async () => {
    const { json } = await ask('GET', '/ServiceProviderConfig');
    assert.deepEqual(
      [json.patch.supported, json.bulk.supported, json.filter.supported, json.etag.supported],
      [true, false, true, true],
    );
    const { json: types } = await ask('GET', '/ResourceTypes');
    assert.deepEqual(
      types.Resources.map(({ id }: { id: string }) => id),
      ['User', 'Group'],
    );
    const { json: all } = await ask('GET', '/Schemas');
    assert.equal(all.totalResults, 3);
    assert.equal((await ask('GET', `/Schemas/${enterprise}`)).json.name, 'EnterpriseUser');
    assert.equal((await ask('POST', '/Bulk', {})).status, 501);
  });

  it('keeps a person as Entra ID sends it, from the first to the last request', async () => {
    const { json: nobody } = await ask('GET', '/Users?filter=userName+eq+%22Anna.Berg%40scimland.example%22');
    assert.equal(nobody.totalResults, 0);
    const boss = await ask('POST', '/Users', { userName: 'boss@scimland.example', displayName: 'Die Chefin' });
    const created = await ask('POST', '/Users', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
      externalId: '0a21f0f2',
      userName: 'Anna.Berg@scimland.example',
      active: true,
      emails: [{ primary: true, type: 'work', value: 'anna.berg@scimland.example' }],
      name: { familyName: 'Berg', givenName: 'Anna' },
      phoneNumbers: [{ type: 'work', value: '+49 361 1' }],
      title: 'Sachbearbeiterin',
      preferredLanguage: 'de-DE',
      [enterprise]: { department: 'Scimdorf', manager: { value: boss.json.id } },
    });
    assert.equal(created.status, 201);
    assert.match(String(created.headers.get('content-type')), /^application\/scim\+json/);
    assert.equal(created.headers.get('location'), created.json.meta.location);
    const { id } = created.json;
    assert.deepEqual(await row('anna.berg@scimland.example'), {
      name: 'Anna Berg',
      email: 'anna.berg@scimland.example',
      jobTitle: 'Sachbearbeiterin',
      phone: '+49 361 1',
      organisation: 'scimdorf',
      manager: 'boss@scimland.example',
      left: false,
      disabled: false,
    });
    const seen = await ask('GET', `/Users/${id}`);
    assert.deepEqual(seen.json[enterprise], { department: 'Scimdorf', manager: { value: boss.json.id } });
    assert.equal(seen.json.userName, 'Anna.Berg@scimland.example', 'as it was given');
    const group = await ask('POST', '/Groups', {
      displayName: 'Bauamt',
      members: [{ value: id }, { value: boss.json.id }],
    });
    assert.equal((await ask('GET', `/Users/${id}`)).json.groups[0].display, 'Bauamt');

    const off = await ask('PATCH', `/Users/${id}`, patch({ op: 'Replace', path: 'active', value: 'False' }));
    assert.deepEqual([off.status, off.json.active], [200, false]);
    assert.deepEqual([(await card('anna.berg@scimland.example'))?.disabled], [true]);
    assert.equal((await ask('GET', `/Groups/${group.json.id}`)).json.members.length, 2, 'the client’s list stays');
    const memberships = () =>
      world.landescloud.database.query(
        'select 1 from directory.group_member m join directory.group g on g.id = m.group_id where g.name = $1',
        ['Bauamt'],
      );
    assert.equal((await memberships()).length, 1);

    const on = await ask('PATCH', `/Users/${id}`, patch({ op: 'Replace', path: 'active', value: 'True' }));
    assert.equal(on.json.active, true);
    assert.equal((await card('anna.berg@scimland.example'))?.disabled, false);
    assert.equal((await memberships()).length, 2, 'back in the groups');

    const renamed = await ask(
      'PATCH',
      `/Users/${id}`,
      patch(
        { op: 'Replace', path: 'userName', value: 'anna.tal@scimland.example' },
        { op: 'Replace', path: 'name.familyName', value: 'Tal' },
        { op: 'Replace', path: 'emails[type eq "work"].value', value: 'anna.tal@scimland.example' },
      ),
    );
    assert.equal(renamed.status, 200);
    assert.deepEqual(
      [(await card('anna.tal@scimland.example'))?.name, await card('anna.berg@scimland.example')],
      ['Anna Tal', undefined],
    );

    assert.equal((await ask('DELETE', `/Users/${id}`)).status, 204);
    assert.equal((await ask('DELETE', `/Users/${id}`)).status, 404);
    const again = await ask('POST', '/Users', { userName: 'anna.tal@scimland.example', displayName: 'Anna Tal' });
    assert.deepEqual([again.status, again.json.id], [201, id], 'the same person returns');
  });

  it('filters, sorts and pages', async () => {
    const { token: own } = await newSource('Seiten');
    const mine = (method: string, path: string, body?: unknown) => ask(method, path, body, {}, own);
    for (let at = 0; at < 7; at++) {
      const body = {
        userName: `seite-${at}`,
        displayName: `Seite ${9 - at}`,
        title: at % 2 === 0 ? 'gerade' : 'ungerade',
        externalId: `x${at}`,
      };
      assert.equal((await mine('POST', '/Users', body)).status, 201);
    }
    const names = async (query: string) => {
      const { json } = await mine('GET', `/Users?${query}`);
      return [json.totalResults, json.Resources.map(({ userName }: { userName: string }) => userName)];
    };
    const filter = (text: string) => `filter=${encodeURIComponent(text)}`;
    assert.deepEqual(await names('count=2&startIndex=3'), [7, ['seite-2', 'seite-3']]);
    assert.deepEqual(await names('count=0'), [7, []]);
    assert.deepEqual(await names('startIndex=-5&count=1'), [7, ['seite-0']]);
    assert.deepEqual(await names(filter('externalId eq "x5"')), [1, ['seite-5']]);
    assert.deepEqual(await names(filter('externalId eq "X5"')), [0, []]);
    assert.deepEqual(await names(filter('externalId eq "\\u0000"')), [0, []]);
    assert.deepEqual(await names(filter('userName eq "kein login\\u0000"')), [0, []]);
    assert.deepEqual(await names(`${filter('title eq "gerade" and not (userName ew "4")')}&sortBy=displayName`), [
      3,
      ['seite-6', 'seite-2', 'seite-0'],
    ]);
    assert.deepEqual(await names('sortBy=displayName&sortOrder=descending&count=1'), [7, ['seite-0']]);
    const { json } = await mine('GET', `/Users?${filter('userName eq "seite-1"')}&attributes=userName,name.familyName`);
    assert.deepEqual(Object.keys(json.Resources[0]).sort(), ['id', 'schemas', 'userName']);
    const search = { schemas: [], filter: 'title eq "ungerade"', count: 1, excludedAttributes: ['title', 'meta'] };
    const found = await mine('POST', '/Users/.search', search);
    assert.deepEqual(
      [found.json.totalResults, found.json.itemsPerPage, 'title' in found.json.Resources[0]],
      [3, 1, false],
    );
    assert.equal(
      (await ask('GET', `/Users?${filter('userName sw "seite"')}`)).json.totalResults,
      0,
      'another source’s',
    );
  });

  it('keeps to versions', async () => {
    const { json, headers } = await ask('POST', '/Users', { userName: 'version', displayName: 'V' });
    const path = `/Users/${json.id}`;
    const etag = String(headers.get('etag'));
    assert.equal(etag, json.meta.version);
    assert.equal((await ask('GET', path, undefined, { 'if-none-match': etag })).status, 304);
    const first = await ask('PATCH', path, patch({ op: 'add', path: 'title', value: 'Eins' }), { 'if-match': etag });
    assert.equal(first.status, 200);
    assert.notEqual(first.headers.get('etag'), etag);
    assert.equal((await ask('PUT', path, { userName: 'version' }, { 'if-match': etag })).status, 412);
    assert.equal((await ask('DELETE', path, undefined, { 'if-match': etag })).status, 412);
    assert.equal((await ask('DELETE', path, undefined, { 'if-match': '*' })).status, 204);
  });

  it('refuses in the words of SCIM, and changes nothing by it', async () => {
    const { json: somebody } = await ask('POST', '/Users', { userName: 'vorhanden', displayName: 'V' });
    const count = async () => (await world.landescloud.database.query('select 1 from directory.person')).length;
    const before = await count();
    const cases: [string, string, unknown, number, string | undefined][] = [
      ['POST', '/Users', { userName: 'vorhanden' }, 409, 'uniqueness'],
      ['POST', '/Users', { userName: 'VORHANDEN' }, 409, 'uniqueness'],
      ['POST', '/Users', { userName: 'admin' }, 409, 'uniqueness'],
      ['PATCH', `/Users/${somebody.id}`, patch({ op: 'replace', path: 'userName', value: 'admin' }), 409, 'uniqueness'],
      ['POST', '/Users', {}, 400, 'invalidValue'],
      ['POST', '/Users', [], 400, 'invalidSyntax'],
      ['POST', '/Users', '{"userName"', 400, 'invalidSyntax'],
      ['POST', '/Users', { userName: 'mit leerzeichen' }, 400, 'invalidValue'],
      ['POST', '/Users', { userName: '../../etc' }, 400, 'invalidValue'],
      ['POST', '/Users', { userName: 'nul', displayName: 'a\u0000b' }, 400, 'invalidSyntax'],
      ['POST', '/Users', { userName: 'lang', displayName: 'x'.repeat(5000) }, 400, 'invalidValue'],
      ['POST', '/Users', { userName: 'an', active: 'vielleicht' }, 400, 'invalidValue'],
      ['POST', '/Users', '{"userName":"p","__proto__":{"x":1}}', 400, 'invalidSyntax'],
      ['GET', '/Users?filter=userName', undefined, 400, 'invalidFilter'],
      ['GET', '/Users?count=x', undefined, 400, 'invalidValue'],
      ['GET', '/Users/none', undefined, 404, undefined],
      ['GET', '/Users/00000000-0000-0000-0000-000000000000', undefined, 404, undefined],
      ['GET', '/Users/%00', undefined, 404, undefined],
      ['GET', '/Nothing', undefined, 404, undefined],
      ['PATCH', `/Users/${somebody.id}`, {}, 400, 'invalidSyntax'],
      ['PATCH', `/Users/${somebody.id}`, patch({ op: 'remove' }), 400, 'noTarget'],
      ['POST', '/Groups', { displayName: ' ' }, 400, 'invalidValue'],
      ['POST', '/Groups', { displayName: 'x', members: 'alle' }, 400, 'invalidValue'],
    ];
    for (const [method, path, body, status, scimType] of cases) {
      const answer = await ask(method, path, body);
      const label = `${method} ${path} ${JSON.stringify(body)?.slice(0, 60)}`;
      assert.deepEqual([label, answer.status, answer.json?.scimType], [label, status, scimType]);
      assert.deepEqual(answer.json.schemas, ['urn:ietf:params:scim:api:messages:2.0:Error']);
      assert.equal(answer.json.status, String(status));
    }
    assert.equal(await count(), before);
  });

  it('is for tokens alone, each for its own people', async () => {
    const other = await newSource('Andere');
    const { json: mine } = await ask('POST', '/Users', { userName: 'meine', displayName: 'M' });
    const { json: group } = await ask('POST', '/Groups', { displayName: 'Meine Gruppe' });
    for (const [method, path, body] of [
      ['GET', `/Users/${mine.id}`],
      ['PUT', `/Users/${mine.id}`, { userName: 'gestohlen' }],
      ['PATCH', `/Users/${mine.id}`, patch({ op: 'replace', path: 'active', value: false })],
      ['DELETE', `/Users/${mine.id}`],
      ['DELETE', `/Groups/${group.id}`],
    ] as const) {
      assert.equal((await ask(method, path, body, {}, other.token)).status, 404, `${method} ${path}`);
    }
    // somebody else's people cannot be put into groups
    const foreign = await ask(
      'POST',
      '/Groups',
      { displayName: 'Fremd', members: [{ value: mine.id }] },
      {},
      other.token,
    );
    assert.deepEqual([foreign.status, foreign.json.members], [201, []]);
    for (const authorization of [
      '',
      'Bearer',
      'Bearer scim_x',
      `Basic ${btoa('admin:x')}`,
      world.person('admin').authorization,
    ]) {
      const { status, json, headers } = await ask('GET', '/Users', undefined, { authorization });
      assert.deepEqual([authorization, status, json.status], [authorization, 401, '401']);
      assert.ok(headers.get('www-authenticate'));
    }
    // nor does a token open anything else
    assert.equal(
      (await fetch(`${world.url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })).status,
      401,
    );

    const { sources } = world.landescloud;
    const actor = await admin();
    await sources.update(actor, other.id, { enabled: false });
    assert.equal((await ask('GET', '/Users', undefined, {}, other.token)).status, 401);
    await sources.update(actor, other.id, { enabled: true });
    const [made] = await sources.tokens(actor, other.id);
    assert.ok(made && made.lastUsedAt !== null);
    await sources.revokeToken(actor, other.id, made.id);
    assert.equal((await ask('GET', '/Users', undefined, {}, other.token)).status, 401);
  });

  it('cannot send people where the source has no right', async () => {
    const settings = { unknownOrganisation: 'refuse' };
    const actor = await admin();
    await world.landescloud.sources.update(actor, sourceId, { settings });
    const elsewhere = (await world.landescloud.directory.organisations.list(system)).find(
      ({ key }) => !key.startsWith('scim'),
    )!;
    const { status, json } = await ask('POST', '/Users', {
      userName: 'fremd',
      [enterprise]: { organization: elsewhere.key },
    });
    assert.deepEqual([status, json.scimType], [400, 'invalidValue']);
    await world.landescloud.sources.update(actor, sourceId, { settings: { unknownOrganisation: 'own' } });
  });

  it('stops a client that deactivates everybody', async () => {
    const own = await newSource('Bremse');
    const ids: string[] = [];
    for (let at = 0; at < 25; at++) {
      const { json } = await ask('POST', '/Users', { userName: `bremse-${at}`, displayName: 'B' }, {}, own.token);
      ids.push(json.id);
    }
    const statuses: number[] = [];
    for (const id of ids) statuses.push((await ask('DELETE', `/Users/${id}`, undefined, {}, own.token)).status);
    assert.deepEqual(statuses, [...Array<number>(10).fill(204), ...Array<number>(15).fill(403)]);
    const actor = await admin();
    const view = await world.landescloud.sources.get(actor, own.id);
    assert.deepEqual([view.people, view.leaving?.left, view.leaving?.limit], [15, 10, 10]);
    await world.landescloud.sources.allowLeaving(actor, own.id);
    assert.equal((await ask('DELETE', `/Users/${ids[20]}`, undefined, {}, own.token)).status, 204);
  });

  it('takes many requests at once', async () => {
    const same = await Promise.all(
      Array.from({ length: 8 }, () => ask('POST', '/Users', { userName: 'zugleich', displayName: 'Z' })),
    );
    assert.deepEqual(same.map(({ status }) => status).sort(), [201, ...Array<number>(7).fill(409)]);
    const { json: group } = await ask('POST', '/Groups', { displayName: 'Zugleich' });
    const people = await Promise.all(
      Array.from({ length: 8 }, (_, at) => ask('POST', '/Users', { userName: `mit-${at}`, displayName: 'M' })),
    );
    const added = await Promise.all(
      people.map(({ json }) =>
        ask('PATCH', `/Groups/${group.id}`, patch({ op: 'add', path: 'members', value: [{ value: json.id }] })),
      ),
    );
    assert.ok(added.every(({ status }) => status === 200));
    assert.equal((await ask('GET', `/Groups/${group.id}`)).json.members.length, 8);
  });
});
