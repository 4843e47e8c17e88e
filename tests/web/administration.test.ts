import assert from 'node:assert/strict';
import { systemActor } from '@landescloud/kernel';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, isInTurn, looks, startWebWorld, until, type WebWorld } from './web-world.ts';

const actor = systemActor('test');

describe('administration', () => {
  let web: WebWorld;
  before(async () => {
    web = await startWebWorld();
    const { organisations, people } = web.world.landescloud.directory;
    for (const [key, name] of [
      ['aussen', 'Außenstelle Mühlhausen'],
      ['archiv', 'Landesarchiv'],
    ] as const) {
      await organisations.add(actor, { key, name, kind: 'authority', parentKey: 'tfm' });
    }
    for (let at = 0; at < 450; at += 1) {
      const name = `Person ${String(at).padStart(3, '0')}`;
      await people.add(actor, { login: `p${at}`, name, organisationKey: 'archiv' });
    }
  });
  after(() => web[Symbol.asyncDispose]());

  test('a new person can sign in with the password that was shown', async () => {
    await using visit = await web.visit('/administration/people', { as: 'admin' });
    const { page } = visit;
    await page.getByRole('button', { name: 'Person anlegen' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('Ida Johannsen');
    await dialog.getByLabel('Anmeldename').fill('Ida');
    await dialog.getByLabel('E-Mail').fill('ida@example.org');
    await chooseOrganisation(page, 'Organisation', 'aussenst', 'Außenstelle Mühlhausen');
    await dialog.getByRole('button', { name: 'Anlegen', exact: true }).click();
    await page.getByRole('heading', { name: 'Zugang für Ida Johannsen' }).waitFor();
    const password = await page.getByRole('dialog').locator('code').nth(1).innerText();
    await page.getByRole('button', { name: 'Fertig' }).click();
    assert.equal(await signInStatus('ida', password), 200);

    await page.getByRole('searchbox', { name: 'Personen suchen' }).fill('johansen');
    await page.getByRole('row').filter({ hasText: 'Ida Johannsen' }).filter({ hasText: 'Mühlhausen' }).waitFor();
  });

  test('a login that is taken is said in words, and the form stays', async () => {
    await using visit = await web.visit('/administration/people', { as: 'admin' });
    const { page } = visit;
    await page.getByRole('button', { name: 'Person anlegen' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('Noch eine Anna');
    await dialog.getByLabel('Anmeldename').fill('anna');
    await dialog.getByRole('button', { name: 'Anlegen', exact: true }).click();
    await dialog.getByText('Diesen Anmeldenamen gibt es schon.').waitFor();
    assert.equal(await dialog.getByLabel('Name', { exact: true }).inputValue(), 'Noch eine Anna');
  });

  test('people beyond the first page are there, chosen by keyboard, and open with Enter', async () => {
    await using visit = await web.visit('/administration/people?organisation=archiv', { as: 'admin' });
    const { page } = visit;
    await page.getByText('450 Personen').waitFor();
    await page.getByRole('row').filter({ hasText: 'Person 000' }).focus();
    await page.keyboard.press('End');
    await page.getByRole('row').filter({ hasText: 'Person 449' }).waitFor();
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowUp');
    await page.getByText('2 ausgewählt').waitFor();
    await page
      .getByRole('toolbar', { name: 'Für die Auswahl' })
      .getByRole('button', { name: 'Sperren', exact: true })
      .waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('450 Personen').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Person 44\d$/, level: 1 }).waitFor();
    await page.goBack();
    await page.getByText('450 Personen').waitFor();
  });

  test('while one types, what was found stays until the next is there', async () => {
    await using visit = await web.visit('/administration/people', { as: 'admin' });
    const { page } = visit;
    await page.getByRole('row').filter({ hasText: 'Anna Albrecht' }).waitFor();
    const search = page.getByRole('searchbox', { name: 'Personen suchen' });
    const begun = Date.now();
    await search.fill('Persn 123');
    await page.getByRole('row').filter({ hasText: 'Person 123' }).waitFor();
    const took = Date.now() - begun;
    assert.equal(await page.locator('.ui-spinner').count(), 0);
    assert.ok(took < 2000, `the first row came after ${took} ms`);
    await search.fill('niemand heißt so');
    await page.getByText('Niemand gefunden.').waitFor();
  });

  test('organisations: by keyboard, found with what is above, added below', async () => {
    await using visit = await web.visit('/administration/organisations', { as: 'admin' });
    const { page } = visit;
    const tree = page.getByRole('treegrid', { name: 'Organisationen' });
    const parent = tree.getByRole('row').filter({ hasText: 'Finanzministerium' });
    await parent.focus();
    await page.keyboard.press('ArrowLeft');
    assert.equal(await parent.getAttribute('aria-expanded'), 'false');
    assert.equal(await tree.getByRole('row').filter({ hasText: 'Landesarchiv' }).count(), 0);
    await page.keyboard.press('ArrowRight');
    await tree.getByRole('row').filter({ hasText: 'Landesarchiv' }).waitFor();
    assert.equal(await parent.getAttribute('aria-expanded'), 'true');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('l');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Landesarchiv' }).waitFor();

    await page.getByRole('searchbox', { name: 'Organisationen suchen' }).fill('muehl');
    await tree.getByRole('row').filter({ hasText: 'Außenstelle Mühlhausen' }).waitFor();
    assert.equal(await tree.getByRole('row').filter({ hasText: 'Landesarchiv' }).count(), 0);
    assert.equal(await parent.count(), 1);

    await page.getByRole('button', { name: 'Anlegen', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Stadt Nordstadt');
    assert.equal(await dialog.getByLabel('Kürzel').inputValue(), 'stadt-nordstadt');
    await chooseOrganisation(page, 'Gehört zu', 'land', 'Land');
    await dialog.getByRole('button', { name: 'Anlegen', exact: true }).click();
    await page.getByRole('heading', { name: 'Stadt Nordstadt' }).waitFor();
  });

  test('rules say what holds and where it comes from; what is looser cannot be chosen', async () => {
    await using visit = await web.visit('/administration/organisations/archiv?part=rules', { as: 'admin' });
    const { page } = visit;
    const rule = page.getByRole('listitem').filter({ hasText: 'Gäste einladen' });
    await rule.getByText('Alle Mitglieder').waitFor();
    await rule.getByText('Voreinstellung').waitFor();
    await page.getByRole('button', { name: 'Gäste einladen ändern' }).click();
    const choices = page.getByRole('dialog').getByRole('radio');
    assert.equal(await choices.count(), 3);
    await page.getByRole('button', { name: 'Abbrechen' }).click();
    await page.getByRole('tab', { name: 'Rollen' }).click();
    await page.getByRole('button', { name: 'Rolle „Prüfung“ vergeben' }).click();
    await page.getByRole('combobox', { name: 'Person' }).fill('bernt');
    await page.getByRole('option').filter({ hasText: 'bernd' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Bernd .* entfernen$/ })
      .waitFor();
  });

  test('an organisation is described, tightened, given roles, moved and closed', async () => {
    await using visit = await web.visit('/administration/organisations/aussen', { as: 'admin' });
    const { page } = visit;
    await page.getByRole('button', { name: 'Bearbeiten' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Kurzname').fill('AS Mhl');
    await dialog.getByLabel('Mail-Domänen').fill('mhl.example.org');
    await dialog.getByLabel('Farbe', { exact: true }).fill('#ffd000');
    await dialog.getByText('Zu hell').waitFor();
    await dialog.getByRole('button', { name: 'Dunkler machen' }).click();
    await dialog.getByText('gut lesbar').waitFor();
    await dialog.getByRole('button', { name: 'Speichern' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('mhl.example.org').waitFor();

    await page.getByRole('tab', { name: 'Regeln' }).click();
    await page.getByRole('button', { name: 'Gäste einladen ändern' }).click();
    await page.getByRole('radio', { name: 'Nur die Verwaltung' }).click({ force: true });
    await dialog.getByRole('button', { name: 'Festlegen' }).click();
    const rule = page.getByRole('listitem').filter({ hasText: 'Gäste einladen' });
    await rule.getByText('hier festgelegt').waitFor();

    await page.getByRole('tab', { name: 'Rollen' }).click();
    await page.getByRole('button', { name: 'Rolle „Prüfung“ vergeben' }).click();
    await page.getByRole('combobox', { name: 'Person' }).fill('clara');
    await page.getByRole('option').filter({ hasText: 'clara' }).click();
    await dialog.getByRole('button', { name: 'Vergeben', exact: true }).click();
    await page.getByRole('button', { name: /^Clara .* nehmen$/ }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Rolle nehmen' }).click();
    await page.getByRole('button', { name: /^Clara .* nehmen$/ }).waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Aktionen für Außenstelle Mühlhausen' }).click();
    await page.getByRole('menuitem', { name: 'Verschieben' }).click();
    await dialog.getByRole('row').filter({ hasText: 'Landesarchiv' }).click();
    await dialog.getByRole('button', { name: 'Nach „Landesarchiv“ verschieben' }).click();
    await page.getByRole('navigation', { name: 'Übergeordnet' }).getByText('Landesarchiv').waitFor();
    await page.getByRole('button', { name: 'Aktionen für Außenstelle Mühlhausen' }).click();
    await page.getByRole('menuitem', { name: 'Schließen' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Schließen', exact: true }).last().click();
    await page.getByText('Geschlossen', { exact: true }).waitFor();
  });

  test('people are changed, moved together, and leave with what they own handed over', async () => {
    await using visit = await web.visit('/administration/people/p7', { as: 'admin' });
    const { page } = visit;
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'Bearbeiten' }).click();
    await dialog.getByLabel('Aufgabe').fill('Archivarin');
    await dialog.getByRole('combobox', { name: 'Vorgesetzt' }).fill('Person 008');
    await page.getByRole('option').filter({ hasText: 'p8 ' }).click();
    await dialog.getByRole('button', { name: 'Speichern' }).click();
    await page.getByText('Archivarin', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Person 008' }).waitFor();

    await page.getByRole('button', { name: 'Aktionen für Person 007' }).click();
    await page.getByRole('menuitem', { name: 'Ausscheiden' }).click();
    await dialog.getByText('Das gehört der Person').waitFor();
    await dialog.getByRole('button', { name: 'Ausscheiden lassen' }).click();
    await page.getByText('Ausgeschieden').first().waitFor();
    await page.getByRole('button', { name: 'Aktionen für Person 007' }).click();
    await page.getByRole('menuitem', { name: 'Personendaten löschen' }).click();
    const erase = dialog.getByRole('button', { name: 'Endgültig löschen' });
    assert.equal(await erase.isDisabled(), true);
    await dialog.getByRole('textbox').fill('p7');
    await erase.click();
    await dialog.waitFor({ state: 'detached' });

    await page.goto('/administration/people?organisation=archiv&q=Person+02');
    const rows = page.getByRole('row').filter({ hasText: 'Person 02' });
    await rows.first().waitFor();
    await rows.nth(0).getByRole('checkbox').click({ force: true });
    await rows.nth(1).getByRole('checkbox').click({ force: true });
    await page.getByRole('button', { name: 'Sperren', exact: true }).click();
    await dialog.getByRole('button', { name: 'Sperren' }).click();
    await dialog.getByText('2 von 2 erledigt').waitFor();
    await dialog.getByRole('button', { name: 'Fertig' }).click();
    await until(async () => (await page.getByRole('row').filter({ hasText: 'Gesperrt' }).count()) === 2);
  });

  test('groups are added and filled', async () => {
    await using visit = await web.visit('/administration/groups', { as: 'admin' });
    const { page } = visit;
    await page.getByRole('button', { name: 'Gruppe anlegen' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('IT-Leitung');
    assert.equal(await page.getByRole('dialog').getByLabel('Kürzel').inputValue(), 'it-leitung');
    await page.getByRole('dialog').getByRole('button', { name: 'Anlegen', exact: true }).click();
    await page.getByRole('button', { name: 'Mitglieder von „IT-Leitung“: 0' }).click();
    await addPerson(page, 'bernd');
    await page.getByRole('button', { name: /^Bernd .* entfernen$/ }).waitFor();
    await page.getByRole('button', { name: 'Viele auf einmal hinzufügen' }).click();
    await page.getByLabel('Anmeldenamen').fill('clara, niemand-so');
    await page.getByRole('button', { name: '2 Personen hinzufügen' }).click();
    await page.getByText('Nicht gefunden: niemand-so').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Schließen', exact: true }).click();
    await page.getByRole('button', { name: 'Mitglieder von „IT-Leitung“: 2' }).waitFor();
    await page.getByRole('button', { name: 'Aktionen für IT-Leitung' }).click();
    await page.getByRole('menuitem', { name: 'Löschen' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Löschen' }).click();
    await page.getByText('Noch gibt es keine Gruppe.').waitFor();
  });

  test('a project space is made, limited and shared out', async () => {
    await using visit = await web.visit('/administration/spaces', { as: 'admin' });
    const { page } = visit;
    await page.getByRole('button', { name: 'Raum anlegen' }).click();
    await page.getByRole('menuitem', { name: 'Projektraum anlegen' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Vergabe Neubau');
    await page.getByRole('dialog').getByLabel('Speicherplatz in GB').fill('1,5');
    await page.getByRole('dialog').getByRole('button', { name: 'Anlegen', exact: true }).click();
    await page.getByRole('row').filter({ hasText: 'Vergabe Neubau' }).filter({ hasText: '1,5 GB' }).waitFor();
    await page.getByRole('button', { name: 'Aktionen für Vergabe Neubau' }).click();
    await page.getByRole('menuitem', { name: 'Mitglieder' }).click();
    await addPerson(page, 'clara');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Rolle von Clara/ })
      .click();
    await page.getByRole('option', { name: 'Lesen' }).click();
    await page
      .getByRole('button', { name: /Rolle von Clara/ })
      .filter({ hasText: 'Lesen' })
      .waitFor();
    await page.waitForLoadState('networkidle');
    const spaces = (await (await web.world.fetch('clara', '/api/v1/spaces')).json()) as {
      items: { name: string; role: string }[];
    };
    assert.equal(spaces.items.find(({ name }) => name === 'Vergabe Neubau')?.role, 'viewer');
  });

  test('the system tells how it is, and setting up can be left and found again', async () => {
    await using visit = await web.visit('/administration/health', { as: 'admin' });
    const { page } = visit;
    await page.getByText('PostgreSQL').waitFor();
    await page.getByRole('link', { name: 'Übersicht' }).click();
    await page.getByRole('button', { name: 'Später' }).click();
    await page.getByRole('button', { name: 'Weiter einrichten' }).click();
    await page.getByRole('link', { name: 'Stärke der Anmeldung festlegen' }).click();
    await page.getByRole('heading', { name: 'Regeln', level: 1 }).waitFor();
  });

  test('who administers a part sees that part, and which it is', async () => {
    await web.world.landescloud.database.query(
      `insert into directory.role_assignment (person_id, organisation_id, role)
       select p.id, o.id, 'organisation-administrator' from directory.person p, directory.organisation o
       where p.login = 'bernd' and o.key = 'tmil'`,
    );
    await using visit = await web.visit('/administration', { as: 'bernd' });
    const { page } = visit;
    await page.getByText('Sie verwalten:').waitFor();
    const navigation = page.getByRole('list', { name: 'Bereiche der Verwaltung' });
    await navigation.getByRole('link', { name: 'Personen' }).waitFor();
    assert.equal(await navigation.getByRole('link', { name: 'Systemzustand' }).count(), 0);
    assert.equal(await page.getByRole('heading', { name: 'Einrichtung' }).count(), 0);
  });

  test('is not there for others', async () => {
    await using visit = await web.visit('/administration', { as: 'anna' });
    await visit.page.getByText('Diese Seite gibt es nicht.').waitFor();
    assert.equal(await visit.page.getByRole('link', { name: 'Verwaltung' }).count(), 0);
  });

  const views: readonly [string, RegExp][] = [
    ['/administration', /^(Verwaltung|Administration)$/],
    ['/administration/organisations', /^(Organisationen|Organisations)$/],
    ['/administration/organisations/archiv', /^Landesarchiv$/],
    ['/administration/organisations/archiv?part=rules', /^Landesarchiv$/],
    ['/administration/organisations/archiv?part=roles', /^Landesarchiv$/],
    ['/administration/people', /^(Personen|People)$/],
    ['/administration/people/anna', /^Anna Albrecht$/],
    ['/administration/groups', /^(Gruppen|Groups)$/],
    ['/administration/rules', /^(Regeln|Rules)$/],
    ['/administration/roles', /^(Rollen|Roles)$/],
    ['/administration/spaces', /^(Räume|Spaces)$/],
    ['/administration/audit', /^(Protokoll|Audit log)$/],
    ['/administration/mail', /^(Postausgang|Outbox)$/],
    ['/administration/health', /^(Systemzustand|System health)$/],
  ];
  for (const look of looks) {
    const name = `${look.language} ${look.theme}${look.phone ? ' phone' : ''}`;
    test(`every view in ${name}`, async () => {
      await using visit = await web.visit('/', { ...look, as: 'admin' });
      const { page } = visit;
      for (const [path, title] of views.filter((_, view) => isInTurn(look, view))) {
        await page.goto(path);
        await page.getByRole('heading', { name: title }).first().waitFor();
        await page.waitForLoadState('networkidle');
        await assertAccessible(page, `${path} in ${name}`);
      }
    });
  }

  async function signInStatus(login: string, password: string): Promise<number> {
    const answer = await fetch(`${web.world.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password }),
    });
    return answer.status;
  }
});

async function chooseOrganisation(page: Page, label: string, text: string, name: string): Promise<void> {
  await page.getByRole('dialog').getByRole('combobox', { name: label }).fill(text);
  await page.getByRole('option').filter({ hasText: name }).first().click();
}

async function addPerson(page: Page, text: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Person hinzufügen' }).fill(text);
  await until(async () => (await page.getByRole('option').count()) === 1);
  await page.getByRole('option').filter({ hasText: text }).click();
}
