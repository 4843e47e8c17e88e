import assert from 'node:assert/strict';
import { systemActor } from '@landescloud/kernel';
import { after, before, describe, test } from 'node:test';
import { assertAccessible, looksOf, startWebWorld, until, type WebWorld } from './web-world.ts';

const actor = systemActor('test');

/** bernd administers tmil with what stands below it, and nothing else. */
describe('an organisation’s administrator', { timeout: 600_000 }, () => {
  let web: WebWorld;
  before(async () => {
    web = await startWebWorld();
    const { organisations, people } = web.world.landescloud.directory;
    await organisations.setRule(actor, 'land', 'people.visibility', 'everyone');
    for (const [key, name] of [
      ['strassenamt', 'Straßenamt Nord'],
      ['bauamt', 'Bauamt Süd'],
    ] as const) {
      await organisations.add(actor, { key, name, kind: 'authority', parentKey: 'tmil' });
      for (const at of [1, 2]) {
        await people.add(actor, { login: `${key}-${at}`, name: `${name} Person ${at}`, organisationKey: key });
      }
    }
    await organisations.assignRole(actor, 'tmil', 'organisation-administrator', 'bernd');
    await organisations.assignRole(actor, 'tmil', 'auditor', 'clara');
  });
  after(() => web[Symbol.asyncDispose]());

  test('is led through the first steps, and sees their own part and nobody else’s people', async () => {
    await using visit = await web.visit('/administration', { as: 'bernd' });
    const { page } = visit;
    await page.getByText('Nichts wartet auf Sie.').waitFor();
    await page.getByRole('link', { name: 'Eine zweite Person mit der Verwaltung betrauen' }).click();
    await page.getByRole('tab', { name: 'Rollen', selected: true }).waitFor();
    await page.goto('/administration/organisations');
    // beside the tree is what one administers, at once
    await page.waitForURL(/\/organisations\/tmil$/);
    await page.goto('/administration/people');
    await page.getByRole('row').filter({ hasText: 'Straßenamt Nord Person 1' }).waitFor();
    assert.equal(await page.getByRole('row').filter({ hasText: 'Anna Albrecht' }).count(), 0);
  });

  test('cannot fill in what is decided further up', async () => {
    await using visit = await web.visit('/administration/organisations/tmil', { as: 'bernd' });
    const { page } = visit;
    await page.getByRole('button', { name: 'Bearbeiten' }).click();
    const dialog = page.getByRole('dialog');
    assert.ok(await dialog.getByLabel('Mail-Domänen').isDisabled());
    assert.ok(await dialog.getByLabel('Speicherplatz in GB').isDisabled());
    await dialog.getByLabel('Kurzname').fill('TM Infra');
    await dialog.getByRole('button', { name: 'Speichern' }).click();
    await page.getByText('TM Infra', { exact: true }).waitFor();
    await page.getByRole('button', { name: /^Aktionen für/ }).click();
    assert.equal(await page.getByRole('menuitem', { name: 'Verschieben' }).getAttribute('aria-disabled'), 'true');
  });

  test('adds a person whose login is suggested, and ends where they are signed in', async () => {
    await using visit = await web.visit('/administration/people', { as: 'bernd' });
    const { page } = visit;
    await page.getByRole('button', { name: 'Person anlegen' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('Dr. Änne Überschär');
    assert.equal(await dialog.getByLabel('Anmeldename').inputValue(), 'aenne.ueberschaer');
    await dialog.getByRole('button', { name: 'Anlegen', exact: true }).click();
    await page.getByRole('heading', { name: 'Zugang für Dr. Änne Überschär' }).waitFor();
    const password = await dialog.locator('code').nth(1).innerText();

    const cookie = await signIn('aenne.ueberschaer', password);
    assert.equal((await me(cookie)).status, 200);
    await page.goto('/administration/people/aenne.ueberschaer');
    const devices = page.getByRole('listitem').filter({ hasText: 'Browser ·' });
    await devices.first().waitFor();
    await devices
      .first()
      .getByRole('button', { name: /abmelden$/ })
      .click();
    await page.getByText('Zurzeit nirgends.').waitFor();
    assert.equal((await me(cookie)).status, 401);

    const again = await signIn('aenne.ueberschaer', password);
    await page.reload();
    await page.getByRole('button', { name: 'Überall abmelden' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Abmelden', exact: true }).click();
    await page.getByText('Zurzeit nirgends.').waitFor();
    assert.equal((await me(again)).status, 401);
  });

  test('takes away a second factor that was lost', async () => {
    const { database } = web.world.landescloud;
    await database.query(
      `insert into auth.totp (person_id, name, secret, created_at, confirmed_at)
       select id, 'Telefon', '\\x00', now(), now() from directory.person where login = 'bauamt-1'`,
    );
    await using visit = await web.visit('/administration/people/bauamt-1', { as: 'bernd' });
    const { page } = visit;
    await page.getByText('1 Code-App').waitFor();
    await page.getByRole('button', { name: 'Zweiten Faktor zurücksetzen' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Zurücksetzen', exact: true }).click();
    await page.getByText('keiner', { exact: true }).waitFor();
    assert.deepEqual(await database.query('select 1 as one from auth.totp'), []);
  });

  test('gives a role from the list of roles', async () => {
    await using visit = await web.visit('/administration/roles', { as: 'bernd' });
    const { page } = visit;
    await page.getByRole('button', { name: 'Rolle vergeben' }).click();
    const dialog = page.getByRole('dialog');
    await page.getByRole('combobox', { name: 'Person' }).fill('bauamt-1');
    await page.getByRole('option').filter({ hasText: 'bauamt-1' }).click();
    await dialog.getByRole('button', { name: 'Vergeben', exact: true }).click();
    await page.getByRole('row').filter({ hasText: 'Bauamt Süd Person 1' }).waitFor();
  });

  test('sees where a person comes from, and finds locked what is kept there', async () => {
    const { database } = web.world.landescloud;
    await database.query(
      `with source as (insert into directory.source (organisation_id, kind, name, settings)
         select id, 'csv', 'Personalstelle', '{"columns": {"login": "Kennung", "name": "Name"}}'
         from directory.organisation where key = 'tmil' returning id)
       insert into directory.source_person (person_id, source_id, external_id)
       select p.id, source.id, 'x1' from directory.person p, source where p.login = 'bauamt-2'`,
    );
    await using visit = await web.visit('/administration/people/bauamt-2', { as: 'bernd' });
    const { page } = visit;
    await page.getByText('Kommt aus der Quelle „Personalstelle“').waitFor();
    await page.getByText('Die Person kann sich noch nicht anmelden.').waitFor();
    await page.getByRole('button', { name: 'Bearbeiten' }).click();
    const dialog = page.getByRole('dialog');
    assert.ok(await dialog.getByLabel('Name', { exact: true }).isDisabled());
    assert.ok(await dialog.getByLabel('Telefon').isEnabled());
    await assertAccessible(page, 'a person that a source keeps');
  });

  test('makes an organisation by mistake and removes it; one with people cannot be', async () => {
    await using visit = await web.visit('/administration/organisations/tmil', { as: 'bernd' });
    const { page } = visit;
    await page.getByRole('button', { name: /^Aktionen für/ }).click();
    await page.getByRole('menuitem', { name: 'Darunter eine anlegen' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Irrtum');
    await page.getByRole('dialog').getByRole('button', { name: 'Anlegen', exact: true }).click();
    await page.getByRole('heading', { name: 'Irrtum' }).waitFor();
    await page.getByRole('button', { name: 'Aktionen für Irrtum' }).click();
    await page.getByRole('menuitem', { name: 'Entfernen' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Entfernen' }).click();
    await page.waitForURL(/\/organisations\/tmil$/);
    await page.goto('/administration/organisations/bauamt');
    await page.getByRole('button', { name: 'Aktionen für Bauamt Süd' }).click();
    assert.equal(await page.getByRole('menuitem', { name: 'Entfernen' }).getAttribute('aria-disabled'), 'true');
  });

  test('ends several guests at once and hands one over', async () => {
    const { guests } = web.world.landescloud;
    const { actor: bernd } = web.world.person('bernd');
    const endsAt = Date.now() + 20 * 24 * 3_600_000;
    for (const name of ['Eins', 'Zwei', 'Drei']) {
      await guests.invite(bernd, { name: `Gast ${name}`, address: `${name}@example.org`, reason: 'Brücke', endsAt });
    }
    await using visit = await web.visit('/guests?show=ending', { as: 'bernd' });
    const { page } = visit;
    await page.getByRole('button', { name: 'Aktionen für Gast Drei' }).click();
    await page.getByRole('menuitem', { name: 'Ändern' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /^Bernd .* entfernen$/ }).click();
    await dialog.getByRole('combobox', { name: 'Betreut von' }).fill('bauamt-1');
    await page.getByRole('option').filter({ hasText: 'bauamt-1' }).click();
    await dialog.getByRole('button', { name: 'Speichern' }).click();
    // whoever works below cannot be responsible for a guest of what stands above
    await dialog.getByText('Gäste betreuen kann nur').waitFor();
    await dialog.getByRole('button', { name: 'Abbrechen' }).click();
    await dialog.waitFor({ state: 'hidden' });
    for (const name of ['Eins', 'Zwei']) {
      await page.getByRole('checkbox', { name: `Gast ${name} auswählen` }).click({ force: true });
    }
    await page.getByText('2 ausgewählt').waitFor();
    await page.getByRole('toolbar').getByRole('button', { name: 'Beenden' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Zugänge beenden' }).click();
    await page.getByText('Die Zugänge von 2 Gästen sind beendet.').waitFor();
    await page.getByRole('row').filter({ hasText: 'Gast Eins' }).waitFor({ state: 'detached' });
    assert.equal(await page.getByRole('row').filter({ hasText: 'Gast Drei' }).count(), 1);
  });

  test('sees who set a rule; the audit log is for who audits, with names and words', async () => {
    {
      await using visit = await web.visit('/administration/rules', { as: 'bernd' });
      const { page } = visit;
      await page.getByRole('button', { name: 'Gäste einladen ändern' }).click();
      await page.getByRole('radio', { name: 'Nur die Verwaltung' }).click({ force: true });
      await page.getByRole('dialog').getByRole('button', { name: 'Festlegen' }).click();
      const rule = page.getByRole('listitem').filter({ hasText: 'Gäste einladen' });
      await rule.getByText(/^von Bernd /).waitFor();
      await page.getByRole('button', { name: 'Rückgängig' }).click();
      await rule.getByText('Alle Mitglieder').waitFor();
      await page.getByRole('button', { name: 'Gäste einladen ändern' }).click();
      await page.getByRole('radio', { name: 'Nur die Verwaltung' }).click({ force: true });
      await page.getByRole('dialog').getByRole('button', { name: 'Festlegen' }).click();
      await rule.getByText(/^von Bernd /).waitFor();
      await page.goto('/administration/audit');
      await page.getByText('Das Protokoll liest, wer die Rolle „Prüfung“ hat.').waitFor();
      await page.getByRole('link', { name: 'Wer sie hat' }).click();
      await page.waitForURL(/role=auditor/);
    }
    await using visit = await web.visit('/administration/audit?type=directory.rule_', { as: 'clara' });
    const { page } = visit;
    const [event] = [page.getByRole('listitem').filter({ hasText: 'Gäste einladen: Nur die Verwaltung' })];
    await until(async () => {
      if ((await event.count()) > 0) return true;
      await page.reload();
      await page.waitForLoadState('networkidle');
      return false;
    });
  });

  for (const look of looksOf(1)) {
    const name = `${look.language} ${look.theme}${look.phone ? ' phone' : ''}`;
    test(`finds every view right in ${name}`, async () => {
      await using visit = await web.visit('/', { ...look, as: 'bernd' });
      const { page } = visit;
      for (const path of ['/administration', '/administration/people/bernd', '/administration/audit', '/guests']) {
        await page.goto(path);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        await page.waitForLoadState('networkidle');
        await assertAccessible(page, `${path} in ${name}`);
      }
    });
  }

  async function signIn(login: string, password: string): Promise<string> {
    const answer = await fetch(`${web.world.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password }),
    });
    assert.equal(answer.status, 200, await answer.clone().text());
    return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
  }

  function me(cookie: string): Promise<Response> {
    return fetch(`${web.world.url}/api/v1/me`, { headers: { cookie } });
  }
});
