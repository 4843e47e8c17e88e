import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { isDomainError, type PersonActor } from '@landescloud/kernel';
import { until } from '@landescloud/testing';
import type { ShareRole } from '../src/index.ts';
import { calendarWorld, event, hrefs, query, system, type CalendarWorld, type DavResult } from './calendar-world.ts';

let world: CalendarWorld;
let dav: CalendarWorld['dav'];
let guest: PersonActor;
before(async () => {
  world = await calendarWorld();
  dav = world.dav;
  guest = { ...world.clara, role: 'guest' };
  await put(
    'anna',
    'personal/offen.ics',
    event('offen', ':20261124T090000Z', ['SUMMARY:Offen geheim', 'LOCATION:Raum 7', 'DURATION:PT1H']),
  );
  await put(
    'anna',
    'personal/privat.ics',
    event('privat', ':20261124T110000Z', ['SUMMARY:Arzt', 'CLASS:PRIVATE', 'DURATION:PT1H', 'DESCRIPTION:Zahn']),
  );
  await put(
    'anna',
    'personal/vertraulich.ics',
    event('vertraulich', ':20261124T130000Z', ['SUMMARY:Personal', 'CLASS:CONFIDENTIAL', 'DURATION:PT1H']),
  );
});
after(() => world[Symbol.asyncDispose]());

const put = (as: string, path: string, body: string): Promise<DavResult> =>
  dav('PUT', `calendars/${as}/${path}`, { as, body, headers: { 'content-type': 'text/calendar' } });

const calendars = () => world.world.landescloud.calendar;
const share = (role: ShareRole | null): Promise<unknown> =>
  calendars().share(
    world.anna,
    { uri: 'personal' },
    role === null ? { remove: [{ kind: 'person', key: 'bernd' }] } : { set: [{ kind: 'person', key: 'bernd', role }] },
  );

const shared = 'personal_shared_by_anna';
const secrets = /Offen|Raum 7|Arzt|Zahn|Personal(?!_)/;

/** What each role may, through each way: status by request, and what of the contents it sees. */
const matrix: Record<
  ShareRole,
  {
    readonly read: RegExp | null;
    readonly hidden: RegExp;
    readonly put: number;
    readonly remove: number;
    readonly share: number;
    readonly manage: RegExp;
  }
> = {
  'free-busy': { read: null, hidden: secrets, put: 403, remove: 403, share: 403, manage: /403/ },
  viewer: {
    read: /Offen geheim/,
    hidden: /Arzt|Zahn|SUMMARY:Personal/,
    put: 403,
    remove: 403,
    share: 403,
    manage: /403/,
  },
  editor: {
    read: /Offen geheim/,
    hidden: /Arzt|Zahn|SUMMARY:Personal/,
    put: 201,
    remove: 204,
    share: 403,
    manage: /403/,
  },
  manager: {
    read: /Offen geheim/,
    hidden: /Arzt|Zahn|SUMMARY:Personal/,
    put: 201,
    remove: 204,
    share: 200,
    manage: /200/,
  },
};

describe('by role', () => {
  for (const [role, may] of Object.entries(matrix) as [ShareRole, (typeof matrix)[ShareRole]][]) {
    test(role, async () => {
      await share(role);
      const as = 'bernd';
      const base = `calendars/bernd/${shared}`;
      const everything = [
        await dav('GET', `${base}/offen.ics`, { as }),
        await dav('GET', `${base}/privat.ics`, { as }),
        await dav('REPORT', `${base}/`, { as, body: query('<c:comp-filter name="VEVENT"/>') }),
        await dav('REPORT', `${base}/`, {
          as,
          body: query(
            '<c:comp-filter name="VEVENT"><c:time-range start="20261124T000000Z" end="20261125T000000Z"/></c:comp-filter>',
          ),
        }),
        await dav('REPORT', `${base}/`, {
          as,
          body: query(
            '<c:comp-filter name="VEVENT"><c:prop-filter name="DTSTART"/></c:comp-filter>',
            '<c:calendar-data><c:expand start="20261124T000000Z" end="20261125T000000Z"/></c:calendar-data>',
          ),
        }),
        await dav('REPORT', `${base}/`, {
          as,
          body: `<c:calendar-multiget xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><c:calendar-data/></d:prop><d:href>/remote.php/dav/${base}/offen.ics</d:href><d:href>/remote.php/dav/${base}/privat.ics</d:href></c:calendar-multiget>`,
        }),
        await dav('REPORT', `${base}/`, {
          as,
          body: '<d:sync-collection xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:sync-token/><d:prop><c:calendar-data/></d:prop></d:sync-collection>',
        }),
      ];
      for (const { status, text } of everything) {
        assert.ok(status === 200 || status === 207, `${status}: ${text}`);
        assert.match(text, /BEGIN:VEVENT/);
        assert.doesNotMatch(text, may.hidden);
      }
      if (may.read !== null) assert.match(everything[0]?.text ?? '', may.read);
      // Nobody finds by searching what is hidden.
      const probe = await dav('REPORT', `${base}/`, {
        as,
        body: query(
          '<c:comp-filter name="VEVENT"><c:prop-filter name="SUMMARY"><c:text-match>Arzt</c:text-match></c:prop-filter></c:comp-filter>',
        ),
      });
      assert.deepEqual(hrefs(probe.text), []);
      const occurrences = await calendars().occurrences(world.bernd, {
        from: Date.UTC(2026, 10, 24),
        to: Date.UTC(2026, 10, 25),
      });
      const known = occurrences.filter(({ uid }) => ['offen', 'privat', 'vertraulich'].includes(uid));
      assert.deepEqual(
        known.map(({ shown }) => shown?.summary ?? null),
        [may.read === null ? null : 'Offen geheim', null, null],
      );
      assert.equal((await put(as, `${shared}/neu.ics`, event('neu', ':20261124T150000Z'))).status, may.put);
      assert.equal((await put(as, `${shared}/privat.ics`, event('privat', ':20261124T150000Z'))).status, 403);
      assert.equal((await dav('DELETE', `${base}/privat.ics`, { as })).status, 403);
      if (may.put === 201) assert.equal((await dav('DELETE', `${base}/neu.ics`, { as })).status, may.remove);
      else assert.equal((await dav('DELETE', `${base}/offen.ics`, { as })).status, may.remove);
      const move = { destination: `${world.world.url}/remote.php/dav/calendars/bernd/personal/gestohlen.ics` };
      assert.equal((await dav('MOVE', `${base}/privat.ics`, { as, headers: move })).status, 403);
      assert.equal((await dav('COPY', `${base}/privat.ics`, { as, headers: move })).status, 403);
      const post = await dav('POST', `${base}/`, {
        as,
        body: '<oc:share xmlns:oc="http://owncloud.org/ns" xmlns:d="DAV:"><oc:set><d:href>principal:principals/users/bernd</d:href></oc:set></oc:share>',
      });
      // Who manages may, but not change what they themselves have by being given it anew as reader.
      assert.equal(post.status, may.share, post.text);
      if (may.share === 200) await share(role);
      const patched = await dav('PROPPATCH', `${base}/`, {
        as,
        body: '<d:propertyupdate xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:set><d:prop><c:calendar-description>X</c:calendar-description></d:prop></d:set></d:propertyupdate>',
      });
      assert.match(patched.text, may.manage);
      // The name is everybody's own.
      const named = await dav('PROPPATCH', `${base}/`, {
        as,
        body: '<d:propertyupdate xmlns:d="DAV:"><d:set><d:prop><d:displayname>Chefin</d:displayname></d:prop></d:set></d:propertyupdate>',
      });
      assert.match(named.text, /200 OK/);
      const own = (await calendars().calendars(world.anna)).find(({ standard }) => standard);
      assert.equal(own?.name, 'Persönlich');
    });
  }
});

test('a role that changes is a new start for who syncs; one that is withdrawn leaves nothing', async () => {
  await share('free-busy');
  const as = 'bernd';
  const base = `calendars/bernd/${shared}`;
  const sync = (token: string): Promise<DavResult> =>
    dav('REPORT', `${base}/`, {
      as,
      body: `<d:sync-collection xmlns:d="DAV:"><d:sync-token>${token}</d:sync-token><d:prop><d:getetag/></d:prop></d:sync-collection>`,
    });
  const token = /<d:sync-token>([^<]+)</.exec((await sync('')).text)?.[1] ?? '';
  await share('viewer');
  assert.match((await sync(token)).text, /valid-sync-token/);
  await share(null);
  for (const [method, path] of [
    ['PROPFIND', ''],
    ['GET', 'offen.ics'],
    ['PUT', 'x.ics'],
    ['DELETE', 'offen.ics'],
    ['DELETE', ''],
    ['POST', ''],
    ['PROPPATCH', ''],
  ] as const) {
    const body = {
      PUT: event('x', ':20261124T090000Z'),
      POST: '<oc:share xmlns:oc="http://owncloud.org/ns" xmlns:d="DAV:"><oc:set><d:href>mailto:a@b.c</d:href></oc:set></oc:share>',
      PROPPATCH:
        '<d:propertyupdate xmlns:d="DAV:"><d:set><d:prop><d:displayname>X</d:displayname></d:prop></d:set></d:propertyupdate>',
    }[method as string];
    const result = await dav(method, `${base}/${path}`, { as, ...(body === undefined ? {} : { body }) });
    assert.equal(result.status, 404, `${method} ${path}: ${result.text}`);
  }
  assert.equal(
    (await calendars().calendars(world.bernd)).some(({ ownerId }) => ownerId === world.anna.personId),
    false,
  );
});

test('others, other organisations, guests and who is signed out', async () => {
  for (const as of ['bernd', 'clara']) {
    for (const path of ['', 'personal/', 'personal/offen.ics']) {
      assert.equal((await dav('PROPFIND', `calendars/anna/${path}`, { as, headers: { depth: '0' } })).status, 404);
      assert.equal((await dav('GET', `calendars/anna/${path}`, { as })).status, 404);
    }
  }
  for (const path of ['', 'personal/', 'personal/offen.ics'])
    assert.equal((await dav('PROPFIND', `calendars/anna/${path}`, { as: null })).status, 401);
  // anna does not find clara: she can neither be named nor probed for.
  for (const href of [
    'principal:principals/users/clara',
    'mailto:clara@example.org',
    'principal:principals/users/nobody',
    'mailto:nobody@example.org',
  ]) {
    const result = await dav('POST', 'calendars/anna/personal/', {
      body: `<oc:share xmlns:oc="http://owncloud.org/ns" xmlns:d="DAV:"><oc:set><d:href>${href}</d:href></oc:set></oc:share>`,
    });
    assert.equal(result.status, 403, href);
    assert.match(result.text, /recognized-principal/);
  }
  await assert.rejects(calendars().create(guest, { name: 'Gast' }), (error) => isDomainError(error, 'Forbidden'));
  const range = { from: Date.UTC(2026, 10, 24), to: Date.UTC(2026, 10, 25) };
  const busy = await calendars().freeBusy(world.bernd, ['anna', 'clara', 'nobody'], range);
  assert.deepEqual([...busy.keys()], ['anna']);
  assert.equal(busy.get('anna')?.length, 3);
  assert.deepEqual([...(await calendars().freeBusy(world.clara, ['anna'], range)).keys()], []);
});

test('groups and organisations: who comes gets it, who leaves loses it', async () => {
  const { directory } = world.world.landescloud;
  await directory.groups.add(system, { key: 'referat', name: 'Referat', organisationKey: 'tfm' });
  await directory.groups.addMember(system, 'referat', 'anna');
  const made = await calendars().create(world.anna, { name: 'Urlaub', uri: 'urlaub' });
  await calendars().share(world.anna, { id: made.id }, { set: [{ kind: 'group', key: 'referat', role: 'viewer' }] });
  const has = async (): Promise<string | undefined> =>
    (await calendars().calendars(world.bernd)).find(({ id }) => id === made.id)?.role;
  assert.equal(await has(), undefined);
  await directory.groups.addMember(system, 'referat', 'bernd');
  await until(async () => (await has()) === 'viewer');
  // The strongest of several holds.
  await calendars().share(world.anna, { id: made.id }, { set: [{ kind: 'person', key: 'bernd', role: 'editor' }] });
  assert.equal(await has(), 'editor');
  await calendars().share(world.anna, { id: made.id }, { remove: [{ kind: 'person', key: 'bernd' }] });
  assert.equal(await has(), 'viewer');
  // Taken out of the home it stays out; the owner still has it.
  await calendars().remove(world.bernd, { id: made.id });
  assert.equal(await has(), undefined);
  await directory.groups.removeMember(system, 'referat', 'bernd');
  await directory.groups.addMember(system, 'referat', 'bernd');
  await directory.groups.remove(system, 'referat');
  assert.equal(
    (await calendars().calendars(world.anna)).some(({ id }) => id === made.id),
    true,
  );
});

test('races: many writers of one calendar, a reader by token misses nothing; undo', async () => {
  await calendars().create(world.anna, { name: 'Rennen', uri: 'rennen' });
  const ref = { uri: 'rennen' };
  let since: { collection: number; change: number } | null = null;
  const seen = new Map<string, string>();
  let writing = true;
  const reader = (async () => {
    for (let last = false; !last;) {
      last = !writing;
      const changes = await calendars().changesSince(world.anna, ref, since, { limit: 7, data: false });
      for (const { uri, etag } of changes.changed) seen.set(uri, etag);
      for (const uri of changes.gone) seen.delete(uri);
      since = { collection: changes.calendar.id, change: changes.change };
      if (changes.truncated) last = false;
    }
  })();
  await Promise.all(
    Array.from({ length: 12 }, async (_, writer) => {
      for (let n = 0; n < 12; n += 1) {
        const uri = `${writer}-${n % 5}.ics`;
        const data = Buffer.from(event(`${writer}-${n % 5}`, ':20261124T090000Z', [`SUMMARY:${n}`]));
        await calendars().putObject(world.anna, { calendar: ref, uri, data });
        if (n % 4 === 3) await calendars().deleteObject(world.anna, { calendar: ref, uri });
      }
    }),
  );
  writing = false;
  await reader;
  const { changed } = await calendars().changesSince(world.anna, ref, null, { limit: 1000, data: false });
  assert.deepEqual(Object.fromEntries(seen), Object.fromEntries(changed.map(({ uri, etag }) => [uri, etag])));
  const [deleted] = (await calendars().trash.list(world.anna)).objects;
  const restored = await calendars()
    .trash.restoreObject(world.anna, deleted?.id ?? 0)
    .catch((error: unknown) => error);
  assert.ok(isDomainError(restored, 'Conflict') || (restored as { uri: string }).uri.endsWith('.ics'));
  world.clock.time += 31 * 86_400_000;
  await calendars().cleanUp();
  assert.deepEqual((await calendars().trash.list(world.anna)).objects, []);
});

test('tombstones are bounded: who was away for longer starts over', async () => {
  const { db } = calendars().context;
  await calendars().create(world.anna, { name: 'Alt', uri: 'alt' });
  const before = await calendars().changesSince(world.anna, { uri: 'alt' }, null, { limit: 10, data: false });
  await db.query(
    `insert into calendar.gone (calendar_id, uri, change) select $1, 'weg-' || n, $2::bigint + n from generate_series(1, 20010) n`,
    [before.calendar.id, before.change],
  );
  await db.query('update calendar.calendar set change = change + 20010 where id = $1', [before.calendar.id]);
  const since = { collection: before.calendar.id, change: before.change };
  await calendars().changesSince(world.anna, { uri: 'alt' }, since, { limit: 10, data: false });
  await calendars().cleanUp();
  await assert.rejects(calendars().changesSince(world.anna, { uri: 'alt' }, since, { limit: 10, data: false }), {
    code: 'dav.sync_token_invalid',
  });
});

test('what is stored about a person comes out whole, and goes with them', async () => {
  const { context, dataOf, forget } = calendars();
  await share('viewer');
  const data = await dataOf(world.anna.personId);
  const own = (await Array.fromAsync(data.calendars)) as { name: string; objects: string[] }[];
  const standard = own.find(({ name }) => name === 'Persönlich');
  assert.match(standard?.objects.join('') ?? '', /SUMMARY:Arzt/);
  const [shown] = (await dataOf(world.bernd.personId)).calendarsShared as { name: string; role: string }[];
  assert.deepEqual([shown?.name, shown?.role], ['Persönlich', 'viewer']);
  await context.db.transaction((tx) => forget(tx, world.anna.personId));
  assert.deepEqual(await Array.fromAsync((await dataOf(world.anna.personId)).calendars), []);
  const left = await context.db.query(
    `select 1 from calendar.object o join calendar.calendar c on c.id = o.calendar_id
     where c.owner_kind = 'person' and c.owner_id = $1 union all select 1 from calendar.access where person_id = $1`,
    [world.anna.personId],
  );
  assert.deepEqual(left, []);
  assert.deepEqual((await dataOf(world.bernd.personId)).calendarsShared, []);
});
