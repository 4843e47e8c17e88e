import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemActor } from '@landescloud/kernel';
import { until } from '@landescloud/testing/until';
import { filesFixture, put } from './files-fixture.ts';

const day = 24 * 3_600_000;

test('the trash is kept for as long as the organisation’s rule says, and 30 days without', async () => {
  await using fixture = await filesFixture();
  const { files, anna, clock, db, jobs } = fixture;
  await db.query(`insert into directory.organisation (key, name) values ('jena', 'Jena'), ('weimar', 'Weimar')`);
  await db.query(
    `insert into directory.organisation_rule (organisation_id, rule, value)
     select id, 'retention.trash_days', case key when 'jena' then '7'::jsonb else '90' end from directory.organisation
     where key in ('jena', 'weimar')`,
  );
  for (const [name, key] of [
    ['Kurz', 'jena'],
    ['Lang', 'weimar'],
  ] as const) {
    const space = await files.spaces.createProject(systemActor('test'), { name, organisationKey: key });
    await files.spaces.setMember(systemActor('test'), space.id, 'anna', 'manager');
  }
  for (const folder of ['', 'Kurz/', 'Lang/']) {
    await put(files, anna, `${folder}alt.txt`, 'x');
    await files.nodes.remove(anna, { path: `${folder}alt.txt`.split('/') });
  }
  await jobs.start();
  const purgedAfter = async (days: number): Promise<number> => {
    clock.time += days * day;
    await jobs.enqueue(db, 'files.keep-rules', {});
    await until(async () => (await db.query('select 1 from jobs.jobs')).length === 0);
    return 3 - (await db.query('select 1 from files.trash_item')).length;
  };
  assert.equal(await purgedAfter(6), 0);
  assert.equal(await purgedAfter(2), 1);
  assert.equal(await purgedAfter(21), 1);
  assert.equal(await purgedAfter(2), 2);
  assert.equal(await purgedAfter(58), 2);
  assert.equal(await purgedAfter(2), 3);
});
