import assert from 'node:assert/strict';
import { copyFile, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { clientWorld, type ClientPerson, type ClientWorld, type RunResult } from './client-world.ts';

let world: ClientWorld;
before(async () => {
  world = await clientWorld();
});
after(() => world[Symbol.asyncDispose]());

function event(uid: string, summary: string, start = '20261124T090000Z'): string {
  return `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//DE\r\nBEGIN:VEVENT\r\nUID:${uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:${start}\r\nDURATION:PT1H\r\nSUMMARY:${summary}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;
}

const ok = (result: RunResult): RunResult => {
  assert.equal(result.code, 0, result.output);
  return result;
};

const calendars = () => world.server.calendar;

async function summaries(person: ClientPerson, uri = 'personal'): Promise<string[]> {
  const calendar = await calendars().calendar(person.actor, { uri });
  const objects = await calendars().objects(calendar, { data: true });
  return objects.flatMap(({ data }) => /SUMMARY:(.*)\r?\n/.exec(data?.toString() ?? '')?.[1]?.trim() ?? '').sort();
}

async function put(person: ClientPerson, uid: string, summary: string, uri = 'personal'): Promise<void> {
  const data = Buffer.from(event(uid, summary));
  await calendars().putObject(person.actor, { calendar: { uri }, uri: `${uid}.ics`, data });
}

/** The address alone is configured: everything else is found. */
async function vdirsyncer(
  person: ClientPerson,
): Promise<{ folder: string; run(...args: string[]): Promise<RunResult> }> {
  const folder = join(world.folder, person.login);
  await mkdir(join(folder, 'local'), { recursive: true });
  const config = join(folder, 'vdirsyncer.conf');
  await writeFile(
    config,
    `[general]
status_path = "${folder}/status"
[pair termine]
a = "hier"
b = "dort"
collections = ["from a", "from b"]
conflict_resolution = "a wins"
metadata = ["color", "displayname"]
[storage hier]
type = "filesystem"
path = "${folder}/local"
fileext = ".ics"
[storage dort]
type = "caldav"
url = "${world.url}/"
username = "${person.login}"
password = "${person.password}"
`,
  );
  return { folder, run: (...args) => world.run('vdirsyncer', ['-c', config, ...args], { input: 'y\ny\ny\ny\ny\n' }) };
}

test('vdirsyncer: both ways, deletions, a conflict, a calendar that is new on either side', async () => {
  const person = await world.addPerson('vdir');
  await put(person, 'dort', 'Vom Server');
  const { folder, run } = await vdirsyncer(person);
  ok(await run('discover', 'termine'));
  const local = join(folder, 'local', 'personal');
  await mkdir(local, { recursive: true });
  await writeFile(join(local, 'hier.ics'), event('hier', 'Von hier'));
  ok(await run('sync'));
  assert.deepEqual(await summaries(person), ['Vom Server', 'Von hier']);
  assert.equal((await readdir(local)).filter((name) => name.endsWith('.ics')).length, 2);
  // Changed on both sides since: this side wins, and the server is told with the etag it knows.
  await put(person, 'hier', 'Dort geändert');
  await writeFile(join(local, 'hier.ics'), event('hier', 'Hier geändert'));
  await calendars().deleteObject(person.actor, { calendar: { uri: 'personal' }, uri: 'dort.ics' });
  ok(await run('sync'));
  assert.deepEqual(await summaries(person), ['Hier geändert']);
  assert.deepEqual(
    (await readdir(local)).filter((name) => name.endsWith('.ics')),
    ['hier.ics'],
  );
  await rm(join(local, 'hier.ics'));
  await put(person, 'neu', 'Neu');
  // An emptied side is not taken at its word without being told so.
  ok(await run('sync', '--force-delete'));
  assert.deepEqual(await summaries(person), ['Neu']);
  await calendars().create(person.actor, { uri: 'zweiter', name: 'Zweiter', colour: '#ff0000' });
  await put(person, 'z', 'Im zweiten', 'zweiter');
  await mkdir(join(folder, 'local', 'dritter'));
  await writeFile(join(folder, 'local', 'dritter', 'd.ics'), event('d', 'Im dritten'));
  ok(await run('discover', 'termine'));
  ok(await run('metasync'));
  ok(await run('sync'));
  assert.match(await readFile(join(folder, 'local', 'zweiter', 'color'), 'utf8'), /#ff0000/i);
  assert.deepEqual(await summaries(person, 'dritter'), ['Im dritten']);
  assert.equal(
    (await readdir(join(folder, 'local', 'zweiter'))).some((name) => name.endsWith('.ics')),
    true,
  );
});

test('khal over what vdirsyncer brings: a series with an exception across the change of clocks, and a new event', async () => {
  const person = await world.addPerson('khal');
  const series = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//test//DE',
    'BEGIN:VTIMEZONE',
    'TZID:Europe/Berlin',
    'BEGIN:DAYLIGHT',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    'DTSTART:19700329T020000',
    'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
    'END:DAYLIGHT',
    'BEGIN:STANDARD',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'DTSTART:19701025T030000',
    'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
    'END:STANDARD',
    'END:VTIMEZONE',
    'BEGIN:VEVENT',
    'UID:serie',
    'DTSTAMP:20260101T000000Z',
    'DTSTART;TZID=Europe/Berlin:20261019T090000',
    'DTEND;TZID=Europe/Berlin:20261019T100000',
    'RRULE:FREQ=WEEKLY;COUNT=3',
    'SUMMARY:Jour fixe',
    'END:VEVENT',
    'BEGIN:VEVENT',
    'UID:serie',
    'DTSTAMP:20260101T000000Z',
    'RECURRENCE-ID;TZID=Europe/Berlin:20261026T090000',
    'DTSTART;TZID=Europe/Berlin:20261026T140000',
    'DTEND;TZID=Europe/Berlin:20261026T150000',
    'SUMMARY:Jour fixe verlegt',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
  await calendars().putObject(person.actor, {
    calendar: { uri: 'personal' },
    uri: 'serie.ics',
    data: Buffer.from(series),
  });
  const { folder, run } = await vdirsyncer(person);
  ok(await run('discover', 'termine'));
  ok(await run('sync'));
  const config = join(folder, 'khal.conf');
  await writeFile(
    config,
    `[calendars]
[[personal]]
path = ${folder}/local/personal
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
[sqlite]
path = ${folder}/khal.db
[default]
default_calendar = personal
`,
  );
  const khal = (...args: string[]): Promise<RunResult> => world.run('khal', ['-c', config, ...args]);
  const listed = ok(
    await khal('list', '--format', '{start-date} {start-time} {title}', '--day-format', '', '2026-10-19', '2026-11-05'),
  );
  const shown = listed.output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('2026'));
  assert.deepEqual(shown, [
    '2026-10-19 09:00 Jour fixe',
    '2026-10-26 14:00 Jour fixe verlegt',
    '2026-11-02 09:00 Jour fixe',
  ]);
  ok(await khal('new', '2026-12-01', '10:00', '11:00', 'Weihnachtsfeier', 'planen'));
  ok(await run('sync'));
  assert.deepEqual((await summaries(person)).includes('Weihnachtsfeier planen'), true);
  const seen = await calendars().occurrences(person.actor, { from: Date.UTC(2026, 11, 1), to: Date.UTC(2026, 11, 2) });
  assert.deepEqual(
    seen.map(({ startsAt }) => new Date(startsAt).toISOString()),
    ['2026-12-01T09:00:00.000Z'],
  );
});

test('python3-caldav: what its library does, through discovery alone', async () => {
  const person = await world.addPerson('python');
  const other = await world.addPerson('schlange');
  const result = ok(
    await world.run('/usr/bin/python3', [
      join(import.meta.dirname, 'python-caldav.py'),
      world.url,
      person.login,
      person.password,
      other.login,
      other.password,
    ]),
  );
  assert.match(result.output, /all is well\n$/);
});

// They come with its source alone: LANDESCLOUD_CALDAV_SUITE names a checkout of it, LANDESCLOUD_CALDAV_TESTS some of them as pytest's -k does.
const suite = process.env['LANDESCLOUD_CALDAV_SUITE'];
if (suite !== undefined) {
  test("python3-caldav: the library's own tests, with no known incompatibility", async () => {
    const people: ClientPerson[] = [];
    for (const login of ['suite', 'einlader', 'eingeladen', 'dritter']) people.push(await world.addPerson(login));
    const [own, ...others] = people.map(({ login, password }) => ({
      url: `${world.url}/remote.php/dav/`,
      username: login,
      password,
    }));
    const folder = join(world.folder, 'suite');
    await cp(join(suite, 'tests'), join(folder, 'tests'), { recursive: true });
    await writeFile(
      join(folder, 'tests', 'conf_private.py'),
      `caldav_servers = ${JSON.stringify([own])}
rfc6638_users = ${JSON.stringify(others)}
test_xandikos = False
test_radicale = False
`,
    );
    const only = ['-k', process.env['LANDESCLOUD_CALDAV_TESTS'] ?? 'test'];
    const options = ['-q', '--tb=short', '-p', 'no:cacheprovider', ...only, 'tests/test_caldav.py'];
    ok(await world.run('/usr/bin/python3', ['-m', 'pytest', ...options], { cwd: folder }));
  });
}

test("Evolution's backend: found from the address alone, events both ways", async () => {
  const person = await world.addPerson('evolution');
  await put(person, 'dort', 'Vom Server');
  // A bus of its own, with nothing on it but Evolution's services: no keyring that asks somebody for something.
  const services = join(world.folder, 'services');
  await mkdir(services);
  for (const name of await readdir('/usr/share/dbus-1/services'))
    if (name.startsWith('org.gnome.evolution.dataserver.'))
      await copyFile(join('/usr/share/dbus-1/services', name), join(services, name));
  const config = join(world.folder, 'session.conf');
  await writeFile(
    config,
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth><servicedir>${services}</servicedir>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`,
  );
  const script = join(import.meta.dirname, 'evolution.py');
  const result = ok(
    await world.run(
      'timeout',
      [
        '-k',
        '2',
        '60',
        'dbus-run-session',
        `--config-file=${config}`,
        '--',
        '/usr/bin/python3',
        script,
        world.url,
        person.login,
        person.password,
      ],
      { env: { GSETTINGS_BACKEND: 'memory', XDG_RUNTIME_DIR: world.folder } },
    ),
  );
  assert.match(result.output, /found \/remote\.php\/dav\/calendars\/evolution\/personal\/ \d+ Persönlich/);
  assert.match(result.output, /all is well\n/);
  assert.deepEqual(await summaries(person), ['Aus Evolution', 'Vom Server']);
});
