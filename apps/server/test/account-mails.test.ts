import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { systemActor } from '@landescloud/kernel';
import type { AuthFacts } from '@landescloud/platform/auth';
import { accountTexts } from '../src/account-mails/account-texts.ts';
import { startGuestWorld } from './guest-world.ts';

const facts: AuthFacts = {
  'password-changed': {},
  'password-reset': { token: 'geheim', expiresAt: Date.UTC(2027, 0, 5, 11, 30) },
  'password-elsewhere': {},
  'mail-code': { code: '12345678', expiresAt: Date.UTC(2027, 0, 5, 11, 30) },
  'mail-change': { token: 'geheim', email: 'neu@example.org', expiresAt: Date.UTC(2027, 0, 5, 11, 30) },
  'mail-changed': { before: 'alt@example.org', email: 'neu@example.org' },
  'factor-added': { factor: 'passkey', name: 'Telefon' },
  'factor-removed': { factor: 'totp', name: 'Telefon' },
  'factors-reset': {},
  'recovery-code-used': { left: 9 },
  'recovery-codes-made': {},
  'second-factor-guessed': {},
};
const about = {
  when: '5. Januar 2027 um 12:30',
  moment: (at: number) => new Date(at).toISOString(),
  link: (path: string) => `https://cloud.example${path}`,
};

describe('mail about the account', () => {
  it('has a subject and an address to go on at, in both languages', () => {
    for (const [language, texts] of Object.entries(accountTexts)) {
      for (const [kind, words] of Object.entries(texts)) {
        const said = (words as (...given: unknown[]) => { subject: string; text: string })(
          facts[kind as keyof AuthFacts],
          about,
        );
        const what = `${language} ${kind}`;
        assert.ok(said.subject.length > 10 && said.subject.length < 80, what);
        assert.match(said.text, /https:\/\/cloud\.example\//, what);
        assert.doesNotMatch(said.text, /undefined|\[object|NaN/, what);
        assert.match(said.text, /nichts zu tun|need not do anything/, what);
        const opens = kind === 'password-reset' || kind === 'mail-change';
        assert.equal(said.text.includes('geheim'), opens, what);
      }
    }
  });

  it('goes to the person, in their language, for their administrators to see', async () => {
    await using w = await startGuestWorld();
    const { auth, directory, database } = w.world.landescloud;
    await directory.people.update(systemActor('test'), 'anna', { email: 'Anna@tfm.example', language: 'en' });
    await directory.people.update(systemActor('test'), 'bernd', { email: null });
    for (const login of ['anna', 'bernd', 'admin']) {
      await auth.setPassword(systemActor('test'), w.world.person(login).id, 'Ein neues Passwort 2027');
    }
    const sent = await database.query<{
      recipient: string;
      language: string;
      text: string;
      organisation: number | null;
    }>(
      `select recipient, language, text, organisation_id as organisation from platform.mail
       where kind = 'auth.password_changed' order by id`,
    );
    const [mail] = sent;
    assert.deepEqual([mail?.recipient.toLowerCase(), mail?.language], ['anna@tfm.example', 'en']);
    assert.match(mail!.text, /^Hello Anna .*,\n\nYour password was changed on \d+ \w+ 20\d\d/);
    assert.equal(mail!.organisation, w.world.person('anna').actor.organisationId);
    assert.ok(sent.every(({ recipient }) => !recipient.includes('bernd')));
    const administrators = sent.filter(({ recipient }) => recipient.startsWith('admin'));
    assert.ok(administrators.every(({ organisation }) => organisation === null));
  });

  it('of who holds roles further up is not for those below to see', async () => {
    await using w = await startGuestWorld();
    const { auth, directory, database } = w.world.landescloud;
    const operator = systemActor('test');
    const of = async (login: string) => {
      await auth.setPassword(operator, w.world.person(login).id, `Ein neues Passwort 2027 ${login}`);
      const [mail] = await database.query<{ organisation: number | null }>(
        'select organisation_id as organisation from platform.mail where person_id = $1 order by id desc limit 1',
        [w.world.person(login).id],
      );
      return mail?.organisation;
    };
    await directory.people.update(operator, 'anna', { email: 'anna@tfm.example' });
    const { organisationId } = w.world.person('anna').actor;
    assert.equal(await of('anna'), organisationId);
    const above = await directory.organisations.add(operator, { key: 'oben', name: 'Oberste Behörde' });
    const [own] = await database.query<{ key: string }>('select key from directory.organisation where id = $1', [
      organisationId,
    ]);
    await directory.organisations.update(operator, own!.key, { parentKey: above.key });
    await directory.organisations.assignRole(operator, above.key, 'organisation-administrator', 'anna');
    assert.equal(await of('anna'), above.id);
  });

  it('never keeps anything from being done: an address that cannot be written to is not', async () => {
    await using w = await startGuestWorld();
    const { auth, database } = w.world.landescloud;
    await database.query(`update directory.person set email = 'anna@[192.0.2.1]' where login = 'anna'`);
    await auth.setPassword(systemActor('test'), w.world.person('anna').id, 'Ein neues Passwort 2027');
    const sent = await database.query(`select 1 from platform.mail where kind = 'auth.password_changed'`);
    assert.equal(sent.length, 0);
  });
});
