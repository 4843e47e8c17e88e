import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { startWebWorld, until, type WebWorld } from './web-world.ts';

describe('administration', () => {
  let web: WebWorld;
  before(async () => (web = await startWebWorld()));
  after(() => web[Symbol.asyncDispose]());

  test('a new person can sign in with the password that was shown, until they are locked', async () => {
    await using visit = await web.visit('/administration', { as: 'admin' });
    const { page } = visit;
    await page.getByRole('button', { name: 'Person anlegen' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('Ida Johannsen');
    await dialog.getByLabel('Anmeldename').fill('Ida');
    await dialog.getByLabel('E-Mail').fill('ida@example.org');
    await choose(page, 'Organisation', 'Finanzministerium');
    await dialog.getByRole('button', { name: 'Anlegen', exact: true }).click();
    await page.getByRole('heading', { name: 'Zugang für Ida Johannsen' }).waitFor();
    const password = await page.getByRole('dialog').locator('code').nth(1).innerText();
    await page.getByRole('button', { name: 'Fertig' }).click();
    assert.equal(await signInStatus('ida', password), 200);

    await page.getByRole('searchbox', { name: 'Personen suchen' }).fill('johann');
    await page.getByRole('row').filter({ hasText: 'Ida Johannsen' }).filter({ hasText: 'Finanzministerium' }).waitFor();
    await page.getByRole('button', { name: 'Aktionen für Ida Johannsen' }).click();
    await page.getByRole('menuitem', { name: 'Sperren' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Sperren' }).click();
    await page.getByRole('row').filter({ hasText: 'Gesperrt' }).waitFor();
    assert.equal(await signInStatus('ida', password), 401);
  });

  test('a login that is taken is said in words, and the form stays', async () => {
    await using visit = await web.visit('/administration', { as: 'admin' });
    const { page } = visit;
    await page.getByRole('button', { name: 'Person anlegen' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('Noch eine Anna');
    await dialog.getByLabel('Anmeldename').fill('anna');
    await dialog.getByRole('button', { name: 'Anlegen', exact: true }).click();
    await dialog.getByText('Diesen Anmeldenamen gibt es schon.').waitFor();
    assert.equal(await dialog.getByLabel('Name', { exact: true }).inputValue(), 'Noch eine Anna');
  });

  test('organisations and groups are added and filled', async () => {
    await using visit = await web.visit('/administration/organisations', { as: 'admin' });
    const { page } = visit;
    await page.getByRole('button', { name: 'Organisation anlegen' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Stadt Nordstadt');
    await page.getByRole('dialog').getByLabel('Kürzel').fill('nordstadt');
    await page.getByRole('dialog').getByRole('button', { name: 'Anlegen', exact: true }).click();
    await page.getByRole('row').filter({ hasText: 'Stadt Nordstadt' }).waitFor();

    await page.getByRole('link', { name: 'Gruppen' }).click();
    await page.getByRole('button', { name: 'Gruppe anlegen' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('IT-Leitung');
    await page.getByRole('dialog').getByLabel('Kürzel').fill('it-leitung');
    await page.getByRole('dialog').getByRole('button', { name: 'Anlegen', exact: true }).click();
    await page.getByRole('button', { name: 'Mitglieder von „IT-Leitung“: 0' }).click();
    await addPerson(page, 'bernd');
    await page.getByRole('button', { name: /^Bernd .* entfernen$/ }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Schließen', exact: true }).click();
    await page.getByRole('button', { name: 'Mitglieder von „IT-Leitung“: 1' }).waitFor();
  });

  test('a project space is made, limited and shared out', async () => {
    await using visit = await web.visit('/administration/spaces', { as: 'admin' });
    const { page } = visit;
    await page.getByRole('button', { name: 'Projektraum anlegen' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Vergabe Neubau');
    await page.getByRole('dialog').getByLabel('Speicherplatz in GB').fill('1,5');
    await page.getByRole('dialog').getByRole('button', { name: 'Anlegen', exact: true }).click();
    await page.getByRole('row').filter({ hasText: 'Vergabe Neubau' }).filter({ hasText: '1,5 GB' }).waitFor();
    await page.getByRole('button', { name: 'Aktionen für Vergabe Neubau' }).click();
    await page.getByRole('menuitem', { name: 'Mitglieder' }).click();
    await addPerson(page, 'clara');
    await choose(page, /Rolle von Clara/, 'Lesen');
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

  test('is not there for others', async () => {
    await using visit = await web.visit('/administration', { as: 'anna' });
    await visit.page.getByText('Diese Seite gibt es nicht.').waitFor();
    assert.equal(await visit.page.getByRole('link', { name: 'Verwaltung' }).count(), 0);
  });

  async function signInStatus(login: string, password: string): Promise<number> {
    const answer = await fetch(`${web.world.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password }),
    });
    return answer.status;
  }
});

async function choose(page: Page, label: string | RegExp, option: string): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
}

async function addPerson(page: Page, text: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Person hinzufügen' }).fill(text);
  await until(async () => (await page.getByRole('option').count()) === 1);
  await page.getByRole('option').filter({ hasText: text }).click();
}
