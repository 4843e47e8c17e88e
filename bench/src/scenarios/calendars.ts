import { createCalendar } from '@landescloud/calendar';
import { createDirectory } from '@landescloud/directory';
import type { PersonActor } from '@landescloud/kernel';
import { openDatabase } from '@landescloud/platform/database';
import { createEvents, createHints } from '@landescloud/platform/events';
import { createJobs } from '@landescloud/platform/jobs';
import { createGuardedFetch, createNetworkGuard } from '@landescloud/platform/outgoing';
import type { Reference } from '../apache.ts';
import type { Subject } from '../landescloud.ts';
import { measure, type Load, type Measured } from '../load.ts';
import type { Row } from '../result.ts';
import { show } from './requests.ts';

const CALDAV = 'urn:ietf:params:xml:ns:caldav';
const day = 86_400_000;
const inYear = 1_000;
const many = 10_000;
const people = 100;
const calendars = 20;
const rounds = 20;

function event(uid: string, at: number): string {
  const time = (instant: number): string => new Date(instant).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  return `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//DE\r\nBEGIN:VEVENT\r\nUID:${uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:${time(at)}\r\nDTEND:${time(at + 3_600_000)}\r\nSUMMARY:Besprechung ${uid}\r\nLOCATION:Raum 4.17\r\nDESCRIPTION:Tagesordnung: Haushalt\\, Personal\\, Verschiedenes\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;
}

const start = Date.UTC(2026, 0, 5, 8);
const month = `<c:calendar-query xmlns:d="DAV:" xmlns:c="${CALDAV}"><d:prop><d:getetag/><c:calendar-data/></d:prop><c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"><c:time-range start="20260601T000000Z" end="20260701T000000Z"/></c:comp-filter></c:comp-filter></c:filter></c:calendar-query>`;
const sync = (token: string, data = ''): string =>
  `<d:sync-collection xmlns:d="DAV:" xmlns:c="${CALDAV}"><d:sync-token>${token}</d:sync-token><d:sync-level>1</d:sync-level><d:prop><d:getetag/>${data}</d:prop></d:sync-collection>`;

interface Server {
  readonly origin: string;
  readonly home: string;
  readonly authorization: string;
  readonly tree: Subject['tree'];
}

/** CalDAV as programs use it, with Radicale beside it where that is installed, and what the web calendar asks for. */
export async function measureCalendars(subject: Subject, radicale: Reference | null, seconds: number): Promise<Row[]> {
  const ours: Server = { ...subject, home: '/remote.php/dav/calendars/admin' };
  const theirs: Server | null =
    radicale === null
      ? null
      : { ...radicale, home: '/admin', authorization: `Basic ${Buffer.from('admin:x').toString('base64')}` };
  const [tokens, theirTokens] = [await prepare(ours), theirs === null ? null : await prepare(theirs)];
  const rows: Row[] = [];
  const compare = async (
    work: string,
    goal: string,
    goalCpuMs: number,
    load: (server: Server, token: string) => Load,
  ) => {
    const measured = await measure(ours.origin, load(ours, tokens), ours.tree);
    const other = theirs === null ? null : await measure(theirs.origin, load(theirs, theirTokens ?? ''), theirs.tree);
    rows.push(row(work, measured, goal, goalCpuMs, other));
  };
  await compare('calendar: event PUT (8)', '1,000/s durable, 1.5 ms', 1.5, (server) => ({
    method: 'PUT',
    path: `${server.home}/neu/{n}.ics`,
    headers: { authorization: server.authorization, 'content-type': 'text/calendar' },
    body: event('{n}', start),
    concurrency: 8,
    seconds,
  }));
  const report = (server: Server, calendar: string, body: string, concurrency: number): Load => ({
    method: 'REPORT',
    path: `${server.home}/${calendar}/`,
    headers: { authorization: server.authorization, depth: '1', 'content-type': 'application/xml' },
    body,
    concurrency,
    seconds,
  });
  await compare(`calendar: month query over ${inYear} events (4)`, '500/s, 4 ms', 4, (server) =>
    report(server, 'jahr', month, 4),
  );
  const fifty = Array.from({ length: 50 }, (_, n) => n * 7);
  const multiget = (server: Server): string =>
    `<c:calendar-multiget xmlns:d="DAV:" xmlns:c="${CALDAV}"><d:prop><d:getetag/><c:calendar-data/></d:prop>${fifty
      .map((n) => `<d:href>${server.home}/jahr/e${n}.ics</d:href>`)
      .join('')}</c:calendar-multiget>`;
  await compare('calendar: multiget of 50 events (4)', '500/s, 4 ms', 4, (server) =>
    report(server, 'jahr', multiget(server), 4),
  );
  await compare('calendar: sync-collection, nothing new (16)', '4,000/s, 0.5 ms', 0.5, (server, token) =>
    report(server, 'jahr', sync(token), 16),
  );
  rows.push(await wholeSync(ours));
  rows.push(...(await views(subject)));
  rows.push(await manyShared(ours, subject));
  return rows;
}

function row(work: string, measured: Measured, goal: string, goalCpuMs: number, other: Measured | null): Row {
  const { perSecond, cpuMs, failures } = measured;
  return {
    work,
    measured: show(measured),
    goal,
    apache: other === null ? '' : `Radicale: ${show(other)}${other.failures > 0 ? `, ${other.failures} failed` : ''}`,
    reached: failures === 0 && cpuMs <= goalCpuMs,
    figures: { perSecond, cpuMs, failures, p99Ms: measured.p99Ms },
  };
}

async function ask(
  server: Server,
  method: string,
  path: string,
  body: string,
  type = 'application/xml',
): Promise<string> {
  const headers = { authorization: server.authorization, 'content-type': type, depth: '1' };
  const response = await fetch(`${server.origin}${server.home}/${path}`, { method, headers, body });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.text();
}

/** A year with a thousand events, and an empty calendar; answers the year's sync token. */
async function prepare(server: Server): Promise<string> {
  for (const name of ['neu', 'jahr']) await ask(server, 'MKCALENDAR', `${name}/`, '');
  await putMany(server, 'jahr', inYear);
  return tokenOf(await ask(server, 'REPORT', 'jahr/', sync('')));
}

async function putMany(server: Server, calendar: string, count: number): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    for (let n = next++; n < count; n = next++) {
      const at = start + Math.floor((n * 360) / count) * day + (n % 8) * 3_600_000;
      await ask(server, 'PUT', `${calendar}/e${n}.ics`, event(`e${n}`, at), 'text/calendar');
    }
  };
  await Promise.all(Array.from({ length: 16 }, work));
}

function tokenOf(answer: string): string {
  return /sync-token>([^<]+)</.exec(answer)?.[1] ?? '';
}

/** Ten thousand events to a program that has none of them, with their contents. */
async function wholeSync(server: Server): Promise<Row> {
  await ask(server, 'MKCALENDAR', 'viel/', '');
  await putMany(server, 'viel', many);
  const begin = performance.now();
  let found = 0;
  for (let token = '', more = true; more;) {
    const answer = await ask(server, 'REPORT', 'viel/', sync(token, '<c:calendar-data/>'));
    found += answer.split('BEGIN:VEVENT').length - 1;
    token = tokenOf(answer);
    more = answer.includes('number-of-matches-within-limits');
  }
  const took = (performance.now() - begin) / 1000;
  return {
    work: `calendar: sync of ${many} events with contents`,
    measured: `${took.toFixed(2)} s`,
    goal: '3 s',
    apache: '',
    reached: found === many && took <= 3,
    figures: { seconds: took, found },
  };
}

/** What the web calendar asks for, as the module answers it on the same database. */
async function views(subject: Subject): Promise<Row[]> {
  const db = await openDatabase({ dataDir: subject.dataDir });
  try {
    const clock = { now: () => Date.now() };
    const [events, hints, jobs] = [createEvents(db), createHints(db), createJobs(db)];
    const directory = createDirectory({ db, clock, events, jobs, hints });
    const calendar = createCalendar({
      db,
      clock,
      events,
      hints,
      jobs,
      directory,
      birthdays: { of: () => Promise.resolve({ birthdays: [], state: '' }), stateOf: () => Promise.resolve('') },
      fetchOutside: createGuardedFetch(createNetworkGuard([])),
    });
    const identity = await directory.identities.findByLogin('admin');
    if (identity === undefined) throw new Error('there is no admin');
    const { disabled: _, ...person } = identity;
    const actor: PersonActor = { kind: 'person', ...person, client: 'browser' };
    const from = Date.UTC(2026, 5, 1);
    for (let n = 0; n < calendars; n += 1) {
      const { id } = await calendar.create(actor, { name: `Kalender ${n}`, uri: `k${n}` });
      for (let each = 0; each < 40; each += 1) {
        const data = Buffer.from(event(`k${n}-${each}`, from + (each % 28) * day + (n % 8) * 3_600_000));
        await calendar.putObject(actor, { calendar: { id }, uri: `${each}.ics`, data });
      }
    }
    const logins = await busyPeople(db, from);
    const range = { from, to: from + 30 * day };
    const view = await middle(async () => (await calendar.occurrences(actor, range)).length);
    const week = { from, to: from + 7 * day };
    const busy = await middle(async () => (await calendar.freeBusy(actor, logins, week)).size);
    directory.close();
    return [
      timed(`calendar: month view of ${calendars} and more calendars, ${view.found} occurrences`, view.ms, 50),
      timed(`calendar: free/busy of ${busy.found} people for a week`, busy.ms, 100),
    ];
  } finally {
    await db.close();
  }
}

const shared = 500;

/** What a program asks at each round for who has hundreds of calendars from others. */
async function manyShared(server: Server, subject: Subject): Promise<Row> {
  const db = await openDatabase({ dataDir: subject.dataDir });
  try {
    await db.query(
      `with me as (select id from directory.person where login = 'admin'), p as (
         select id from directory.person where login = 'frei-1'
       ), c as (
         insert into calendar.calendar (owner_kind, owner_id, uri, name, created_at)
         select 'person', p.id, 'k' || n, 'Kalender ' || n, 0 from p, generate_series(1, $1::int) n returning id
       ), given as (
         insert into calendar.share (calendar_id, kind, person_id, role, shared_at)
         select c.id, 'person', me.id, 'viewer', 0 from c, me
       )
       insert into calendar.access (person_id, calendar_id, role, uri) select me.id, c.id, 'viewer', 'von-' || c.id from c, me`,
      [shared],
    );
  } finally {
    await db.close();
  }
  const body =
    '<d:propfind xmlns:d="DAV:" xmlns:x="http://calendarserver.org/ns/"><d:prop><d:displayname/><d:resourcetype/><d:sync-token/><x:invite/></d:prop></d:propfind>';
  const { ms, found } = await middle(
    async () => (await ask(server, 'PROPFIND', '', body)).split('</d:response>').length,
  );
  return {
    ...timed(`calendar: PROPFIND of a home with ${shared} shared calendars and who has them`, ms, 100),
    reached: found > shared && ms <= 100,
  };
}

/** People with a full week each. */
async function busyPeople(db: Awaited<ReturnType<typeof openDatabase>>, from: number): Promise<string[]> {
  const made = await db.query<{ id: number; login: string }>(
    `insert into directory.person (login, name, organisation_id)
     select 'frei-' || n, 'Person ' || n, (select min(id) from directory.organisation) from generate_series(1, $1::int) n
     returning id, login`,
    [people],
  );
  await db.query(
    `with c as (
       insert into calendar.calendar (owner_kind, owner_id, uri, standard, name, created_at)
       select 'person', p, 'personal', true, 'Persönlich', 0 from unnest($1::bigint[]) p returning id
     ), o as (
       insert into calendar.object (calendar_id, uri, uid, component, data, change, class, scheduled, recurring, shown, created_at, modified_at)
       select c.id, n || '.ics', n::text, 'VEVENT', '', n, 'PUBLIC', false, false, '{}', 0, 0 from c, generate_series(1, 200) n
       returning id, calendar_id, change
     )
     insert into calendar.occurrence (calendar_id, object_id, starts_at, ends_at, all_day, floating, busy)
     select calendar_id, id, $2::bigint + change * 3600000 * 2, $2::bigint + change * 3600000 * 2 + 3600000, false, false, 1 from o`,
    [made.map(({ id }) => id), from - 7 * day],
  );
  await db.query('analyze calendar.object');
  await db.query('analyze calendar.occurrence');
  return made.map(({ login }) => login);
}

async function middle(work: () => Promise<number>): Promise<{ ms: number; found: number }> {
  const times: number[] = [];
  let found = 0;
  for (let n = 0; n < rounds; n += 1) {
    const begin = performance.now();
    found = await work();
    times.push(performance.now() - begin);
  }
  return { ms: times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN, found };
}

function timed(work: string, ms: number, goalMs: number): Row {
  return {
    work,
    measured: `${ms.toFixed(1)} ms`,
    goal: `${goalMs} ms`,
    apache: '',
    reached: ms <= goalMs,
    figures: { ms },
  };
}
