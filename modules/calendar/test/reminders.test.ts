import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { calendarWorld, event, type CalendarWorld } from './calendar-world.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const alarm = (trigger: string, action = 'DISPLAY', more: readonly string[] = []) => [
  'BEGIN:VALARM',
  `ACTION:${action}`,
  `TRIGGER${trigger}`,
  'DESCRIPTION:x',
  ...more,
  'END:VALARM',
];
const utc = (at: number) => `:${new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '')}`;

describe('reminders', () => {
  let w: CalendarWorld;
  before(async () => {
    w = await calendarWorld();
    // a working morning, far from a change of the clocks
    w.clock.time = Date.parse('2027-02-01T08:00:00Z');
  });
  after(() => w[Symbol.asyncDispose]());

  const put = async (name: string, body: string, as = 'anna', calendar = 'personal') => {
    const { status, text } = await w.dav('PUT', `calendars/${as}/${calendar}/${name}.ics`, {
      as,
      body,
      headers: { 'content-type': 'text/calendar' },
    });
    assert.ok(status === 201 || status === 204, `${status} ${text}`);
  };
  const remove = (name: string) => w.dav('DELETE', `calendars/anna/personal/${name}.ics`);
  const rooms = () => w.world.landescloud;
  const ring = () => rooms().reminders.ring();
  const open = async (who: 'anna' | 'bernd' = 'anna') =>
    (await rooms().reminders.open(w[who])).map(({ title }) => title);
  const told = async (who: 'anna' | 'bernd' = 'anna') =>
    (await rooms().notifications.list(w[who].personId, { limit: 100 })).items.map(({ title }) => title);
  const mails = () =>
    rooms().database.query<{ recipient: string; subject: string; text: string }>(
      `select recipient, subject, text from platform.mail where kind = 'calendar.reminder' order by id`,
    );
  const clear = async () => {
    await rooms().database.query('delete from calendar.reminder');
    await rooms().database.query(`delete from platform.notification where kind like 'calendar.%'`);
    await rooms().database.query(`delete from platform.mail where kind = 'calendar.reminder'`);
  };
  const choose = (change: object, who: 'anna' | 'bernd' = 'anna') =>
    rooms().reminders.choose(w[who], {
      way: 'as-set',
      zone: 'Europe/Berlin',
      timedMinutes: 15,
      allDayMinutes: null,
      withInvitations: false,
      ...change,
    });

  it('rings once, in the app or by mail as the alarm says, in the person’s language and zone', async () => {
    const start = w.clock.time + hour;
    await put(
      'a',
      event('a', utc(start), [
        'SUMMARY:Jour fixe',
        'DURATION:PT1H',
        'LOCATION:Raum 7',
        ...alarm(':-PT15M'),
        ...alarm(':-PT30M', 'EMAIL'),
      ]),
    );
    await ring();
    assert.deepEqual([await open(), await mails()], [[], []], 'nothing is due');
    w.clock.time = start - 30 * minute;
    await Promise.all([ring(), ring(), ring()]);
    const [mail, ...others] = await mails();
    assert.deepEqual([others, await open()], [[], []]);
    assert.equal(mail?.recipient, 'anna@example.org');
    assert.equal(mail?.subject, 'Erinnerung: Jour fixe');
    assert.match(mail?.text ?? '', /Wann: Montag, 1\. Februar 2027, 10:00–11:00 Uhr\nWo: Raum 7/);
    assert.match(mail?.text ?? '', /\/calendar\?view=day&date=2027-02-01/);
    w.clock.time = start - 15 * minute;
    await Promise.all([ring(), ring(), ring()]);
    assert.deepEqual(await open(), ['Jour fixe']);
    assert.deepEqual(await told(), ['Erinnerung: Jour fixe']);
    assert.equal((await mails()).length, 1);
    await clear();
    await w.world.landescloud.directory.me.update(w.anna, { language: 'en' });
    await choose({ way: 'both', zone: 'America/New_York' });
    await put(
      'b',
      event('b', utc(start + hour), ['SUMMARY:Call', 'DURATION:PT1H', 'CLASS:PRIVATE', ...alarm(':-PT15M')]),
    );
    w.clock.time = start + 45 * minute;
    await ring();
    const [english] = await mails();
    assert.equal(english?.subject, 'Reminder: Private event');
    assert.match(english?.text ?? '', /When: Monday,? 1 February 2027, 05:00–06:00 \(America\/New_York\)/);
    assert.doesNotMatch(english?.text ?? '', /Call/, 'administrators may read mail');
    assert.deepEqual(await told(), ['Reminder: Call']);
    await choose({ way: 'off' });
    await put('c', event('c', utc(w.clock.time + hour), ['SUMMARY:Off', ...alarm(':-PT1H')]));
    await w.world.landescloud.directory.me.update(w.anna, { language: 'de' });
    w.clock.time += minute;
    await clear();
    await ring();
    assert.deepEqual([await open(), await mails()], [[], []], 'who wants none gets none');
    await choose({});
    for (const name of ['a', 'b', 'c']) await remove(name);
  });

  it('snoozed it rings again, done it does not; what was acknowledged elsewhere disappears', async () => {
    await clear();
    const start = w.clock.time + 20 * minute;
    const lines = ['SUMMARY:Anruf', 'DURATION:PT1H'];
    await put('s', event('s', utc(start), [...lines, ...alarm(':-PT15M')]));
    w.clock.time = start - 15 * minute;
    await ring();
    const [first] = await rooms().reminders.open(w.anna);
    await rooms().reminders.snooze(w.anna, first!.id, 10);
    await assert.rejects(() => rooms().reminders.snooze(w.bernd, first!.id, 10), {
      code: 'calendar.reminder_not_found',
    });
    assert.deepEqual(await open(), []);
    await ring();
    assert.deepEqual(await open(), []);
    w.clock.time += 10 * minute;
    await ring();
    assert.deepEqual(await open(), ['Anruf']);
    const seen = [`ACKNOWLEDGED${utc(w.clock.time)}`];
    await put('s', event('s', utc(start), [...lines, ...alarm(':-PT15M', 'DISPLAY', seen)]));
    assert.deepEqual([await open(), await told()], [[], []], 'the phone has said that it was seen');
    await put('t', event('t', utc(start + hour), ['SUMMARY:Zwei', ...alarm(':-PT1H')]));
    w.clock.time = start;
    await ring();
    const [second] = await rooms().reminders.open(w.anna);
    await assert.rejects(() => rooms().reminders.done(w.bernd, second!.id), { code: 'calendar.reminder_not_found' });
    await rooms().reminders.done(w.anna, second!.id);
    assert.deepEqual([await open(), await told()], [[], []]);
    for (const name of ['s', 't']) await remove(name);
  });

  it('what was moved, cancelled, declined or deleted before does not ring', async () => {
    await clear();
    const start = w.clock.time + hour;
    const people = (answer: string) => [
      'ORGANIZER:mailto:x@else.example',
      `ATTENDEE;PARTSTAT=${answer}:mailto:anna@example.org`,
    ];
    await put('m', event('m', utc(start), ['SUMMARY:Moved', ...alarm(':-PT15M')]));
    await put('m', event('m', utc(start + day), ['SUMMARY:Moved', ...alarm(':-PT15M')]));
    await put('d', event('d', utc(start), ['SUMMARY:Declined', ...people('DECLINED'), ...alarm(':-PT15M')]));
    await put('e', event('e', utc(start), ['SUMMARY:Deleted', ...alarm(':-PT15M')]));
    await put('y', event('y', utc(start), ['SUMMARY:Yes', ...people('ACCEPTED'), ...alarm(':-PT15M')]));
    await remove('e');
    w.clock.time = start - 15 * minute;
    await ring();
    assert.deepEqual(await open(), ['Yes']);
    for (const name of ['m', 'd', 'y']) await remove(name);
  });

  it('after an outage: what is to come is told however late, what is over is not, several in one', async () => {
    await clear();
    const now = w.clock.time;
    const night = now + 14 * hour;
    await put('o', event('o', utc(now + hour), ['SUMMARY:Over', 'DURATION:PT1H', ...alarm(':-PT15M')]));
    await put('f', event('f', utc(now + 2 * day), ['SUMMARY:Future', 'DURATION:PT1H', ...alarm(':-P1DT23H')]));
    for (let i = 0; i < 7; i += 1)
      await put(
        `g${i}`,
        event(`g${i}`, utc(night + hour), [
          `SUMMARY:G${i}`,
          'DURATION:PT1H',
          ...alarm(':-PT12H', 'EMAIL'),
          ...alarm(':-PT11H', 'EMAIL'),
        ]),
      );
    w.clock.time = night;
    await ring();
    assert.deepEqual(await open(), ['Future']);
    const [mail, ...others] = await mails();
    assert.deepEqual([mail?.subject, others], ['7 Erinnerungen', []], 'each date once, all in one');
    for (const name of ['o', 'f', 'g0', 'g1', 'g2', 'g3', 'g4', 'g5', 'g6']) await remove(name);
  });

  it('a series rings on: its alarms are listed anew before they end, also where nobody was there for weeks', async () => {
    await clear();
    const start = w.clock.time + 2 * hour;
    await put(
      'w',
      event('w', utc(start), ['SUMMARY:Wöchentlich', 'DURATION:PT1H', 'RRULE:FREQ=DAILY', ...alarm(':-PT15M')]),
    );
    const listed = async () =>
      Number((await rooms().database.query<{ n: number }>('select count(*)::int as n from calendar.alarm'))[0]?.n);
    assert.equal(await listed(), 40);
    w.clock.time = start + 45 * day - 15 * minute;
    await ring();
    await ring();
    assert.deepEqual(await open(), ['Wöchentlich'], 'once, that of today');
    assert.ok((await listed()) > 30);
    w.clock.time += 300 * day;
    await rooms().reminders.renew();
    const dates = await rooms().database.query<{ until: number }>(
      `select indexed_until as until from calendar.object where uid = 'w'`,
    );
    assert.ok(dates[0]!.until > w.clock.time + 365 * day);
    await remove('w');
    assert.equal(await listed(), 0);
  });

  it('in a shared calendar its owner, and a deputy who chose so: nothing private, and nobody else', async () => {
    await clear();
    const { calendar } = w.world.landescloud;
    const share = (role: 'manager' | 'editor') =>
      calendar.share(w.anna, { uri: 'personal' }, { set: [{ kind: 'person', key: 'bernd', role }] });
    await share('manager');
    const shared = (await calendar.calendars(w.bernd)).find(({ ownerId }) => ownerId === w.anna.personId)!;
    const ask = async (login: string, reminds: boolean) =>
      (
        await w.world.fetch(login, `/api/v1/calendars/${shared.id}`, {
          method: 'PATCH',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ reminds }),
        })
      ).status;
    const both = async (name: string) => {
      await put(`${name}1`, event(`${name}1`, utc(w.clock.time + hour), ['SUMMARY:Offen', ...alarm(':-PT59M')]));
      await put(
        `${name}2`,
        event(`${name}2`, utc(w.clock.time + hour), ['SUMMARY:Privat', 'CLASS:PRIVATE', ...alarm(':-PT59M')]),
      );
      w.clock.time += minute;
      await ring();
      const found = [(await open('anna')).toSorted(), await open('bernd')];
      await clear();
      return found;
    };
    assert.deepEqual(await both('p'), [['Offen', 'Privat'], []]);
    assert.equal(await ask('bernd', true), 200);
    assert.deepEqual(await both('q'), [['Offen', 'Privat'], ['Offen']]);
    assert.equal(await ask('anna', false), 200);
    assert.deepEqual(await both('r'), [[], ['Offen']]);
    assert.equal(await ask('anna', true), 200);
    await share('editor');
    assert.deepEqual(await both('u'), [['Offen', 'Privat'], []], 'no deputy any more');
    assert.equal(await ask('bernd', true), 403);
  });
});
