import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { administrator, day, eventOf, startAudit } from './audit-fixture.ts';
import type { AuditFixture } from './audit-fixture.ts';

const saying = async ({ db }: AuditFixture) =>
  (
    await db.query<{ id: number }>(
      `select id from audit.entry where salt is not null and type <> 'audit.redacted' order by id`,
    )
  ).map(({ id }) => id);

describe('what the audit log says', () => {
  it('is deleted when its time is over, by kind, and the chain holds', async () => {
    await using it_ = await startAudit();
    const at = it_.now();
    await it_.happen(
      eventOf({ type: 'auth.session_started', at }),
      eventOf({ type: 'files.created', at }),
      eventOf({ type: 'directory.person_added', at }),
      eventOf({ type: 'auth.session_started', at: at + 100 * day }),
      eventOf({ type: 'auth.session_started', at: at + day }),
    );
    await it_.runJob('audit.retention');
    assert.deepEqual(await saying(it_), [1, 2, 3, 4, 5]);
    it_.move(180 * day + 1000);
    await it_.runJob('audit.retention');
    assert.deepEqual(await saying(it_), [2, 3, 4, 5]);
    it_.move(2 * day);
    await it_.runJob('audit.retention');
    assert.deepEqual(await saying(it_), [2, 3, 4]);
    it_.move(200 * day);
    await it_.runJob('audit.retention');
    assert.deepEqual(await saying(it_), [3]);
    const { redacted, faults } = await it_.audit.verify();
    assert.deepEqual([redacted, faults], [4, []]);
    const { items } = await it_.audit.search(administrator, { type: 'auth.' }, { limit: 10 });
    assert.deepEqual(
      items.map(({ redacted: gone, personId, name, subject, data }) => [gone, personId, name, subject, data]),
      [1, 2, 3].map(() => [true, null, null, null, null]),
    );
    await it_.happen();
    it_.move(3_700 * day);
    await it_.runJob('audit.retention');
    assert.deepEqual(await saying(it_), []);
    assert.deepEqual((await it_.audit.verify()).faults, []);
  });

  it('goes by the settings that are given', async () => {
    await using it_ = await startAudit({ retention: [{ prefix: 'files.', days: 1 }] });
    const at = it_.now();
    await it_.happen(eventOf({ at }), eventOf({ type: 'x.y', at }));
    it_.move(20_000 * day);
    await it_.runJob('audit.retention');
    assert.deepEqual(await saying(it_), [2]);
  });

  it('is deleted sooner for organisations that want it, never later than by its kind', async () => {
    const days = new Map([[3, 30]]);
    await using it_ = await startAudit({ daysByOrganisation: async () => days });
    const at = it_.now();
    const [ours, theirs] = [
      { organisationId: 3, at },
      { organisationId: 4, at },
    ];
    await it_.happen(
      eventOf({ ...ours, type: 'directory.person_added' }),
      eventOf({ ...theirs, type: 'directory.person_added' }),
      eventOf({ ...ours, type: 'auth.session_started' }),
      eventOf({ organisationId: 3, at: at + 20 * day }),
      eventOf({ ...ours, organisationId: null }),
    );
    it_.move(29 * day);
    await it_.runJob('audit.retention');
    assert.deepEqual(await saying(it_), [1, 2, 3, 4, 5]);
    it_.move(2 * day);
    await it_.runJob('audit.retention');
    assert.deepEqual(await saying(it_), [2, 4, 5]);
    const told = await it_.audit.search(administrator, { type: 'audit.redacted' }, { limit: 10 });
    assert.ok(told.items.some(({ data }) => data?.includes('"organisationId":3')));
    days.set(4, 7);
    days.set(3, 3_650);
    await it_.runJob('audit.retention');
    assert.equal((await saying(it_)).includes(2), false);
    it_.move(400 * day);
    await it_.runJob('audit.retention');
    assert.equal((await saying(it_)).includes(4), false, 'ten years for the organisation are a year for files');
    assert.deepEqual(await it_.faults(), []);
  });

  it('about a person is deleted whole when they are erased, and a second time there is nothing', async () => {
    await using it_ = await startAudit();
    await it_.happen(
      eventOf({ personId: 7 }),
      eventOf({ personId: 8 }),
      eventOf({ personId: 8, subject: 'person:7' }),
      eventOf({ personId: 8, subject: 'space:1', data: { personIds: [5, 7] } }),
      eventOf({ personId: 8, subject: 'person:77' }),
    );
    assert.equal(await it_.audit.redactPerson(7), 3);
    await it_.happen();
    assert.deepEqual(await saying(it_), [2, 5]);
    assert.deepEqual(await Array.fromAsync(it_.audit.ofPerson(7)), []);
    assert.equal(await it_.audit.redactPerson(7), 0);
    assert.deepEqual((await it_.audit.verify()).faults, []);
  });

  it('goes when the directory says that the person is erased', async () => {
    await using it_ = await startAudit({ erasedBy: ['directory.person_erased'] });
    await it_.happen(
      eventOf({ personId: 7 }),
      eventOf({ personId: 8 }),
      eventOf({ type: 'directory.person_erased', personId: 9, subject: 'person:7' }),
      eventOf({ personId: 9 }),
    );
    assert.deepEqual(await saying(it_), [2, 4]);
    await it_.happen();
    assert.deepEqual((await it_.audit.verify()).faults, []);
  });

  it('never holds a whole network address', async () => {
    await using it_ = await startAudit();
    await it_.happen(eventOf({ data: { address: '192.0.2.77', attempts: [{ ip: '2001:db8:1:2::3' }] } }));
    const { items } = await it_.audit.search(administrator, {}, { limit: 1 });
    assert.deepEqual(JSON.parse(items[0]?.data ?? ''), {
      address: '192.0.2.0/24',
      attempts: [{ ip: '2001:db8:1::/48' }],
    });
    assert.deepEqual(await it_.faults(), []);
  });
});
