import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Attribute, Change } from 'ldapts';
import { entry } from './ldap-people.ts';
import { startSlapd } from './slapd.ts';
import type { Slapd } from './slapd.ts';
import { startSources } from './sources-fixture.ts';
import type { SourcesFixture } from './sources-fixture.ts';

// slapd with Microsoft's own schema. What only a real Active Directory does, giving members in ranges, is tested beside
// the code (member-ranges.test.ts).
const base = 'dc=land,dc=example';
const guid = (at: number) => Buffer.from(`0011223344556677${String(at).padStart(16, '0')}`, 'hex');
const filetime = (ms: number) => String((BigInt(ms) + 11_644_473_600_000n) * 10_000n);
// The schema defines these, and lets nobody have them.
const principal = `objectclass ( 1.3.6.1.4.1.4203.666.77 NAME 'securityPrincipal' SUP top AUXILIARY
  MAY ( sAMAccountName $ proxyAddresses $ objectGUID $ uSNChanged $ accountExpires $ mail $ manager $ displayName ) )`;
const common = [
  'objectClass: securityPrincipal',
  'instanceType: 4',
  'nTSecurityDescriptor: x',
  `objectCategory: cn=x,${base}`,
];

function user(at: number, login: string, more: readonly string[]): string {
  const dn = `cn=${login},ou=Jena,${base}`;
  const text = entry(dn, [
    'objectClass: user',
    ...common,
    `cn: ${login}`,
    `sn: ${login}`,
    `sAMAccountName: ${login}`,
    `displayName: Frau ${login}`,
    `uSNChanged: ${100 + at}`,
    ...more,
  ]);
  return `${text}objectGUID:: ${guid(at).toString('base64')}\n`;
}

function group(at: number, name: string, members: readonly string[]): string {
  const lines = ['objectClass: group', ...common, 'groupType: 2', `cn: ${name}`, `uSNChanged: ${at}`, ...members];
  return `${entry(`cn=${name},ou=Jena,${base}`, lines)}objectGUID:: ${guid(at).toString('base64')}\n`;
}

const ldif = [
  entry(base, ['objectClass: dcObject', 'objectClass: organization', 'o: Land', 'dc: land']),
  entry(`ou=Jena,${base}`, ['objectClass: organizationalUnit', 'ou: Jena']),
  user(1, 'Anna.Berg', [
    'userAccountControl: 512',
    'accountExpires: 9223372036854775807',
    'mail: anna.berg@jena.example',
    'proxyAddresses: SMTP:anna.berg@jena.example',
    'proxyAddresses: smtp:a.berg@jena.example',
    'proxyAddresses: X500:/o=alt/cn=anna',
  ]),
  user(2, 'gesperrt', ['userAccountControl: 514']),
  user(3, 'abgelaufen', ['userAccountControl: 512', `accountExpires: ${filetime(Date.parse('2020-01-01'))}`]),
  user(4, 'kuenftig', [
    'userAccountControl: 512',
    `accountExpires: ${filetime(Date.parse('2090-01-01'))}`,
    `manager: CN=Anna.Berg, OU=jena,${base.toUpperCase()}`,
  ]),
  group(51, 'Innen', [`member: cn=kuenftig,ou=Jena,${base}`, `member: cn=Aussen,ou=Jena,${base}`]),
  group(52, 'Aussen', [`member: cn=Innen,ou=Jena,${base}`, `member: cn=Anna.Berg,ou=Jena,${base}`]),
].join('\n');

let slapd: Slapd;
let at: SourcesFixture;
let source: number;
before(async () => {
  slapd = await startSlapd(ldif, { schemas: ['msuser'], more: [principal] });
  at = await startSources();
  const { url, bindDn, password: secret } = slapd;
  const settings = {
    preset: 'active-directory',
    url,
    bindDn,
    base,
    organisationBy: 'ou',
    // Active Directory alone understands objectCategory=person
    filter: '(objectClass=user)',
    groups: {
      base: '',
      filter: '(objectClass=group)',
      id: 'objectGUID',
      name: 'cn',
      member: 'member',
      stamp: 'uSNChanged',
    },
  };
  source = (await at.sources.add(at.admin, { organisationKey: 'jena', kind: 'ldap', name: 'AD', settings, secret })).id;
});
after(async () => {
  await at[Symbol.asyncDispose]();
  await slapd[Symbol.asyncDispose]();
});

const members = async (name: string) =>
  (
    await at.db.query<{ login: string }>(
      `select p.login from directory.group_member m join directory.group g on g.id = m.group_id
         join directory.person p on p.id = m.person_id where g.name = $1 order by 1`,
      [name],
    )
  ).map(({ login }) => login);

describe('a directory in the form of Active Directory', () => {
  it('knows accounts that may be used, by their objectGUID', async () => {
    const run = await at.run(source);
    assert.deepEqual([run.state, run.counts.added, run.counts.problem], ['done', 2, undefined]);
    assert.deepEqual(await at.logins(), ['admin', 'anna.berg', 'kuenftig']);
    const [anna] = await at.db.query<Record<string, unknown>>(
      `select p.name, p.email, s.external_id as id, array(select address from directory.person_address where person_id = p.id) as addresses
       from directory.person p join directory.source_person s on s.person_id = p.id where p.login = 'anna.berg'`,
    );
    assert.deepEqual(anna, {
      name: 'Frau Anna.Berg',
      email: 'anna.berg@jena.example',
      id: '33221100-5544-7766-0000-000000000001',
      addresses: ['a.berg@jena.example'],
    });
    const [manager] = await at.db.query<{ login: string }>(
      `select m.login from directory.person p join directory.person m on m.id = p.manager_id where p.login = 'kuenftig'`,
    );
    assert.equal(manager?.login, 'anna.berg', 'however the name is written');
  });

  it('resolves groups that hold each other', async () => {
    assert.deepEqual(await members('Innen'), ['anna.berg', 'kuenftig']);
    assert.deepEqual(await members('Aussen'), ['anna.berg', 'kuenftig']);
  });

  it('sees by uSNChanged what changed, and an account that is locked', async () => {
    const change = (name: string, changes: Record<string, string>) =>
      slapd.change(async (client) => {
        for (const [type, value] of Object.entries(changes)) {
          const modification = new Attribute({ type, values: [value] });
          await client.modify(`cn=${name},ou=Jena,${base}`, new Change({ operation: 'replace', modification }));
        }
      });
    await change('kuenftig', { displayName: 'Ohne Marke' });
    const unmarked = await at.run(source, { mode: 'changes' });
    assert.equal(unmarked.counts.changed ?? 0, 0, 'the marker is what is looked at');
    await change('kuenftig', { displayName: 'Herr Künftig', uSNChanged: '900' });
    await change('Anna.Berg', { userAccountControl: '514', uSNChanged: '901' });
    const run = await at.run(source, { mode: 'changes' });
    assert.deepEqual([run.counts.changed, run.counts.leaving], [1, 1]);
    const { items } = await at.sources.difference(at.admin, source, run.id, {
      kinds: ['leaving'],
      offset: 0,
      limit: 5,
    });
    assert.deepEqual(
      items.map(({ label, after }) => [label, after]),
      [['Frau Anna.Berg', { reason: 'disabled' }]],
    );
    assert.deepEqual(await at.logins(), ['admin', 'kuenftig']);
    assert.deepEqual(await members('Innen'), ['anna.berg', 'kuenftig'], 'locked people stay who they are');

    await change('Anna.Berg', { userAccountControl: '512', uSNChanged: '902' });
    const back = await at.run(source, { mode: 'changes' });
    assert.equal(back.counts.returning, 1);
    assert.deepEqual(await at.logins(), ['admin', 'anna.berg', 'kuenftig']);
  });

  it('does not unlock whom an administrator locked', async () => {
    await at.directory.people.update(at.admin, 'anna.berg', { disabled: true });
    const run = await at.run(source);
    assert.equal(run.counts.returning ?? 0, 0);
    assert.deepEqual(await at.logins(), ['admin', 'kuenftig']);
  });
});
