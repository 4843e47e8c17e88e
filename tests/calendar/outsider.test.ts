import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  Moment,
  counterTo,
  occurrences,
  organizerAddress,
  partOf,
  readCalendar,
  replyTo,
  type Calendar,
  type CalendarObject,
} from '@landescloud/icalendar';
import { openMailbox, readMail, type ReadMail } from '@landescloud/platform/mail';
import { startWorld, until, type World } from '@landescloud/testing';
import { createTransport } from 'nodemailer';
import { startMailSystem, type MailSystem } from './mail-system.ts';

/** anna (tfm) organizes, bernd (tmil) has a calendar here too, eva has a mail program and nothing else. */
const mails = { anna: 'anna@tfm.example', bernd: 'bernd@tmil.example', eva: 'eva@firma.example' };
const box = 'termine@cloud.example';
const uid = 'jour-fixe-2027@tfm.example';

let system: MailSystem;
let world: World;

before(async () => {
  system = await startMailSystem();
  const calendarMailbox = { address: box, url: system.imapUrl('termine'), authserv: null };
  const mailFrom = { name: 'Landescloud', address: 'noreply@cloud.example' };
  world = await startWorld({ settings: { smtpUrl: system.smtpUrl, calendarMailbox, mailFrom } });
  const { database } = world.landescloud;
  for (const login of ['anna', 'bernd'] as const)
    await database.query('update directory.person set email = $2 where login = $1', [login, mails[login]]);
});
after(async () => {
  await world?.stop();
  await system?.[Symbol.asyncDispose]();
});

/** Tuesdays at ten in Berlin from 12 October 2027 on: the end of daylight saving is between the third and the fourth. */
function meeting(lines = '', more = ''): Buffer {
  const text = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Test//Test//DE
BEGIN:VEVENT
UID:${uid}
DTSTAMP:20270901T080000Z
DTSTART;TZID=Europe/Berlin:20271012T100000
DTEND;TZID=Europe/Berlin:20271012T110000
RRULE:FREQ=WEEKLY;COUNT=6
SUMMARY:Jour fixe „Radweg“
LOCATION:Saal 2
ORGANIZER;CN=Anna Albrecht:mailto:${mails.anna}
ATTENDEE;CN=Anna Albrecht;PARTSTAT=ACCEPTED:mailto:${mails.anna}
ATTENDEE;CN=Bernd Böhme;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${mails.bernd}
ATTENDEE;CN=Eva Ebert;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${mails.eva}
${lines}END:VEVENT
${more}END:VCALENDAR
`;
  return Buffer.from(text.replaceAll('\n', '\r\n'));
}

async function put(login: string, change: (text: string) => string): Promise<void> {
  const { calendar } = world.landescloud;
  const { actor } = world.person(login);
  const found = await stored(login);
  const data = Buffer.from(change(unfolded(found!.data)));
  await calendar.putObject(actor, { calendar: { id: found!.calendarId }, uri: found!.uri, data });
}

const unfolded = (data: Buffer): string => data.toString().replaceAll(/\r\n[ \t]/g, '');

async function stored(login: string): Promise<{ calendarId: number; uri: string; data: Buffer } | undefined> {
  const [row] = await world.landescloud.database.query<{ calendarId: number; uri: string; data: Buffer }>(
    `select o.calendar_id as "calendarId", o.uri, o.data from calendar.object o join calendar.calendar c on c.id = o.calendar_id
     where c.owner_kind = 'person' and c.owner_id = $1 and o.uid = $2 and o.deleted_at is null`,
    [world.person(login).id, uid],
  );
  return row;
}

const ofPerson = async (login: string): Promise<CalendarObject | null> => {
  const found = await stored(login);
  return found === undefined ? null : readCalendar(found.data);
};

/** Day, hour in Berlin, whether it is off, of each of the series: what a person sees. */
function seen(object: CalendarObject | null): string[] {
  if (object === null) return [];
  const range = { from: Date.UTC(2027, 8), to: Date.UTC(2028, 1) };
  return occurrences(object, range).map(({ start, component }) => {
    const status = component.children.find((node) => node.name === 'STATUS');
    const off = status !== undefined && 'value' in status && status.value === 'CANCELLED';
    const at = new Date(start).toLocaleString('sv-SE', {
      timeZone: 'Europe/Berlin',
      dateStyle: 'short',
      timeStyle: 'short',
    });
    return `${at}${off ? ' off' : ''}`;
  });
}

const off = (days: readonly string[]) => days.filter((day) => !day.endsWith(' off'));

function answerOf(object: CalendarObject | null, login: keyof typeof mails, at?: string): string | undefined {
  if (object === null) return undefined;
  const parts = partOf(object).parts('vevent');
  const part = parts.find((each) => (each.moment('recurrence-id')?.key ?? '') === (at ?? '')) ?? parts[0];
  return part
    ?.lines('attendee')
    .find(({ value }) => value === `mailto:${mails[login]}`)
    ?.parameter('partstat');
}

/** Eva's mail program: takes each mail's calendar into its own, as programs do, and answers to the organizer it names. */
const eva = {
  received: [] as ReadMail[],
  calendar: null as CalendarObject | null,
  async look(): Promise<void> {
    await openMailbox(system.imapUrl('eva')).readUnread(async ({ source }) => {
      const mail = await readMail(source!);
      this.received.push(mail);
      const [text] = mail.calendars;
      if (text === undefined) return;
      const message = readCalendar(text, { message: true });
      if (message.method === 'REQUEST') this.calendar = readCalendar(text.replace(/METHOD:REQUEST\r?\n/, ''));
      if (message.method === 'CANCEL')
        this.cancelled.push(
          ...partOf(message)
            .parts('vevent')
            .map((part) => part.moment('recurrence-id')?.key ?? 'all'),
        );
    });
  },
  cancelled: [] as string[],
  /** How many mails are there once there are at least so many. */
  async waitFor(count: number): Promise<ReadMail> {
    await until(
      async () => {
        await this.look();
        return this.received.length >= count;
      },
      { what: `${count} mails for eva, of whom there are ${this.received.length}` },
    );
    assert.equal(this.received.length, count, 'no mail too many');
    return this.received.at(-1)!;
  },
  /** What she sees: the series, but for what was cancelled. */
  seen(): string[] {
    const all = seen(this.calendar);
    if (this.cancelled.includes('all')) return [];
    const gone = this.cancelled.map((key) => Moment.parse(key, null, () => null).instant);
    const hours = gone.map((at) =>
      new Date(at).toLocaleString('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'short' }),
    );
    return all.filter((day) => !hours.includes(day));
  },
};

async function send(from: string, to: string, calendar: Calendar, method: string): Promise<void> {
  const transport = createTransport({ url: system.smtpUrl });
  await transport.sendMail({
    from,
    to,
    subject: `Re: ${method}`,
    text: 'siehe Anlage',
    icalEvent: { method, content: calendar.toString() },
  });
  transport.close();
}

const address = (): string => organizerAddress(partOf(eva.calendar!)).replace('mailto:', '');
const reply = (partstat: 'ACCEPTED' | 'DECLINED', now: number, instance?: Moment) =>
  replyTo(partOf(eva.calendar!), {
    attendee: `mailto:${mails.eva}`,
    partstat,
    now,
    ...(instance === undefined ? {} : { instance }),
  })!.calendar;
const token = (): string => /\+([0-9a-z]{24})@/.exec(address())![1]!;
/** What becomes of a mail, and of the same mail once more. */
async function outcomeOf(from: string, to: string, calendar: Calendar, method: string): Promise<string[]> {
  await send(from, to, calendar, method);
  // anna is told of what waits for her by mail meanwhile
  const source = Buffer.from(system.taken.findLast((mail) => mail.from === from)!.raw);
  const { scheduling } = world.landescloud;
  return [await scheduling.receive(source), await scheduling.receive(source)];
}

describe('two organisations and somebody with a mail program only', () => {
  it('are invited: one finds it in the calendar, one in the mail', async () => {
    const { calendar } = world.landescloud;
    const { actor } = world.person('anna');
    await calendar.calendars(actor);
    const written = await calendar.putObject(actor, {
      calendar: { uri: 'personal' },
      uri: 'jour-fixe.ics',
      data: meeting(),
    });
    assert.equal(written.unchanged, false, 'SCHEDULE-STATUS is the server’s');
    assert.match(unfolded((await stored('anna'))!.data), /SCHEDULE-STATUS=1\.2:mailto:bernd@tmil/);
    await until(async () => (await stored('bernd')) !== undefined);
    const mail = await eva.waitFor(1);
    assert.deepEqual(seen(await ofPerson('bernd')), seen(await ofPerson('anna')));
    assert.deepEqual(eva.seen(), seen(await ofPerson('anna')));
    assert.deepEqual(
      eva.seen().slice(2, 4),
      ['2027-10-26 10:00', '2027-11-02 10:00'],
      'ten o’clock on both sides of the change',
    );
    assert.equal(mail.calendars.length, 2, 'as a part and as a file');
    assert.match(address(), /^termine\+[0-9a-z]{24}@cloud\.example$/);
    const { raw } = system.taken[0]!;
    assert.match(raw, /method=REQUEST/);
    assert.match(raw, /^Reply-To:[^\n]*\n?[^\n]*termine\+/m);
    assert.doesNotMatch(raw, /SCHEDULE-STATUS/);
  });

  it('answer, each their own way, and everybody sees it', async () => {
    await put('bernd', (text) => text.replace(/PARTSTAT=NEEDS-ACTION([^\r]*bernd)/, 'PARTSTAT=ACCEPTED$1'));
    await send(mails.eva, address(), reply('ACCEPTED', Date.now()), 'REPLY');
    await until(async () => answerOf(await ofPerson('anna'), 'eva') === 'ACCEPTED');
    await until(async () => answerOf(await ofPerson('anna'), 'bernd') === 'ACCEPTED');
    await until(async () => answerOf(await ofPerson('bernd'), 'eva') === 'ACCEPTED', {
      what: 'bernd sees eva’s answer',
    });
    assert.equal(eva.received.length, 1, 'others’ answers are no mail');
  });

  it('are told when it moves, and asked again', async () => {
    await put('anna', (text) => text.replaceAll('T100000', 'T140000').replaceAll('T110000', 'T150000'));
    await until(async () => seen(await ofPerson('bernd'))[0] === '2027-10-12 14:00');
    await eva.waitFor(2);
    assert.deepEqual(eva.seen(), seen(await ofPerson('anna')));
    assert.equal(answerOf(await ofPerson('anna'), 'eva'), 'NEEDS-ACTION');
    assert.equal(answerOf(await ofPerson('bernd'), 'bernd'), 'NEEDS-ACTION');
    await send(
      mails.eva,
      address(),
      reply(
        'DECLINED',
        Date.now() + 60_000,
        Moment.parse('20271102T130000Z', null, () => null),
      ),
      'REPLY',
    );
    await until(async () => answerOf(await ofPerson('anna'), 'eva', '20271102T130000Z') === 'DECLINED');
    assert.equal(answerOf(await ofPerson('anna'), 'eva'), 'NEEDS-ACTION', 'only the one behind the change of clocks');
  });

  it('lose one date of the series, and all of them the same', async () => {
    await put('anna', (text) => text.replace(/(RRULE:[^\r]*\r\n)/, '$1EXDATE;TZID=Europe/Berlin:20271026T140000\r\n'));
    await until(async () => off(seen(await ofPerson('bernd'))).length === 5);
    await eva.waitFor(3);
    assert.deepEqual(eva.cancelled, ['20271026T120000Z']);
    const expected = seen(await ofPerson('anna'));
    assert.equal(expected.length, 5);
    assert.deepEqual(off(seen(await ofPerson('bernd'))), expected);
    assert.deepEqual(eva.seen(), expected);
  });

  it('cannot be spoken for by strangers, nor by old mails', async () => {
    const yes = reply('ACCEPTED', Date.now() + 3_600_000);
    // who has only heard of the token; she herself without it
    assert.deepEqual(await outcomeOf('mallory@evil.example', address(), yes, 'REPLY'), ['asked', 'seen']);
    const bare = yes.clone();
    bare.parts('vevent')[0]!.set('organizer', `mailto:${mails.anna}`);
    assert.deepEqual(await outcomeOf(mails.eva, box, bare, 'REPLY'), ['asked', 'seen']);
    // a token is good for one meeting, and nobody cancels or answers for others by mail
    const other = yes.clone();
    other.parts('vevent')[0]!.set('uid', 'another@tfm.example');
    assert.deepEqual(await outcomeOf(mails.eva, address(), other, 'REPLY'), ['unknown-event', 'seen']);
    const forBernd = yes.clone();
    forBernd.parts('vevent')[0]!.line('attendee')!.setValue(`mailto:${mails.bernd}`);
    assert.deepEqual(await outcomeOf(mails.eva, address(), forBernd, 'REPLY'), ['asked', 'seen']);
    const cancel = partOf(eva.calendar!);
    cancel.set('method', 'CANCEL');
    assert.deepEqual(await outcomeOf(mails.anna, address(), cancel, 'CANCEL'), ['unreadable', 'unreadable']);
    const old = reply('ACCEPTED', Date.now() - 86_400_000);
    assert.deepEqual(await outcomeOf(mails.eva, address(), old, 'REPLY'), ['taken', 'seen']);
    const { database } = world.landescloud;
    await until(async () => (await database.query('select from calendar.delivery')).length === 0);
    assert.equal(answerOf(await ofPerson('anna'), 'eva', '20271102T130000Z'), 'DECLINED', 'the later answer stays');
    assert.equal((await stored('anna'))!.data.toString().includes('mallory'), false);
    const { questions } = world.landescloud.scheduling;
    const { actor } = world.person('anna');
    const open = await questions.open(actor);
    assert.deepEqual(
      open.map(({ kind, sender }) => `${kind} ${sender}`),
      [`unproven ${mails.eva}`, `unproven ${mails.eva}`, 'unproven mallory@evil.example'],
    );
    await assert.rejects(questions.answer(world.person('bernd').actor, open[2]!.id, 'taken'), /no such question/);
    for (const { id } of open) await questions.answer(actor, id, 'refused');
    await assert.rejects(questions.answer(actor, open[2]!.id, 'taken'), /no such question/);
  });

  it('propose another time, by mail and on the page, which the organizer takes', async () => {
    const [start, end] = [Moment.at(Date.UTC(2027, 10, 10, 9)), Moment.at(Date.UTC(2027, 10, 10, 10))];
    const instance = Moment.parse('20271109T130000Z', null, () => null);
    const propose = async (comment: string, from: Moment, to: Moment, now: number) => {
      const about = { attendee: `mailto:${mails.eva}`, instance, start: from, end: to, comment, now };
      const { database } = world.landescloud;
      const seen = async () => (await database.query('select from calendar.mail_seen')).length;
      const before = await seen();
      await send(mails.eva, address(), counterTo(partOf(eva.calendar!), about)!.calendar, 'COUNTER');
      await until(async () => (await seen()) > before, { what: `${comment} is read` });
      await until(async () => (await database.query('select from calendar.delivery')).length === 0);
    };
    const now = Date.now();
    const [first, second] = [Moment.at(Date.UTC(2027, 10, 11, 9)), Moment.at(Date.UTC(2027, 10, 11, 10))];
    await propose('Donnerstag?', first, second, now - 60_000);
    await propose('Mittwoch?', start, end, now);
    await propose('Donnerstag, sagte ich', first, second, now - 30_000);
    const { questions } = world.landescloud.scheduling;
    const { actor } = world.person('anna');
    await until(async () => (await questions.open(actor)).length === 1);
    const [question] = await questions.open(actor);
    assert.deepEqual([question?.kind, question?.comment, question?.startsAt], ['counter', 'Mittwoch?', start.instant]);
    await questions.answer(actor, question!.id, 'taken');
    await until(async () => off(seen(await ofPerson('bernd'))).includes('2027-11-10 10:00'));
    await eva.waitFor(4);
    assert.deepEqual(eva.seen(), seen(await ofPerson('anna')));
    assert.deepEqual(off(seen(await ofPerson('bernd'))), seen(await ofPerson('anna')));
  });

  it('answer on the page without an account', async () => {
    const { guests } = world.landescloud.scheduling;
    const view = await guests.look(token());
    assert.deepEqual([view.title, view.organizer, view.dates.length], ['Jour fixe „Radweg“', 'Anna Albrecht', 5]);
    await guests.answer(token(), { answer: 'TENTATIVE', comment: 'Bin im Zug' });
    assert.equal(answerOf(await ofPerson('anna'), 'eva'), 'TENTATIVE');
    await assert.rejects(guests.look('0'.repeat(24)), /no such invitation/);
  });

  it('two changes within a second are two mails of different seconds', async () => {
    await put('anna', (text) => text.replaceAll('LOCATION:Saal 2', 'LOCATION:Saal 3'));
    await put('anna', (text) => text.replaceAll('LOCATION:Saal 3', 'LOCATION:Saal 4'));
    await eva.waitFor(6);
    const stamps = eva.received.slice(-2).map((mail) => /DTSTAMP:(\S+)/.exec(mail.calendars[0] ?? '')?.[1] ?? '');
    assert.ok(stamps[0]! < stamps[1]!, stamps.join());
    assert.match(eva.received.at(-1)?.calendars[0] ?? '', /LOCATION:Saal 4/);
  });

  it('a mail that comes back is told to the organizer, once, and stands in the event', async () => {
    const { notifications } = world.landescloud;
    const told = async () =>
      (await notifications.list(world.person('anna').id, { limit: 50 })).items.filter(
        ({ kind }) => kind === 'calendar.undelivered',
      );
    const returnPath = system.taken.findLast(({ to }) => to.includes(mails.eva))!.from;
    assert.match(returnPath, /^termine\+[0-9a-z]{24}@cloud\.example$/);
    const report = (action: string, status: string) => `From: MAILER-DAEMON <>
To: <${returnPath}>
Auto-Submitted: auto-replied
Message-ID: <${action}@mx.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain

It was not delivered.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; ${mails.eva}
Action: ${action}
Status: ${status}

--x--
`;
    const raw = (action: string, status: string) => report(action, status).replaceAll('\n', '\r\n');
    const { scheduling } = world.landescloud;
    assert.equal(await scheduling.receive(Buffer.from(raw('delayed', '4.4.1'))), 'automatic');
    const transport = createTransport({ url: system.smtpUrl });
    await transport.sendMail({ envelope: { from: '', to: [returnPath] }, raw: raw('failed', '5.1.1') });
    await until(async () => (await told()).length === 1);
    assert.equal(await scheduling.receive(Buffer.from(raw('failed', '5.1.1'))), 'seen');
    assert.equal((await told()).length, 1);
    assert.match(unfolded((await stored('anna'))!.data), /SCHEDULE-STATUS=5\.1[^\r]*:mailto:eva@/);
    assert.match((await told())[0]!.title, /eva@firma\.example/);
    await put('anna', (text) => text.replaceAll('LOCATION:Saal 4', 'LOCATION:Saal 5'));
    await eva.waitFor(7);
    assert.doesNotMatch(unfolded((await stored('anna'))!.data), /SCHEDULE-STATUS=5/, 'it was sent anew');
  });

  it('are told when it is off', async () => {
    const { calendar } = world.landescloud;
    const found = await stored('anna');
    await calendar.deleteObject(world.person('anna').actor, { calendar: { id: found!.calendarId }, uri: found!.uri });
    await until(async () => off(seen(await ofPerson('bernd'))).length === 0);
    await eva.waitFor(8);
    assert.deepEqual(eva.seen(), []);
  });
});
