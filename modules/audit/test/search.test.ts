import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { AuditFilter } from '@landescloud/audit';
import { systemActor } from '@landescloud/kernel';
import type { Actor } from '@landescloud/kernel';
import { administrator, auditor, eventOf, member, startAudit } from './audit-fixture.ts';
import type { AuditFixture } from './audit-fixture.ts';

const start = Date.UTC(2026, 0, 1);
const hour = 3_600_000;

let it_: AuditFixture;
before(async () => {
  it_ = await startAudit();
  await it_.happen(
    eventOf({ at: start, organisationId: 3, subject: 'node:1' }),
    eventOf({ at: start + 5 * hour, organisationId: 4, subject: 'node:2', personId: 8 }),
    eventOf({ at: start + 10 * hour, organisationId: 5, subject: 'node:12' }),
    eventOf({ type: 'directory.person_changed', organisationId: 3, subject: 'person:7', personId: 900 }),
    eventOf({ type: 'auth.session_started', organisationId: null, subject: 'person:8', personId: 8 }),
    eventOf({
      type: 'files.member_added',
      organisationId: 2,
      subject: 'space:1',
      data: { personId: 8, role: 'viewer' },
    }),
    {
      ...eventOf({ type: 'files.purged', organisationId: 5, subject: 'node:7' }),
      actor: { kind: 'system', name: 'x' },
    },
  );
});
after(() => it_[Symbol.asyncDispose]());

/** The first seven, as the searches themselves are entries too. */
async function find(filter: AuditFilter, actor: Actor = administrator): Promise<number[]> {
  const { items } = await it_.audit.search(actor, filter, { limit: 100 });
  return items.map(({ id }) => id).filter((id) => id <= 7);
}

describe('searching the audit log', () => {
  const searches: readonly [AuditFilter, number[]][] = [
    [{}, [7, 6, 5, 4, 3, 2, 1]],
    [{ organisationId: 2 }, [6, 4, 2, 1]],
    [{ organisationId: 5 }, [7, 3]],
    [{ organisationId: 99 }, []],
    [{ type: 'files.' }, [7, 6, 3, 2, 1]],
    [{ type: 'files.created' }, [3, 2, 1]],
    [{ type: 'nothing.' }, []],
    [{ personId: 8 }, [6, 5, 2]],
    [{ personId: 7 }, [6, 4, 3, 1]],
    [{ subject: 'node:1' }, [1]],
    [{ text: 'node:1' }, [3, 1]],
    [{ text: 'SESSION' }, [5]],
    [{ text: 'person' }, [5, 4]],
    [{ text: '%' }, []],
    [{ text: 'no' }, []],
    [{ text: 'th' }, [5]],
    [{ text: 'de:12' }, []],
    [{ text: 'ode:1' }, [3, 1]],
    [{ from: start + hour, to: start + 10 * hour }, [2]],
    [{ from: start, to: start + 10 * hour + 1 }, [3, 2, 1]],
    [{ from: Date.UTC(2100, 0, 1) }, []],
    [{ to: start }, []],
    [{ organisationId: 2, type: 'files.', personId: 8 }, [6, 2]],
    [{ organisationId: 2, text: 'node' }, [2, 1]],
    [{ personId: 8, text: 'auth', from: start }, [5]],
  ];
  for (const [filter, ids] of searches) {
    it(`by ${JSON.stringify(filter)}`, async () => assert.deepEqual(await find(filter), ids));
  }

  it('is for platform administrators, and auditors as far as their subtree', async () => {
    assert.deepEqual(await find({}, systemActor('test')), [7, 6, 5, 4, 3, 2, 1]);
    assert.deepEqual(await find({}, auditor), [6, 4, 2, 1]);
    assert.deepEqual(await find({ organisationId: 1 }, auditor), [6, 4, 2, 1]);
    assert.deepEqual(await find({ organisationId: 3 }, auditor), [4, 1]);
    assert.deepEqual(await find({ organisationId: 5 }, auditor), []);
    assert.deepEqual(await find({ personId: 7, text: 'node' }, auditor), [1]);
    const administersOnly = {
      ...member,
      assignments: [{ role: 'organisation-administrator', organisationId: 2 }] as const,
    };
    for (const actor of [member, administersOnly, { ...member, role: 'guest' as const }]) {
      const refused = { kind: 'Forbidden', code: 'audit.not_allowed' };
      await assert.rejects(it_.audit.search(actor, {}, { limit: 1 }), refused);
      await assert.rejects(it_.audit.export(actor, {}, 'csv'), refused);
    }
  });

  it('goes page by page without losing or doubling what comes meanwhile', async () => {
    const seen: number[] = [];
    let before: number | undefined;
    do {
      const page = await it_.audit.search(administrator, {}, { limit: 2, ...(before === undefined ? {} : { before }) });
      assert.ok(page.items.length <= 2);
      seen.push(...page.items.map(({ id }) => id));
      before = page.next ?? undefined;
      await it_.happen();
    } while (before !== undefined);
    assert.deepEqual(
      seen,
      Array.from({ length: seen.length }, (_, n) => seen.length - n),
    );
  });

  it('is an event itself', async () => {
    await it_.audit.search(auditor, { personId: 8, text: 'x' }, { limit: 1 });
    await it_.happen();
    const { items } = await it_.audit.search(administrator, { type: 'audit.searched' }, { limit: 1 });
    const [entry] = items;
    assert.deepEqual([entry?.type, entry?.personId, entry?.name], ['audit.searched', 900, 'Rita Revision']);
    assert.deepEqual(JSON.parse(entry?.data ?? ''), { personId: 8, text: 'x' });
  });

  it('leaves out for a person what belongs to others, and who looked for them', async () => {
    await it_.audit.search(auditor, { personId: 8 }, { limit: 1 });
    await it_.happen();
    const own = await Array.fromAsync(it_.audit.ofPerson(8));
    assert.deepEqual(
      own.map(({ id }) => id),
      [6, 5, 2],
    );
    const [added, signedIn] = own;
    assert.deepEqual([added?.personId, added?.name, added?.client, added?.data], [null, null, null, null]);
    assert.deepEqual([signedIn?.personId, signedIn?.name, signedIn?.client], [8, 'Person 8', 'desktop']);
    const [, changed] = await Array.fromAsync(it_.audit.ofPerson(7));
    assert.deepEqual([changed?.subject, changed?.name], ['person:7', null]);
    assert.ok(changed?.data !== null);
  });

  it('exports everything that fits, and says that it did', async () => {
    await it_.happen(...Array.from({ length: 2_500 }, (_, n) => eventOf({ organisationId: 77, subject: `bulk:${n}` })));
    const entries = await Array.fromAsync(await it_.audit.export(administrator, { organisationId: 77 }, 'jsonl'));
    assert.equal(new Set(entries.map(({ subject }) => subject)).size, 2_500);
    await it_.happen();
    const { items } = await it_.audit.search(administrator, { type: 'audit.exported' }, { limit: 1 });
    assert.deepEqual(JSON.parse(items[0]?.data ?? ''), { format: 'jsonl', organisationId: 77 });
  });
});
