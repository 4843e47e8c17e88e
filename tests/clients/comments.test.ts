import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { systemActor } from '@landescloud/kernel';
import { until } from '@landescloud/testing';
import { clientWorld, type ClientPerson, type ClientWorld } from './client-world.ts';

let world: ClientWorld;
let [tester, colleague, stranger]: ClientPerson[] = [];
let nodeId = 0;
before(async () => {
  world = await clientWorld();
  tester = await world.addPerson('tester');
  colleague = await world.addPerson('kollegin');
  stranger = await world.addPerson('fremde');
  const { files } = world.server;
  const system = systemActor('test');
  const space = await files.spaces.createProject(system, { name: 'Team', organisationKey: 'tfm' });
  await files.spaces.setMember(system, space.id, 'tester', 'manager');
  await files.spaces.setMember(system, space.id, 'kollegin', 'viewer');
  nodeId = (await files.nodes.createFolder(tester.actor, { path: ['Team', 'Plan'] })).id;
});
after(() => world[Symbol.asyncDispose]());

async function ask(person: ClientPerson | undefined, method: string, path: string, body = '', more = {}) {
  const { login, password } = person ?? assert.fail('nobody');
  const authorization = `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;
  const answer = await fetch(`${world.url}${path}`, {
    method,
    headers: { authorization, ...more },
    ...(body === '' ? {} : { body }),
  });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

const say = (person: ClientPerson | undefined, message: string) =>
  ask(
    person,
    'POST',
    `/remote.php/dav/comments/files/${nodeId}`,
    JSON.stringify({ actorType: 'users', verb: 'comment', message }),
    { 'content-type': 'application/json' },
  );
const set = (name: string, value: string) =>
  `<?xml version="1.0"?><d:propertyupdate xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><d:set><d:prop><oc:${name}>${value}</oc:${name}></d:prop></d:set></d:propertyupdate>`;
const asked = `<?xml version="1.0"?><d:propfind xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><d:prop>
  <oc:comments-href/><oc:comments-count/><oc:comments-unread/></d:prop></d:propfind>`;

test('comments are written, listed, changed, read and deleted as Nextcloud’s clients do it', async () => {
  const base = `/remote.php/dav/comments/files/${nodeId}`;
  assert.equal((await say(tester, 'Erstens & "zweitens" <b>')).status, 201);
  const second = await say(tester, 'Schau, @kollegin');
  assert.equal(second.status, 201);
  const href = second.headers.get('content-location') ?? '';
  assert.match(href, new RegExp(`^${base}/\\d+$`));

  const counts = await ask(colleague, 'PROPFIND', '/remote.php/dav/files/kollegin/Team/Plan', asked, { depth: '0' });
  assert.match(counts.text, new RegExp(`<oc:comments-href>${base}</oc:comments-href>`));
  assert.match(counts.text, /<oc:comments-count>2<\/oc:comments-count><oc:comments-unread>2<\/oc:comments-unread>/);

  const listed = await ask(colleague, 'PROPFIND', base, '', { depth: '1' });
  assert.equal(listed.status, 207);
  assert.equal(listed.text.match(/<d:response>/g)?.length, 3);
  assert.match(listed.text, /<oc:message>Erstens &amp; "zweitens" &lt;b&gt;<\/oc:message>/);
  assert.match(
    listed.text,
    /<oc:mentionType>user<\/oc:mentionType><oc:mentionId>kollegin<\/oc:mentionId><oc:mentionDisplayName>Person kollegin</,
  );
  assert.match(listed.text, /<oc:actorId>tester<\/oc:actorId><oc:actorDisplayName>Person tester</);
  assert.match(listed.text, /<oc:creationDateTime>\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT</);
  const report = `<oc:filter-comments xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><oc:limit>1</oc:limit><oc:offset>1</oc:offset></oc:filter-comments>`;
  const older = await ask(colleague, 'REPORT', base, report);
  assert.equal(older.text.match(/<d:response>/g)?.length, 1);
  assert.match(older.text, /Erstens/);

  assert.equal((await ask(colleague, 'PROPPATCH', base, set('readMarker', ''))).status, 207);
  const read = await ask(colleague, 'PROPFIND', '/remote.php/dav/files/kollegin/Team/Plan', asked, { depth: '0' });
  assert.match(read.text, /<oc:comments-unread>0</);
  assert.match((await ask(tester, 'PROPPATCH', href, set('message', 'Anders'))).text, /200 OK/);
  assert.match((await ask(tester, 'PROPPATCH', href, set('actorId', 'fremde'))).text, /403 Forbidden/);
  assert.match((await ask(tester, 'PROPFIND', href, '', { depth: '0' })).text, /<oc:message>Anders<\/oc:message>/);
  assert.equal((await ask(colleague, 'DELETE', href)).status, 403);
  assert.equal((await ask(tester, 'DELETE', href)).status, 204);
  assert.equal((await ask(tester, 'DELETE', href)).status, 404);
});

test('comments are nothing to others, and what is no comment is refused', async () => {
  const base = `/remote.php/dav/comments/files/${nodeId}`;
  for (const method of ['PROPFIND', 'POST', 'PROPPATCH', 'REPORT']) {
    const body =
      method === 'POST'
        ? '{"message":"x"}'
        : method === 'PROPPATCH'
          ? set('readMarker', '')
          : method === 'REPORT'
            ? '<oc:filter-comments xmlns:oc="http://owncloud.org/ns"/>'
            : '';
    assert.equal((await ask(stranger, method, base, body, { depth: '1' })).status, 404, method);
  }
  assert.equal((await say(colleague, 'Ich darf nur lesen')).status, 403);
  for (const body of ['x', '{}', '{"message":1}', '{"message":"x","verb":"like"}', '{"message":""}'])
    assert.equal((await ask(tester, 'POST', base, body)).status, 400, body);
  assert.equal((await ask(tester, 'REPORT', base, '<d:x xmlns:d="DAV:"/>')).status, 403);
  assert.equal((await ask(tester, 'GET', base)).status, 405);
  assert.equal((await ask(tester, 'PROPFIND', '/remote.php/dav/comments/files/x', '', { depth: '0' })).status, 404);
  assert.equal((await ask(tester, 'PROPFIND', `${base}/99999`, '', { depth: '0' })).status, 404);
});

test('what happened to a file is told as Nextcloud tells it, page by page', async () => {
  const base = '/ocs/v2.php/apps/activity/api/v2/activity';
  const filter = (more = '') => `${base}/filter?format=json&object_type=files&object_id=${nodeId}${more}`;
  type Ocs = { ocs: { data: Record<string, unknown>[] } };
  await until(async () => (await ask(tester, 'GET', filter())).text.includes('"comments"'));
  const listed = await ask(tester, 'GET', filter('&limit=2'));
  const { data } = (JSON.parse(listed.text) as Ocs).ocs;
  assert.equal(data.length, 2);
  const { activity_id: id, datetime, icon: _, ...newest } = data[0] ?? assert.fail();
  assert.deepEqual(newest, {
    app: 'comments',
    type: 'comments',
    user: 'tester',
    subject: 'Person tester hat „Plan“ kommentiert',
    subject_rich: ['', []],
    message: '',
    message_rich: ['', []],
    object_type: 'files',
    object_id: nodeId,
    object_name: 'Plan',
    objects: { [String(nodeId)]: 'Plan' },
    link: `${world.url}/f/${nodeId}`,
    previews: [],
  });
  assert.match(String(datetime), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/);
  assert.equal(listed.headers.get('x-activity-last-given'), String(data[1]?.['activity_id']));
  const older = await ask(tester, 'GET', filter(`&since=${Number(id)}`));
  assert.ok((JSON.parse(older.text) as Ocs).ocs.data.every((entry) => Number(entry['activity_id']) < Number(id)));
  assert.equal((await ask(tester, 'GET', filter('&since=1'))).status, 304);
  assert.equal((await ask(stranger, 'GET', filter())).status, 404);
  assert.equal((await ask(tester, 'GET', filter('&since=x'))).status, 400);
  assert.equal((await ask(tester, 'GET', `${base}/filter?object_type=calendar&object_id=1`)).status, 400);
  await ask(tester, 'PUT', '/remote.php/dav/files/tester/Eigenes.txt', 'x');
  assert.match((await ask(tester, 'GET', `${base}?format=json`)).text, /Person tester hat „Eigenes.txt“ angelegt/);
});
