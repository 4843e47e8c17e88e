import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startWorld, until, type World } from '@landescloud/testing';

/** RFC 6638 through CalDAV, as its appendix B walks through it, and what goes wrong. */
let world: World;
before(async () => {
  world = await startWorld();
  const { directory } = world.landescloud;
  const { actor } = world.person('admin');
  for (const key of ['tfm', 'tmil']) await directory.organisations.setRule(actor, key, 'people.visibility', 'everyone');
  for (const login of ['anna', 'bernd', 'clara'])
    await directory.people.update(actor, login, { email: `${login}@land.example` });
});
after(() => world?.stop());

const home = (login: string) => `/remote.php/dav/calendars/${login}`;
const calendarType = { 'content-type': 'text/calendar; charset=utf-8' };

interface EventOptions {
  readonly uid: string;
  readonly attendees: readonly string[];
  readonly lines?: string;
  readonly organizer?: string;
  readonly start?: string;
}

function event({ uid, attendees, lines = '', organizer = 'anna', start = '20271012T100000' }: EventOptions): string {
  const end = start.replace('T10', 'T11').replace('T14', 'T15');
  const people = attendees
    .map((each) => `ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${each}@land.example\n`)
    .join('');
  return `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Test//Test//DE
BEGIN:VEVENT
UID:${uid}
DTSTAMP:20270901T080000Z
DTSTART;TZID=Europe/Berlin:${start}
DTEND;TZID=Europe/Berlin:${end}
SUMMARY:Lunch
ORGANIZER;CN=Anna:mailto:${organizer}@land.example
ATTENDEE;PARTSTAT=ACCEPTED:mailto:${organizer}@land.example
${people}${lines}END:VEVENT
END:VCALENDAR
`.replaceAll('\n', '\r\n');
}

const put = (login: string, name: string, body: string, headers: Record<string, string> = {}) =>
  world.fetch(login, `${home(login)}/personal/${name}`, {
    method: 'PUT',
    body,
    headers: { ...calendarType, ...headers },
  });

/** The text of the person's copy, unfolded; '' while there is none. */
async function copy(login: string, uid: string): Promise<string> {
  const [row] = await world.landescloud.database.query<{ data: Buffer }>(
    `select o.data from calendar.object o join calendar.calendar c on c.id = o.calendar_id
     where c.owner_kind = 'person' and c.owner_id = $1 and o.uid = $2 and o.deleted_at is null`,
    [world.person(login).id, uid],
  );
  return row?.data.toString().replaceAll(/\r\n[ \t]/g, '') ?? '';
}

const uriOf = (uid: string) => `${uid}.ics`;
const settled = () =>
  until(async () => (await world.landescloud.database.query('select from calendar.delivery')).length === 0, {
    what: 'delivered',
  });

describe('scheduling by CalDAV', () => {
  it('a principal says where inbox and outbox are, and OPTIONS what is possible', async () => {
    const response = await world.fetch('anna', '/remote.php/dav/principals/users/anna/', {
      method: 'PROPFIND',
      headers: { depth: '0' },
      body: `<d:propfind xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><c:schedule-inbox-URL/><c:schedule-outbox-URL/><c:calendar-user-address-set/></d:prop></d:propfind>`,
    });
    const text = await response.text();
    for (const address of [`${home('anna')}/inbox/`, `${home('anna')}/outbox/`, 'mailto:anna@land.example'])
      assert.ok(text.includes(`<d:href>${address}</d:href>`), address);
    const options = await world.fetch('anna', `${home('anna')}/`, { method: 'OPTIONS' });
    assert.match(options.headers.get('dav') ?? '', /calendar-auto-schedule/);
    const listed = await world.fetch('anna', `${home('anna')}/`, { method: 'PROPFIND', headers: { depth: '1' } });
    assert.match(await listed.text(), /schedule-inbox[\s\S]*schedule-outbox/);
  });

  it('RFC 6638, B.1 to B.4: invited, retrieved from the inbox, answered', async () => {
    const made = await put('anna', 'lunch.ics', event({ uid: 'lunch', attendees: ['bernd', 'clara', 'nobody'] }));
    assert.deepEqual([made.status, made.headers.get('etag')], [201, null], 'what is stored is not what was sent');
    assert.match(made.headers.get('schedule-tag') ?? '', /^".+"$/);
    const own = await copy('anna', 'lunch');
    assert.match(own, /SCHEDULE-STATUS=1\.2:mailto:bernd/);
    assert.match(own, /SCHEDULE-STATUS=1\.1:mailto:nobody/);
    await settled();
    const received = await copy('bernd', 'lunch');
    assert.match(received, /SUMMARY:Lunch/);
    assert.doesNotMatch(received, /METHOD|SCHEDULE-STATUS/);
    const inbox = await (
      await world.fetch('bernd', `${home('bernd')}/inbox/`, { method: 'PROPFIND', headers: { depth: '1' } })
    ).text();
    const [, item = ''] = /<d:href>([^<]+\/inbox\/[^<]+\.ics)<\/d:href>/.exec(inbox) ?? [];
    assert.match(await (await world.fetch('bernd', item)).text(), /METHOD:REQUEST/);
    const report = async (name: string, inner: string) => {
      const body = `<c:${name} xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><c:calendar-data/></d:prop>${inner}</c:${name}>`;
      return world.fetch('bernd', `${home('bernd')}/inbox/`, { method: 'REPORT', headers: { depth: '1' }, body });
    };
    const found = async (inner: string) => {
      const filter = `<c:filter><c:comp-filter name="VCALENDAR">${inner}</c:comp-filter></c:filter>`;
      return (await (await report('calendar-query', filter)).text()).includes('UID:lunch');
    };
    const ofUid = (uid: string) =>
      `<c:comp-filter name="VEVENT"><c:prop-filter name="UID"><c:text-match>${uid}</c:text-match></c:prop-filter></c:comp-filter>`;
    assert.deepEqual([await found(''), await found(ofUid('lunch'))], [true, true]);
    assert.deepEqual([await found('<c:comp-filter name="VTODO"/>'), await found(ofUid('supper'))], [false, false]);
    assert.equal((await report('calendar-query', '')).status, 403, 'a query has a filter');
    const several = `<d:href>${item}</d:href><d:href>${home('bernd')}/inbox/gone.ics</d:href>`;
    assert.match(
      await (await report('calendar-multiget', several)).text(),
      /UID:lunch[\s\S]*inbox\/gone\.ics<\/d:href><d:status>HTTP\/1\.1 404/,
    );
    assert.equal((await world.fetch('clara', item)).status, 404, 'nobody reads another’s inbox');
    assert.equal((await world.fetch('bernd', item, { method: 'DELETE' })).status, 204);
    assert.equal((await world.fetch('bernd', item)).status, 404);

    const tag = (await world.fetch('anna', `${home('anna')}/personal/lunch.ics`)).headers.get('schedule-tag');
    const accepted = received.replace(/PARTSTAT=NEEDS-ACTION(;RSVP=TRUE:mailto:bernd)/, 'PARTSTAT=ACCEPTED$1');
    assert.equal((await put('bernd', uriOf('lunch'), accepted)).status, 204);
    await until(async () => /PARTSTAT=ACCEPTED[^\r]*:mailto:bernd/.test(await copy('anna', 'lunch')));
    await until(async () => /PARTSTAT=ACCEPTED[^\r]*:mailto:bernd/.test(await copy('clara', 'lunch')), {
      what: 'clara sees it',
    });
    const after = await world.fetch('anna', `${home('anna')}/personal/lunch.ics`);
    assert.equal(after.headers.get('schedule-tag'), tag, 'an answer alone does not change the Schedule-Tag');

    const words = event({ uid: 'lunch', attendees: ['bernd', 'clara', 'nobody'] }).replace(
      'SUMMARY:Lunch',
      'SUMMARY:Lunch at noon',
    );
    assert.equal((await put('anna', 'lunch.ics', words, { 'if-schedule-tag-match': '"another"' })).status, 412);
    assert.equal((await put('anna', 'lunch.ics', words, { 'if-schedule-tag-match': tag! })).status, 204);
    assert.match(await copy('anna', 'lunch'), /PARTSTAT=ACCEPTED[^\r]*:mailto:bernd/, 'bernd’s answer is not lost');
    await until(async () => (await copy('bernd', 'lunch')).includes('Lunch at noon'));
    assert.match(await copy('bernd', 'lunch'), /PARTSTAT=ACCEPTED[^\r]*:mailto:bernd/);
  });

  it('attendees change nothing but what is theirs, and organizers stay', async () => {
    const mine = await copy('bernd', 'lunch');
    const refused = async (body: string, condition: RegExp, login = 'bernd', name = uriOf('lunch')) => {
      const response = await put(login, name, body);
      assert.equal(response.status, 403);
      assert.match(await response.text(), condition);
    };
    await refused(mine.replace('T100000', 'T090000'), /allowed-attendee-scheduling-object-change/);
    await refused(mine.replace('Lunch at noon', 'Dinner'), /allowed-attendee-scheduling-object-change/);
    await refused(mine.replace(/ATTENDEE[^\r]*clara[^\r]*\r\n/, ''), /allowed-attendee-scheduling-object-change/);
    await refused(
      mine.replace(/ORGANIZER[^\r]*/, 'ORGANIZER:mailto:bernd@land.example'),
      /allowed-organizer-scheduling-object-change/,
    );
    assert.equal(await copy('bernd', 'lunch'), mine, 'nothing has changed');
    const made = await world.fetch('anna', `${home('anna')}/second`, { method: 'MKCALENDAR' });
    assert.equal(made.status, 201);
    const again = await world.fetch('anna', `${home('anna')}/second/lunch.ics`, {
      method: 'PUT',
      body: event({ uid: 'lunch', attendees: ['bernd'] }),
      headers: calendarType,
    });
    assert.equal(again.status, 403);
    assert.match(await again.text(), /unique-scheduling-object-resource/);
    const many = Array.from({ length: 501 }, (_, index) => `p${index}`);
    await refused(event({ uid: 'many', attendees: many }), /max-attendees-per-instance/, 'anna', 'many.ics');
  });

  it('SCHEDULE-AGENT, SCHEDULE-FORCE-SEND and Schedule-Reply are heeded', async () => {
    const client = event({ uid: 'agent', attendees: ['bernd', 'clara'] }).replace(
      'RSVP=TRUE:mailto:bernd',
      'RSVP=TRUE;SCHEDULE-AGENT=CLIENT:mailto:bernd',
    );
    assert.equal((await put('anna', 'agent.ics', client)).status, 201);
    await settled();
    assert.equal(await copy('bernd', 'agent'), '');
    const atClara = await copy('clara', 'agent');
    assert.doesNotMatch(atClara, /SCHEDULE-AGENT/);
    const inboxOf = async () =>
      (
        await (
          await world.fetch('clara', `${home('clara')}/inbox/`, { method: 'PROPFIND', headers: { depth: '1' } })
        ).text()
      ).split('.ics</d:href>').length;
    const items = await inboxOf();
    const forced = (await copy('anna', 'agent')).replace(
      /;SCHEDULE-STATUS=[\d.]+:mailto:clara/,
      ';SCHEDULE-FORCE-SEND=REQUEST:mailto:clara',
    );
    assert.equal((await put('anna', 'agent.ics', forced)).status, 204);
    await settled();
    assert.equal(await inboxOf(), items + 1, 'told again, though nothing has changed');
    assert.doesNotMatch(await copy('anna', 'agent'), /FORCE-SEND/);
    const silent = await world.fetch('clara', `${home('clara')}/personal/${uriOf('agent')}`, {
      method: 'DELETE',
      headers: { 'schedule-reply': 'F' },
    });
    assert.equal(silent.status, 204);
    await settled();
    assert.match(await copy('anna', 'agent'), /PARTSTAT=NEEDS-ACTION[^\r]*:mailto:clara/);
  });

  it('RFC 6638, B.5: a deputy acts for the owner and it shows; deleting cancels', async () => {
    const { calendar } = world.landescloud;
    await calendar.share(
      world.person('anna').actor,
      { uri: 'personal' },
      { set: [{ kind: 'person', key: 'bernd', role: 'manager' }], remove: [] },
    );
    const shared = (await calendar.calendars(world.person('bernd').actor)).find(
      ({ ownerId }) => ownerId === world.person('anna').id,
    )!;
    const body = event({ uid: 'deputy', attendees: ['clara'] });
    const made = await world.fetch('bernd', `${home('bernd')}/${shared.uri}/deputy.ics`, {
      method: 'PUT',
      body,
      headers: calendarType,
    });
    assert.equal(made.status, 201);
    await settled();
    assert.match(
      await copy('clara', 'deputy'),
      /ORGANIZER[^\r]*SENT-BY="?mailto:bernd@land\.example"?[^\r]*:mailto:anna/,
    );
    const gone = await world.fetch('anna', `${home('anna')}/personal/deputy.ics`, { method: 'DELETE' });
    assert.equal(gone.status, 204);
    await until(async () => (await copy('clara', 'deputy')).includes('STATUS:CANCELLED'));
  });

  it('the outbox says when people are busy or cannot be met, and of strangers nothing', async () => {
    const availability = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VAVAILABILITY\r\nUID:a\r\nDTSTAMP:20271001T000000Z\r\nBEGIN:AVAILABLE\r\nUID:b\r\nDTSTAMP:20271001T000000Z\r\nDTSTART;TZID=Europe/Berlin:20271011T090000\r\nDTEND;TZID=Europe/Berlin:20271011T170000\r\nRRULE:FREQ=DAILY\r\nEND:AVAILABLE\r\nEND:VAVAILABILITY\r\nEND:VCALENDAR\r\n`;
    const update = (content: string) =>
      world.fetch('anna', `${home('anna')}/inbox/`, {
        method: 'PROPPATCH',
        body: `<d:propertyupdate xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:set><d:prop><c:calendar-availability>${content}</c:calendar-availability></d:prop></d:set></d:propertyupdate>`,
      });
    assert.match(await (await update('nonsense')).text(), /403/);
    assert.match(await (await update(availability)).text(), /200/);
    const ask = (login: string, lines: string, organizer = login) =>
      world.fetch(login, `${home(login)}/outbox/`, {
        method: 'POST',
        headers: calendarType,
        body: `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//T//DE\r\nMETHOD:REQUEST\r\nBEGIN:VFREEBUSY\r\nUID:fb\r\nDTSTAMP:20270901T080000Z\r\nDTSTART:20271012T060000Z\r\nDTEND:20271012T180000Z\r\nORGANIZER:mailto:${organizer}@land.example\r\n${lines}END:VFREEBUSY\r\nEND:VCALENDAR\r\n`,
      });
    const attendee = (login: string) => `ATTENDEE:mailto:${login}@land.example\r\n`;
    const answer = await ask('anna', attendee('anna') + attendee('nobody'));
    assert.equal(answer.status, 200);
    const text = (await answer.text()).replaceAll(/\r\n[ \t]/g, '');
    assert.match(text, /FREEBUSY;FBTYPE=BUSY:20271012T080000Z\/20271012T090000Z/);
    assert.match(text, /FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20271012T060000Z\/20271012T070000Z/);
    assert.match(text, /3\.7;Invalid calendar user/);
    assert.doesNotMatch(text, /Lunch/);
    const found = await world.landescloud.directory.rights.finds(world.person('clara').actor, 'anna');
    const others = await (await ask('clara', attendee('anna'))).text();
    assert.equal(others.includes('3.7;Invalid'), !found, 'whom one does not find one cannot ask');
    assert.equal((await ask('anna', attendee('anna'), 'bernd')).status, 403);
    assert.equal((await world.fetch('anna', `${home('bernd')}/outbox/`, { method: 'POST', body: 'x' })).status, 404);
  });

  it('what one has declined does not make busy, what one may accept makes so tentatively', async () => {
    const at = { from: Date.UTC(2027, 10, 16), to: Date.UTC(2027, 10, 17) };
    const { calendar } = world.landescloud;
    const busy = async () =>
      ((await calendar.freeBusy(world.person('bernd').actor, ['bernd'], at)).get('bernd') ?? []).map(
        (each) => each.busy,
      );
    const rule = 'RRULE:FREQ=WEEKLY\n';
    assert.equal(
      (await put('anna', 'no.ics', event({ uid: 'no', attendees: ['bernd'], start: '20271116T100000', lines: rule })))
        .status,
      201,
    );
    await settled();
    assert.deepEqual(await busy(), ['busy']);
    const invited = await copy('bernd', 'no');
    for (const [partstat, expected] of [
      ['DECLINED', []],
      ['TENTATIVE', ['tentative']],
      ['ACCEPTED', ['busy']],
    ] as const) {
      const answered = invited.replace(/PARTSTAT=NEEDS-ACTION(;RSVP=TRUE:mailto:bernd)/, `PARTSTAT=${partstat}$1`);
      assert.equal((await put('bernd', uriOf('no'), answered)).status, 204);
      assert.deepEqual(await busy(), expected, partstat);
      const far = { from: Date.UTC(2032, 0, 5), to: Date.UTC(2032, 0, 12) };
      const later = (await calendar.freeBusy(world.person('bernd').actor, ['bernd'], far)).get('bernd') ?? [];
      assert.deepEqual(
        later.map((each) => each.busy),
        expected,
        `${partstat}, where no index reaches`,
      );
    }
    await settled();
  });

  it('moved to another calendar nobody is uninvited, neither when it is taken back', async () => {
    await put('anna', 'moved.ics', event({ uid: 'moved', attendees: ['bernd', 'nobody'], start: '20271118T100000' }));
    await settled();
    const { database } = world.landescloud;
    const sent = async () => {
      await settled();
      await until(async () => (await database.query('select from calendar.outgoing')).length === 0);
      const [row] = await database.query<{ n: number }>(
        `select count(*)::int as n from platform.mail where kind in ('calendar.cancel', 'calendar.request')`,
      );
      return row!.n;
    };
    const before = await sent();
    const [row] = await database.query<{ id: number }>(
      `select o.id from calendar.object o join calendar.calendar c
      on c.id = o.calendar_id where o.uid = 'moved' and c.owner_id = $1 and c.owner_kind = 'person'`,
      [world.person('anna').id],
    );
    const { id: second } = (await world.landescloud.calendar.calendars(world.person('anna').actor)).find(
      ({ uri }) => uri === 'second',
    )!;
    const ask = (method: string, path: string, body?: object) =>
      world.fetch('anna', `/api/v1/calendar${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      });
    const change = { calendarId: second };
    const response = await ask('PATCH', `/events/${row!.id}`, { scope: 'all', recurrenceId: null, etag: null, change });
    assert.equal(response.status, 200);
    const { undo } = (await response.json()) as { undo: number };
    assert.equal((await world.fetch('anna', `${home('anna')}/second/moved.ics`)).status, 200);
    assert.equal((await ask('POST', `/undo/${undo}`)).status, 204);
    assert.equal((await world.fetch('anna', `${home('anna')}/personal/moved.ics`)).status, 200);
    const destination = `${world.url}${home('anna')}/second/moved.ics`;
    const moved = await world.fetch('anna', `${home('anna')}/personal/moved.ics`, {
      method: 'MOVE',
      headers: { destination },
    });
    assert.equal(moved.status, 201);
    assert.equal(await sent(), before, 'nobody hears of it');
    assert.doesNotMatch(await copy('bernd', 'moved'), /CANCELLED/);
    // who answers finds it where it is now
    const accepted = (await copy('bernd', 'moved')).replace(
      /PARTSTAT=NEEDS-ACTION(;RSVP=TRUE:mailto:bernd)/,
      'PARTSTAT=ACCEPTED$1',
    );
    assert.equal((await put('bernd', uriOf('moved'), accepted)).status, 204);
    await until(async () => /PARTSTAT=ACCEPTED[^\r]*:mailto:bernd/.test(await copy('anna', 'moved')));
    // what was cancelled by mistake is on again for everybody
    const [there] = await database.query<{ id: number }>(
      `select o.id from calendar.object o join calendar.calendar c on c.id = o.calendar_id
       where o.uid = 'moved' and c.owner_id = $1 and c.owner_kind = 'person' and o.deleted_at is null`,
      [world.person('anna').id],
    );
    const removed = await ask('DELETE', `/events/${there!.id}?scope=all`);
    await until(async () => /STATUS:CANCELLED/.test(await copy('bernd', 'moved')));
    const { undo: back } = (await removed.json()) as { undo: number };
    assert.equal((await ask('POST', `/undo/${back}`)).status, 204);
    await until(async () => !(await copy('bernd', 'moved')).includes('STATUS:CANCELLED'));
  });

  it('rooms answer by themselves: yes, no, and of a series no to the dates that are taken', async () => {
    const { rooms } = world.landescloud.scheduling;
    const admin = world.person('admin').actor;
    const rules = {
      place: 'Erfurt',
      capacity: 12,
      equipment: ['Beamer'],
      books: 'everyone',
      longestMinutes: 240,
      horizonDays: 550,
      opensAt: 7 * 60,
      closesAt: 19 * 60,
    } as const;
    const { address } = await rooms.add(admin, {
      organisationKey: 'tfm',
      key: 'saal-2',
      kind: 'room',
      name: 'Saal 2',
      ...rules,
    });
    await assert.rejects(
      rooms.add(world.person('bernd').actor, {
        organisationKey: 'tfm',
        key: 'saal-3',
        kind: 'room',
        name: 'Saal 3',
        ...rules,
      }),
      /administrators/,
    );
    await assert.rejects(
      rooms.add(admin, { organisationKey: 'tfm', key: 'saal-2', kind: 'room', name: 'Saal 2', ...rules }),
      /with this key/,
    );
    const days = (offset: number) =>
      new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
    const book = async (login: string, uid: string, day: string, hour: string, lines = '') => {
      const people = `ATTENDEE;CUTYPE=ROOM;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${address}\n${lines}`;
      const body = event({ uid, attendees: [], organizer: login, lines: people })
        .replaceAll('20271012T100000', `${day}T${hour}0000`)
        .replaceAll('20271012T110000', `${day}T${Number(hour) + 1}0000`);
      assert.equal((await put(login, `${uid}.ics`, body)).status, 201);
      await until(
        async () => new RegExp(`PARTSTAT=(ACCEPTED|DECLINED)[^\\r]*:mailto:${address}`).test(await copy(login, uid)),
        { what: `${uid} is answered` },
      );
      await settled();
      return [...(await copy(login, uid)).matchAll(new RegExp(`PARTSTAT=(\\w+)[^\\r]*:mailto:${address}`, 'g'))].map(
        ([, answer]) => answer,
      );
    };
    assert.deepEqual(await book('anna', 'room-1', days(10), '10'), ['ACCEPTED']);
    assert.deepEqual(await book('bernd', 'room-2', days(10), '10'), ['DECLINED'], 'taken');
    assert.deepEqual(await book('bernd', 'room-3', days(10), '12'), ['ACCEPTED']);
    assert.deepEqual(await book('clara', 'room-4', days(11), '20'), ['DECLINED'], 'not open');
    assert.deepEqual(await book('clara', 'room-5', days(800), '10'), ['DECLINED'], 'too far');
    assert.deepEqual(
      await book('clara', 'room-6', days(3), '10', 'RRULE:FREQ=WEEKLY;COUNT=4\n'),
      ['ACCEPTED', 'DECLINED'],
      'one of the series is taken',
    );
    const from = Date.parse(`${new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10)}T06:00:00Z`);
    const find = (search: Parameters<typeof rooms.find>[1]) => rooms.find(world.person('clara').actor, search);
    const found = await find({ range: { from, to: from + 43_200_000 } });
    assert.deepEqual(
      found.map(({ key, free }) => [key, free]),
      [['saal-2', false]],
    );
    assert.deepEqual(await find({ capacity: 20 }), []);
    assert.equal((await find({ equipment: ['Beamer'], text: 'saal' })).length, 1);
    await rooms.update(admin, 'saal-2', { closed: true });
    assert.deepEqual(await find({}), []);
    assert.deepEqual(await book('clara', 'room-7', days(20), '10'), ['DECLINED'], 'closed');
  });

  it('a room that needs agreement is held; its manager agrees or declines, and what is not decided is free again', async () => {
    const { rooms, bookingRequests } = world.landescloud.scheduling;
    const { database, notifications } = world.landescloud;
    const [admin, manager] = [world.person('admin').actor, world.person('bernd').actor];
    const rules = {
      organisationKey: 'tfm',
      kind: 'room',
      place: 'Erfurt',
      building: 'Haus A',
      capacity: 12,
      equipment: [],
      longestMinutes: null,
      horizonDays: 550,
      opensAt: null,
      closesAt: null,
    } as const;
    const hall = { ...rules, key: 'festsaal', name: 'Festsaal', books: 'listed', approval: true } as const;
    await assert.rejects(rooms.add(admin, { ...hall, managers: ['niemand'] }), /no such person/);
    const { address } = await rooms.add(admin, {
      ...hall,
      organisations: ['stadt-erfurt'],
      managers: ['bernd'],
      bufferMinutes: 30,
    });
    const day = (offset: number) =>
      new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
    const ask = async (login: string, uid: string, start: string, lines = '') => {
      const people = `ATTENDEE;CUTYPE=ROOM;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${address}\n${lines}`;
      const response = await put(
        login,
        `${uid}.ics`,
        event({ uid, attendees: [], organizer: login, start, lines: people }),
      );
      assert.ok(response.ok);
      return answered(login, uid);
    };
    const answered = async (login: string, uid: string) => {
      await settled();
      const own = async () =>
        [...(await copy(login, uid)).matchAll(new RegExp(`PARTSTAT=(\\w+)[^\\r]*:mailto:${address}`, 'g'))].map(
          ([, answer]) => answer,
        );
      await until(async () => !(await own()).includes('NEEDS-ACTION'), { what: `${uid} is answered` });
      await settled();
      return own();
    };
    const open = async (actor = manager) =>
      (await bookingRequests.open(actor)).map(({ title, organizer }) => [title, organizer]);
    const at = (offset: number, hour = '10') => `${day(offset)}T${hour}0000`;

    assert.deepEqual(await ask('clara', 'hall-1', at(20)), ['TENTATIVE']);
    assert.deepEqual(await ask('bernd', 'hall-2', at(21)), ['ACCEPTED'], 'managers need nobody');
    assert.deepEqual(await ask('anna', 'hall-3', at(20, '11')), ['DECLINED'], 'held, and half an hour stays free');
    assert.deepEqual(await ask('anna', 'hall-4', at(22), 'CLASS:PRIVATE\n'), ['TENTATIVE'], 'the own organisation');
    assert.deepEqual(await open(), [
      ['Lunch', 'Clara Conrad'],
      [null, 'Anna Albrecht'],
    ]);
    assert.deepEqual(await open(world.person('clara').actor), []);
    const told = await notifications.list(manager.personId, { limit: 20 });
    assert.equal(told.items.filter(({ kind }) => kind === 'calendar.booking_asked').length, 2);
    const idOf = async (uid: string) =>
      (await database.query<{ id: number }>('select id from calendar.booking where uid = $1', [uid]))[0]!.id;
    const [first, second] = [await idOf('hall-1'), await idOf('hall-4')];
    await assert.rejects(bookingRequests.decide(world.person('clara').actor, first, 'approved', ''), /no such booking/);

    await bookingRequests.decide(manager, first, 'approved', '');
    await until(async () => (await answered('clara', 'hall-1'))[0] === 'ACCEPTED', { what: 'clara has the hall' });
    await assert.rejects(bookingRequests.decide(manager, first, 'declined', ''), /has decided/);
    await bookingRequests.decide(manager, second, 'declined', 'Empfang des Ministers');
    await until(async () => (await answered('anna', 'hall-4'))[0] === 'DECLINED', { what: 'anna has it not' });
    const hers = await notifications.list(world.person('anna').id, { limit: 20 });
    const why = hers.items.find(({ text }) => text === 'Empfang des Ministers');
    assert.equal(why?.title, 'Festsaal hat abgesagt: Lunch');
    assert.deepEqual(await open(), []);
    const left = await notifications.list(manager.personId, { limit: 20 });
    assert.ok(!left.items.some(({ kind }) => kind === 'calendar.booking_asked'));

    const words = (await copy('clara', 'hall-1')).replace('SUMMARY:Lunch', 'SUMMARY:Empfang');
    assert.ok((await put('clara', 'hall-1.ics', words)).ok);
    assert.deepEqual(await answered('clara', 'hall-1'), ['ACCEPTED'], 'what was agreed to stays so');
    const moved = words.replaceAll(`${day(20)}T1`, `${day(23)}T1`);
    assert.ok((await put('clara', 'hall-1.ics', moved)).ok);
    assert.deepEqual(await answered('clara', 'hall-1'), ['TENTATIVE'], 'another day is asked for anew');

    const range = { from: Date.now(), to: Date.now() + 40 * 86_400_000 };
    const seenBy = async (login: string) =>
      (await rooms.bookings(world.person(login).actor, ['festsaal'], range)).map(({ title, organizer, isAsked }) => [
        title,
        organizer,
        isAsked,
      ]);
    assert.deepEqual(await seenBy('anna'), [
      [null, 'Bernd Böhme', false],
      [null, null, true],
    ]);
    assert.deepEqual((await seenBy('bernd'))[1], ['Empfang', 'Clara Conrad', true], 'who looks after it');
    assert.equal((await rooms.find(world.person('anna').actor, { text: 'haus a' }))[0]?.mayBook, true);

    // Nobody decides: when it begins, the time is free again.
    await database.query('update calendar.booking set starts_at = $1 where uid = $2', [Date.now() - 1, 'hall-1']);
    await assert.rejects(bookingRequests.decide(manager, first, 'approved', ''), /too late/);
    await world.landescloud.jobs.enqueue(database, 'calendar.expire_booking', { id: first });
    await until(async () => (await answered('clara', 'hall-1'))[0] === 'DECLINED', { what: 'the time is free' });

    await rooms.close(admin, 'festsaal', { bookings: 'decline', reason: 'Umbau' });
    await until(async () => (await answered('bernd', 'hall-2'))[0] === 'DECLINED', {
      what: 'what was booked is given back',
    });
    const [kept] = await rooms.kept(admin, { text: 'Festsaal' });
    assert.deepEqual([kept?.closed, kept?.upcoming, kept?.managers[0]?.login], [true, 0, 'bernd']);
    await assert.rejects(rooms.kept(world.person('clara').actor, {}), /administrators/);
  });

  it('a delivery that was broken off is done once', async () => {
    const { database, jobs } = world.landescloud;
    assert.equal((await put('anna', 'once.ics', event({ uid: 'once', attendees: ['bernd'] }))).status, 201);
    await settled();
    const change = async () =>
      (
        await database.query<{ change: number }>(
          `select o.change from calendar.object o join calendar.calendar c on c.id = o.calendar_id where o.uid = 'once' and c.owner_id = $1`,
          [world.person('bernd').id],
        )
      )[0]?.change;
    const first = await change();
    const data = Buffer.from(
      event({ uid: 'once', attendees: ['bernd'] })
        .replace('VERSION:2.0', 'VERSION:2.0\r\nMETHOD:REQUEST')
        .replace('DTSTAMP:2027', 'DTSTAMP:2029')
        .replace('Lunch', 'Later'),
    );
    const [row] = await database.query<{ id: number }>(
      `insert into calendar.delivery (recipient_kind, recipient_id, sender, uid, method, quiet, data, created_at)
       values ('person', $1, 'mailto:anna@land.example', 'once', 'REQUEST', false, $2, 1) returning id`,
      [world.person('bernd').id, data],
    );
    // as the night's tidying finds it, and as a job that is given twice
    await jobs.enqueue(database, 'calendar.tidy_scheduling', {});
    await Promise.all(
      [1, 2].map((n) => jobs.enqueue(database, 'calendar.deliver', { id: row!.id }, { key: `again ${n}` })),
    );
    await until(async () => (await copy('bernd', 'once')).includes('Later'));
    await settled();
    assert.equal(await change(), first! + 1);
  });
});
