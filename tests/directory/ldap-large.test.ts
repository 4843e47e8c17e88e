import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Attribute, Change } from 'ldapts';
import { directoryLdif, groupDn, personDn, uidOf } from './ldap-people.ts';
import { startSlapd } from './slapd.ts';
import type { Slapd } from './slapd.ts';
import { startSources } from './sources-fixture.ts';
import type { SourcesFixture } from './sources-fixture.ts';

// The state's size; smaller where somebody only wants to see whether it works.
const people = Number(process.env['LANDESCLOUD_TEST_PEOPLE'] ?? 25_000);
const largeGroups = 12;
const largeGroupSize = 2_100;

let slapd: Slapd;
let at: SourcesFixture;
let source: number;
before(async () => {
  slapd = await startSlapd(directoryLdif({ people, largeGroups, largeGroupSize }));
  at = await startSources();
  const { url, bindDn, password, base } = slapd;
  const settings = { preset: 'openldap', url, bindDn, base, organisationBy: 'ou' };
  source = (
    await at.sources.add(at.admin, { organisationKey: 'land', kind: 'ldap', name: 'LDAP', settings, secret: password })
  ).id;
});
after(async () => {
  await at[Symbol.asyncDispose]();
  await slapd[Symbol.asyncDispose]();
});

const timed = async <Result>(what: () => Promise<Result>): Promise<[Result, number]> => {
  const start = performance.now();
  const result = await what();
  return [result, (performance.now() - start) / 1000];
};
const one = async <Row>(sql: string, ...params: unknown[]) => (await at.db.query<Row>(sql, params))[0]!;
const membersOf = async (name: string) =>
  (
    await one<{ count: number }>(
      `select count(*) as count from directory.group_member m join directory.group g on g.id = m.group_id where g.name = $1`,
      name,
    )
  ).count;

describe(`${people} people of an LDAP directory`, () => {
  it('are here within 90 seconds, with their groups and managers', async (t) => {
    const [run, seconds] = await timed(() => at.run(source));
    t.diagnostic(`first run: ${seconds.toFixed(1)} s`);
    assert.deepEqual([run.state, run.counts.added, run.counts.problem ?? 0], ['done', people, 0]);
    assert.ok(seconds < 90, `${seconds} s`);
    assert.equal((await at.logins()).length, people + 1);
    const size = Math.min(largeGroupSize, people);
    assert.equal(await membersOf('gross-0'), size);
    assert.equal(await membersOf('alle'), Math.min(people, largeGroups * size));
    assert.deepEqual([await membersOf('kreis-a'), await membersOf('kreis-b')], [2, 2]);
    const { manager, organisation } = await one<{ manager: string; organisation: string }>(
      `select m.login as manager, o.key as organisation from directory.person p
         join directory.person m on m.id = p.manager_id join directory.organisation o on o.id = p.organisation_id
       where p.login = $1`,
      uidOf(61),
    );
    assert.deepEqual([manager, organisation], [uidOf(50), 'jena']);
  });

  it('cost less than 5 seconds while nothing changes', async (t) => {
    const [run, seconds] = await timed(() => at.run(source, { mode: 'changes' }));
    t.diagnostic(`unchanged run: ${seconds.toFixed(1)} s`);
    assert.deepEqual([run.state, run.counts.unchanged], ['done', people]);
    assert.deepEqual([run.counts.changed ?? 0, run.counts['group-changed'] ?? 0, run.counts.leaving ?? 0], [0, 0, 0]);
    assert.ok(seconds < 5, `${seconds} s`);
  });

  it('read whole again change nothing', async (t) => {
    const [run, seconds] = await timed(() => at.run(source));
    t.diagnostic(`unchanged, read whole: ${seconds.toFixed(1)} s`);
    assert.equal(run.counts.unchanged, people);
    const { items } = await at.sources.difference(at.admin, source, run.id, {
      kinds: ['added', 'changed', 'leaving', 'group-added', 'group-changed', 'problem'],
      offset: 0,
      limit: 10,
    });
    assert.deepEqual(items, []);
  });

  it('are changed, renamed, added and removed within one run', async (t) => {
    await slapd.change(async (client) => {
      const set = (type: string, value: string) =>
        new Change({ operation: 'replace', modification: new Attribute({ type, values: [value] }) });
      await client.modify(personDn(10), set('title', 'Referatsleitung'));
      await client.modify(personDn(11), set('mail', 'neu@land.example'));
      await client.modifyDN(personDn(12), 'uid=umbenannt');
      await client.del(personDn(13));
      await client.add(personDn(people + 1), {
        objectClass: 'inetOrgPerson',
        uid: 'neuling',
        cn: 'Nina Neuling',
        sn: 'Neuling',
      });
      await client.modify(
        groupDn('kreis-a'),
        new Change({ operation: 'add', modification: new Attribute({ type: 'member', values: [personDn(20)] }) }),
      );
    });
    const [run, seconds] = await timed(() => at.run(source, { mode: 'changes' }));
    t.diagnostic(`a few changes: ${seconds.toFixed(1)} s`);
    const { added, changed, leaving, problem = 0 } = run.counts;
    assert.deepEqual({ added, changed, leaving, problem }, { added: 1, changed: 3, leaving: 1, problem: 0 });
    const title = await one<{ title: string }>(
      'select job_title as title from directory.person where login = $1',
      uidOf(10),
    );
    assert.equal(title.title, 'Referatsleitung');
    const renamed = await one<{ left: boolean }>(
      'select left_at is not null as left from directory.person where login = $1',
      'umbenannt',
    );
    assert.equal(renamed.left, false);
    const gone = await one<{ left: boolean; disabled: boolean }>(
      'select left_at is not null as left, disabled_at is not null as disabled from directory.person where login = $1',
      uidOf(13),
    );
    assert.deepEqual(gone, { left: true, disabled: true });
    assert.equal(await membersOf('kreis-b'), 3, 'through the group that is in it');
  });
});
