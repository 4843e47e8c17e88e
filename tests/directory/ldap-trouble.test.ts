import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { Attribute, Change } from 'ldapts';
import type { Client } from 'ldapts';
import { directoryLdif, personDn, uidOf } from './ldap-people.ts';
import { startSlapd } from './slapd.ts';
import type { Slapd } from './slapd.ts';
import { startSources } from './sources-fixture.ts';
import type { SourcesFixture } from './sources-fixture.ts';

const people = 60;
let slapd: Slapd;
let at: SourcesFixture;
let source: number;
before(async () => {
  at = await startSources();
});
after(() => at[Symbol.asyncDispose]());
beforeEach(async () => {
  slapd = await startSlapd(directoryLdif({ people, largeGroups: 2, largeGroupSize: 20 }));
  const { url, bindDn, password, base } = slapd;
  const settings = { preset: 'openldap', url, bindDn, base, organisationBy: 'ou' };
  source = (
    await at.sources.add(at.admin, { organisationKey: 'land', kind: 'ldap', name: 'LDAP', settings, secret: password })
  ).id;
  assert.equal((await at.run(source)).state, 'done');
});
afterEach(async () => {
  await at.sources.remove(at.admin, source);
  await at.db.query(`delete from directory.person where role = 'member'`);
  await at.db.query('delete from directory.group');
  await slapd[Symbol.asyncDispose]();
});

const here = async () => (await at.logins()).filter((login) => login !== 'admin').length;
const removeSome = (from: number, to: number) =>
  slapd.change(async (client) => {
    for (let each = from; each < to; each++) await client.del(personDn(each));
  });
const refusal = (code: string, reason?: string) => (error: Error & { code?: string; details?: { reason?: string } }) =>
  error.code === code && (reason === undefined || error.details?.reason === reason);
const person = async (login: string) =>
  (
    await at.db.query<Record<string, unknown>>(
      `select name, email, phone, job_title as "jobTitle", disabled_at is not null as disabled from directory.person where login = $1`,
      [login],
    )
  )[0];

describe('the brake', () => {
  it('lets a tenth go', async () => {
    await removeSome(50, 56);
    const run = await at.run(source, { mode: 'changes' });
    assert.deepEqual([run.state, run.counts.leaving], ['done', 6]);
    assert.equal(await here(), people - 6);
  });

  it('holds more back until somebody who looked says so, and lets the rest of the run through', async () => {
    await removeSome(40, 60);
    await slapd.change((client) => setTitle(client, 3, 'Neu'));
    const run = await at.run(source, { mode: 'changes' });
    assert.equal(run.state, 'braked');
    assert.deepEqual(run.brake, { leaving: 20, present: people, groups: 0, empty: false });
    assert.equal(await here(), people, 'nobody left');
    assert.equal((await person(uidOf(3)))?.['jobTitle'], 'Neu');
    assert.equal((await at.sources.get(at.admin, source)).braked?.id, run.id);

    await assert.rejects(
      at.sources.confirm(at.admin, source, run.id, '0'.repeat(64)),
      refusal('directory.difference_outdated'),
    );
    const confirmed = await at.ended(source, await at.sources.confirm(at.admin, source, run.id, run.hash ?? ''));
    assert.deepEqual([confirmed.state, confirmed.confirmedBy], ['done', 'Ada Admin']);
    assert.equal(await here(), people - 20);
    await assert.rejects(
      at.sources.confirm(at.admin, source, run.id, run.hash ?? ''),
      refusal('directory.difference_outdated'),
      'once',
    );
  });

  it('is gone when somebody discards it or everybody is back', async () => {
    await removeSome(40, 60);
    const first = await at.run(source);
    await at.sources.discard(at.admin, source, first.id, first.hash ?? '');
    assert.equal((await at.sources.get(at.admin, source)).braked, null);
    const second = await at.run(source);
    assert.equal(second.state, 'braked', 'it asks again');
    await slapd[Symbol.asyncDispose]();
    slapd = await startSlapd(directoryLdif({ people, largeGroups: 2, largeGroupSize: 20 }));
    await point();
    // another server's entries have other ids: the logins belong to those who are here
    const third = await at.run(source);
    assert.equal(third.state, 'braked');
    await assert.rejects(
      at.sources.confirm(at.admin, source, second.id, second.hash ?? ''),
      refusal('directory.difference_outdated'),
      'only the newest counts',
    );
    assert.equal(await here(), people);
  });

  it('holds when the source is empty, however few there are', async () => {
    await at.sources.update(at.admin, source, { settings: { filter: '(uid=p00001)' } });
    const few = await at.run(source);
    const confirmed = await at.ended(source, await at.sources.confirm(at.admin, source, few.id, few.hash ?? ''));
    assert.equal(confirmed.state, 'done');
    assert.equal(await here(), 1);
    await at.sources.update(at.admin, source, { settings: { filter: '(uid=nobody)' } });
    const run = await at.run(source);
    assert.deepEqual([run.state, run.brake?.empty], ['braked', true]);
    assert.equal(await here(), 1);
  });

  it('brings back who was removed by mistake, as they were', async () => {
    await at.sources.update(at.admin, source, { settings: { filter: '(&(uid=*)(!(uid=p00004)))' } });
    await at.run(source);
    assert.equal((await person(uidOf(4)))?.['disabled'], true);
    await at.sources.update(at.admin, source, { settings: { filter: '(uid=*)' } });
    const run = await at.run(source);
    assert.equal(run.counts.returning, 1);
    assert.equal((await person(uidOf(4)))?.['disabled'], false);
  });
});

describe('a server that fails', () => {
  it('makes nobody leave when it is not there', async () => {
    await slapd.kill();
    const run = await at.run(source);
    assert.deepEqual([run.state, run.error], ['failed', 'directory.source_unreachable:no_connection']);
    await assert.rejects(
      at.sources.test(at.admin, source, {}),
      refusal('directory.source_unreachable', 'no_connection'),
    );
    await slapd.start();
    assert.equal((await at.run(source)).state, 'done');
    assert.equal(await here(), people);
  });

  it('makes nobody leave when it dies in the middle of a run', async () => {
    await at.sources.update(at.admin, source, { settings: { pageSize: 1 } });
    for (let round = 0; round < 5; round++) {
      const started = await at.sources.run(at.admin, source, { mode: 'full', dry: false });
      await new Promise((resolve) => setTimeout(resolve, 15 * (round + 1)));
      await slapd.kill();
      const run = await at.ended(source, started);
      assert.ok(run.state === 'failed' || run.state === 'done', run.state);
      assert.equal(await here(), people);
      await slapd.start();
    }
    assert.equal((await at.run(source)).counts.unchanged, people);
  });

  it('says what is wrong: password, base, certificate, encryption', async () => {
    const attempt = (settings: object, secret?: string) =>
      at.sources.test(at.admin, source, { settings: { ...settings }, secret: secret ?? slapd.password });
    await assert.rejects(attempt({}, 'falsch'), refusal('directory.source_refused', 'wrong_password'));
    await assert.rejects(attempt({ base: 'dc=nirgends' }), refusal('directory.source_refused', 'no_such_entry'));
    await assert.rejects(attempt({ url: slapd.secureUrl }), refusal('directory.source_unreachable', 'certificate'));
    await assert.rejects(attempt({ startTls: true }), refusal('directory.source_unreachable', 'certificate'));
    await assert.rejects(
      attempt({ url: 'ldap://nirgends.invalid' }),
      refusal('directory.source_unreachable', 'unknown_host'),
    );
    for (const settings of [
      { url: slapd.secureUrl, ca: slapd.ca },
      { startTls: true, ca: slapd.ca },
    ]) {
      const { people: found, groups } = await attempt(settings);
      assert.equal(found.length, 5);
      assert.ok(found.every(({ values, problems }) => values !== null && problems.length === 0));
      assert.ok(groups.includes('alle'));
    }
    await at.sources.update(at.admin, source, { secret: 'falsch' });
    const run = await at.run(source);
    assert.deepEqual([run.state, run.error], ['failed', 'directory.source_refused:wrong_password']);
    assert.equal(await here(), people);
  });

  it('gets the password only where it was entered for', async () => {
    const settings = { url: 'ldap://127.0.0.1:1' };
    await assert.rejects(at.sources.update(at.admin, source, { settings }), refusal('directory.invalid_input'));
    await assert.rejects(at.sources.test(at.admin, source, { settings }), refusal('directory.invalid_input'));
    const rows = await at.db.query<{ secret: Buffer }>('select secret from directory.source where id = $1', [source]);
    assert.ok(!rows[0]!.secret.includes(slapd.password));
  });
});

describe('hostile values', () => {
  it('are cleaned or refused, and said', async () => {
    await slapd.change(async (client) => {
      const add = (uid: string, attributes: Record<string, string | string[]>) =>
        client.add(`uid=${uid},ou=tfm,dc=land,dc=example`, {
          objectClass: 'inetOrgPerson',
          uid,
          sn: 'x',
          ...attributes,
        });
      await add('formel', { cn: `=cmd|'/C calc'!A0`, telephoneNumber: '+49 1', title: '@SUM(1)' });
      await add('zeilen', { cn: 'Zeile\neins\r\nBcc: x\u0000', mail: 'a@b\r\nBcc: c@d' });
      await add('riesig', { cn: 'x'.repeat(5_000_000) });
      await add('lang', { cn: 'Lang', title: 'y'.repeat(900) });
      await add('rechts', { cn: 'Anna \u202e gpj.exe' });
      await add('Groß Schreibung', { cn: 'Kein Login' });
      await add('skript', { cn: '<script>alert(1)</script>', telephoneNumber: 'javascript:alert(1)' });
    });
    const run = await at.run(source);
    assert.equal(run.state, 'done');
    const { items } = await at.sources.difference(at.admin, source, run.id, {
      kinds: ['problem'],
      offset: 0,
      limit: 50,
    });
    const problems = items.map(({ after }) => (after && 'problem' in after ? `${after.problem} ${after.field}` : ''));
    assert.deepEqual(
      problems.sort(),
      [
        'bad_email email',
        'bad_email addresses',
        'bad_login login',
        'bad_phone phone',
        'too_long jobTitle',
        'too_long name',
      ].sort(),
    );
    const shown = { email: null, phone: null, jobTitle: null, disabled: false };
    assert.deepEqual(await person('formel'), {
      ...shown,
      name: `cmd|'/C calc'!A0`,
      phone: '+49 1',
      jobTitle: 'SUM(1)',
    });
    assert.deepEqual(await person('zeilen'), { ...shown, name: 'Zeile eins Bcc: x' });
    assert.deepEqual(await person('rechts'), { ...shown, name: 'Anna gpj.exe' });
    assert.deepEqual(await person('lang'), { ...shown, name: 'Lang' });
    assert.deepEqual(await person('skript'), { ...shown, name: '<script>alert(1)</script>' });
    assert.equal(await person('riesig'), undefined);
  });

  it('cannot make people lead each other in a circle', async () => {
    await slapd.change((client) => {
      const modification = new Attribute({ type: 'manager', values: [personDn(2)] });
      return client.modify(personDn(0), new Change({ operation: 'replace', modification }));
    });
    assert.equal((await at.run(source)).state, 'done');
    const circles = await at.db.query(
      `select 1 from directory.person a join directory.person b on b.id = a.manager_id where b.manager_id = a.id`,
    );
    assert.equal(circles.length, 0);
    const led = await at.db.query('select 1 from directory.person where manager_id is not null');
    assert.ok(led.length > 50, 'everybody else keeps theirs');
  });

  it('cannot take what belongs to others', async () => {
    await slapd.change(async (client) => {
      await client.add('uid=admin,ou=tfm,dc=land,dc=example', {
        objectClass: 'inetOrgPerson',
        uid: 'admin',
        cn: 'Dieb',
        sn: 'x',
      });
      await client.modifyDN(personDn(5), `uid=${uidOf(6)}x`);
    });
    const narrow = await at.sources.add(at.admin, {
      organisationKey: 'jena',
      kind: 'ldap',
      name: 'Nur Jena',
      settings: { url: slapd.url, bindDn: slapd.bindDn, base: slapd.base, organisationBy: 'ou', adopts: true },
      secret: slapd.password,
    });
    const run = await at.run(narrow.id);
    const problems = await at.sources.difference(at.admin, narrow.id, run.id, {
      kinds: ['problem'],
      offset: 0,
      limit: 200,
    });
    const codes = problems.items.map(({ after }) => (after && 'problem' in after ? after.problem : ''));
    assert.ok(codes.includes('outside_organisation') && codes.includes('login_taken'));
    const rows = await at.db.query<{ name: string }>(`select name from directory.person where login = 'admin'`);
    assert.equal(rows[0]?.name, 'Ada Admin');
    const outside = await at.db.query(
      `select 1 from directory.source_person s join directory.person p on p.id = s.person_id
         join directory.organisation o on o.id = p.organisation_id where s.source_id = $1 and o.key <> 'jena'`,
      [narrow.id],
    );
    assert.equal(outside.length, 0);
    await at.sources.remove(at.admin, narrow.id);
  });

  it('in settings are refused with the name of the field', async () => {
    const wrong: [object, string][] = [
      [{ filter: '(uid=*' }, 'settings.filter'],
      [{ filter: 'uid=*' }, 'settings.filter'],
      [{ url: 'http://localhost' }, 'settings.url'],
      [{ url: 'ldap://user:pass@host' }, 'settings.url'],
      [{ url: 'ldap://host/dc=x' }, 'settings.url'],
      [{ url: 'ldaps://host', startTls: true }, 'settings.startTls'],
      [{ base: ' ' }, 'settings.base'],
      [{ ca: 'kein Zertifikat' }, 'settings.ca'],
      [{ pageSize: 0 }, 'settings.pageSize'],
      [{ attributes: { id: 'a)(b' } }, 'settings.attributes'],
      [{ unknown: 1 }, 'settings'],
      [{ brakeShare: 2 }, 'settings.brakeShare'],
    ];
    for (const [settings, field] of wrong) {
      await assert.rejects(
        at.sources.update(at.admin, source, { settings: { ...settings }, secret: 'x' }),
        (error: Error & { code?: string; details?: { field?: string } }) =>
          error.code === 'directory.invalid_input' && String(error.details?.field).startsWith(field),
        JSON.stringify(settings),
      );
    }
  });
});

async function point(): Promise<void> {
  const { url, password } = slapd;
  await at.sources.update(at.admin, source, { settings: { url }, secret: password });
}

function setTitle(client: Client, which: number, title: string): Promise<void> {
  const modification = new Attribute({ type: 'title', values: [title] });
  return client.modify(personDn(which), new Change({ operation: 'replace', modification }));
}
