import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  createTestDatabase,
  startWorldProcess,
  until,
  type TestDatabase,
  type WorldProcess,
} from '@landescloud/testing';
import type { Rooms } from '@landescloud/server';

const inside = 60;
const outside = 40;

/** A meeting of a hundred: stored as fast as one of two, and told once to each, also where the server dies in the middle. */
describe('a meeting of a hundred', () => {
  let database: TestDatabase;
  let world: WorldProcess;
  before(async () => {
    database = await createTestDatabase();
    world = await startWorldProcess({ env: { LANDESCLOUD_DATABASE_URL: database.url } });
    await world.withRooms(async ({ database: db }) => {
      await db.query(`update directory.person set email = 'anna@land.example' where login = 'anna'`);
      await db.query(
        `insert into directory.person (login, name, email, organisation_id)
         select 'p' || n, 'Person ' || n, 'p' || n || '@land.example', organisation_id
         from directory.person, generate_series(1, ${inside}) n where login = 'anna'`,
      );
    });
  });
  after(async () => {
    await world?.stop();
    await database?.drop();
  });

  const addresses = (many: boolean) => [
    ...Array.from({ length: many ? inside : 1 }, (_, n) => `p${n + 1}@land.example`),
    ...Array.from({ length: many ? outside : 1 }, (_, n) => `eva${n + 1}@firma.example`),
  ];
  function meeting(uid: string, many: boolean, title = 'Versammlung'): string {
    const people = addresses(many).map((each) => `ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${each}`);
    return `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//Test//DE\r\nBEGIN:VEVENT\r\nUID:${uid}\r\nDTSTAMP:20270901T080000Z
DTSTART:20281012T080000Z\r\nDURATION:PT1H\r\nSUMMARY:${title}\r\nORGANIZER:mailto:anna@land.example\r\n${people.join('\r\n')}
END:VEVENT\r\nEND:VCALENDAR\r\n`;
  }
  async function put(uid: string, many: boolean, title?: string): Promise<number> {
    const began = performance.now();
    const response = await fetch(`${world.url}/remote.php/dav/calendars/anna/personal/${uid}.ics`, {
      method: 'PUT',
      body: meeting(uid, many, title),
      headers: { 'content-type': 'text/calendar', authorization: world.person('anna').authorization },
    });
    assert.ok(response.ok, await response.text());
    return performance.now() - began;
  }
  const count = async ({ database: db }: Rooms, sql: string, ...values: unknown[]) =>
    (await db.query<{ n: number }>(`select count(*)::int as n from ${sql}`, values))[0]!.n;
  const waiting = async (rooms: Rooms) =>
    (await count(rooms, 'calendar.delivery')) + (await count(rooms, 'calendar.outgoing'));

  it('is stored hardly later than one of two', async (t) => {
    await put('warm', true);
    const small: number[] = [];
    const large: number[] = [];
    for (let n = 0; n < 3; n += 1) {
      await world.withRooms((rooms) => until(async () => (await waiting(rooms)) === 0, { seconds: 60 }));
      small.push(await put(`two-${n}`, false));
      large.push(await put(`hundred-${n}`, true));
    }
    const middle = (list: number[]) => Math.round(list.toSorted((a, b) => a - b)[1]!);
    t.diagnostic(`two: ${middle(small)} ms, a hundred: ${middle(large)} ms`);
    assert.ok(middle(large) < middle(small) + 400, `${middle(small)} ms and ${middle(large)} ms`);
  });

  it('killed in the middle of telling, everybody is told once', async () => {
    await world.withRooms((rooms) => until(async () => (await waiting(rooms)) === 0, { seconds: 60 }));
    await world.withRooms(({ database: db }) =>
      db.query(`insert into calendar.reminder_choice (person_id, timed_minutes, with_invitations)
        select id, 15, true from directory.person where login ~ '^p[0-9]+$'`),
    );
    await put('killed', true, 'Räumungsübung');
    await world.withRooms((rooms) => until(async () => (await waiting(rooms)) < 60, { seconds: 60 }));
    world.server.kill('SIGKILL');
    await world.restart();
    await world.withRooms(async (rooms) => {
      await until(async () => (await waiting(rooms)) === 0, { seconds: 60 });
      const people = `c.owner_kind = 'person' and c.owner_id in (select id from directory.person where login ~ '^p[0-9]+$')`;
      const copies = `calendar.object o join calendar.calendar c on c.id = o.calendar_id where o.uid = 'killed' and ${people}`;
      assert.equal(await count(rooms, copies), inside);
      assert.equal(await count(rooms, `calendar.inbox_item where uid = 'killed'`), inside);
      const told = `platform.notification where kind = 'calendar.invited' and subject = 'event:killed'`;
      assert.equal(await count(rooms, told), inside);
      assert.equal(await count(rooms, `${told} and count > 1`), 0);
      const mails = `platform.mail where kind = 'calendar.request' and subject like '%Räumungsübung'`;
      assert.equal(await count(rooms, mails), outside);
      assert.equal(
        await count(rooms, `(select distinct recipient from ${mails}) as r`),
        outside,
        'each of them one, and nobody two',
      );
    });
  });

  it('killed in the middle of reminding, everybody is reminded once', async () => {
    const env = {
      LANDESCLOUD_DATABASE_URL: database.url,
      LANDESCLOUD_DATA_DIR: world.dataDir,
      PATH: process.env['PATH'] ?? '',
    };
    const due = String(Date.parse('2028-10-12T07:45:10Z'));
    const worker = fileURLToPath(new URL('./ring-worker.ts', import.meta.url));
    const ring = () => spawn(process.execPath, [worker, due], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const killed = ring();
    await once(killed.stdout, 'data');
    await sleep(10);
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    // two at once after that: neither tells what the other does
    const [first, second] = [ring(), ring()];
    const codes = await Promise.all([first, second].map(async (each) => (await once(each, 'exit'))[0] as number));
    assert.deepEqual(codes, [0, 0]);
    await world.withRooms(async (rooms) => {
      const rang = `calendar.reminder r join calendar.object o on o.id = r.object_id where o.uid = 'killed'`;
      assert.equal(await count(rooms, rang), inside);
      const told = `platform.notification where kind = 'calendar.reminder'`;
      assert.equal(await count(rooms, told), inside);
      assert.equal(await count(rooms, `${told} and count > 1`), 0);
      assert.equal(await count(rooms, `calendar.alarm where at < ${due}`), 0);
    });
  });
});
