import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startWorldProcess } from '@landescloud/testing';

const people = 6_000;

test('a run whose server is killed is finished by the next one, nobody twice', { timeout: 240_000 }, async (t) => {
  await using world = await startWorldProcess();
  const { actor } = world.person('admin');
  const rows = Array.from({ length: people }, (_, at) => `crash${at};Person ${at};crash${at}@land.example;G${at % 5}`);
  const { id, run } = await world.withRooms(async ({ sources, directory }) => {
    const [organisation] = await directory.organisations.list(actor);
    const { id } = await sources.add(actor, { organisationKey: organisation!.key, kind: 'csv', name: 'CSV' });
    const { guess } = await sources.upload(actor, id, Buffer.from(['Login;Name;E-Mail;Gruppen', ...rows].join('\n')));
    await sources.update(actor, id, { settings: { columns: guess } });
    return { id, run: (await sources.run(actor, id, { dry: false })).id };
  });
  let kills = 0;
  let state = '';
  for (const deadline = Date.now() + 200_000; state !== 'done';) {
    assert.ok(Date.now() < deadline, `still ${state} after ${kills} kills`);
    const applied = await world.withRooms(async ({ database }) => {
      for (;;) {
        const [row] = await database.query<{ state: string; applied: number }>(
          `select r.state, (select count(*) from directory.source_run_item i where i.run_id = r.id and i.applied_at is not null) as applied
           from directory.source_run r where r.id = $1`,
          [run],
        );
        state = row!.state;
        if (state === 'done' || state === 'failed' || row!.applied > kills * 1_500) return row!.applied;
        await sleep(5);
      }
    });
    assert.notEqual(state, 'failed');
    if (state === 'done' || kills === 3) {
      await sleep(50);
      continue;
    }
    world.server.kill('SIGKILL');
    kills += 1;
    t.diagnostic(`killed after ${applied} of ${people}`);
    await world.restart();
  }
  assert.ok(kills > 0, 'the run was over before anything was killed');
  await world.withRooms(async ({ database, sources }) => {
    const [counted] = await database.query<{ people: number; members: number; open: number }>(
      `select (select count(*) from directory.person where login like 'crash%') as people,
         (select count(*) from directory.group_member m join directory.source_group g on g.group_id = m.group_id where g.source_id = $1) as members,
         (select count(*) from directory.source_run_item where run_id = $2 and applied_at is null) as open`,
      [id, run],
    );
    assert.deepEqual(counted, { people, members: people, open: 0 });
    const view = await sources.get(actor, id);
    assert.deepEqual([view.people, view.groups, view.lastRun?.counts.added], [people, 5, people]);
  });
});
