import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertAccessible, isInTurn, looks, looksOf, startWebWorld, type WebWorld } from './web-world.ts';

const views: readonly (readonly [path: string, german: string, english: string])[] = [
  ['/', 'Zuletzt verwendet', 'Recently used'],
  ['/settings', 'Sprache und Darstellung', 'Language and appearance'],
  ['/settings/devices', 'Verbundene Programme', 'Connected programs'],
  ['/settings/security', 'Angemeldete Browser', 'Signed-in browsers'],
  ['/administration', 'Verwaltung', 'Administration'],
  ['/administration/organisations', 'Organisationen', 'Organisations'],
  ['/administration/groups', 'Gruppen', 'Groups'],
  ['/administration/spaces', 'Räume', 'Spaces'],
  ['/no/such/page', 'Diese Seite gibt es nicht.', 'This page does not exist.'],
];

describe('the frame', () => {
  let web: WebWorld;
  before(async () => (web = await startWebWorld({ seed: 'files' })));
  after(() => web[Symbol.asyncDispose]());

  for (const look of looks) {
    test(`every view has nothing for axe: ${JSON.stringify(look)}`, async () => {
      await using visit = await web.visit('/', { ...look, as: 'admin' });
      for (const [path, german, english] of views.filter((_, view) => isInTurn(look, view))) {
        await visit.page.goto(path);
        const name = look.language === 'en' ? english : german;
        await visit.page.getByRole('heading', { name, exact: true }).first().waitFor();
        await visit.page.waitForLoadState('networkidle');
        await assertAccessible(visit.page, `${path} ${JSON.stringify(look)}`);
      }
    });
  }

  for (const look of looksOf(1)) {
    test(`menus, palette and dialogs have nothing for axe: ${JSON.stringify(look)}`, async () => {
      await using visit = await web.visit('/administration/people', { ...look, as: 'admin' });
      const { page } = visit;
      const english = look.language === 'en';
      await page.getByRole('button', { name: english ? 'Add person' : 'Person anlegen' }).click();
      await page.getByRole('dialog').waitFor();
      await assertAccessible(page, 'adding a person');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
      await assertAccessible(page, 'the palette');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: english ? /My account/ : /Mein Konto/ }).click();
      await page.getByRole('menu').waitFor();
      await assertAccessible(page, 'the person’s menu');
    });
  }

  test('the skip link leads past the navigation', async () => {
    await using visit = await web.visit('/', { as: 'anna' });
    const { page } = visit;
    await page.getByRole('heading', { name: 'Zuletzt verwendet' }).waitFor();
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate('document.activeElement.textContent'), 'Zum Inhalt springen');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate('document.activeElement.id'), 'main');
  });

  test('Ctrl K finds a file and runs a command by keyboard alone', async () => {
    await using visit = await web.visit('/', { as: 'anna' });
    const { page } = visit;
    await page.getByRole('heading', { name: 'Zuletzt verwendet' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('searchbox', { name: 'Dateien, Termine, Kontakte und Befehle suchen' }).fill('willkommen');
    await page.getByRole('menuitem', { name: 'Willkommen.md' }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/files\/\d+\?select=\d+/);
    await page.keyboard.press('Control+k');
    await page.getByRole('searchbox', { name: 'Dateien, Termine, Kontakte und Befehle suchen' }).fill('geräte');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/settings/devices');
  });

  test('the search field leads to what was found', async () => {
    await using visit = await web.visit('/', { as: 'anna' });
    await visit.page.getByRole('searchbox', { name: 'Überall suchen' }).fill('plan');
    await visit.page.keyboard.press('Enter');
    await visit.page.waitForURL('**/search?q=plan');
  });

  test('on a phone the navigation is a drawer that closes behind one', async () => {
    await using visit = await web.visit('/', { as: 'anna', phone: true });
    const { page } = visit;
    await page.getByRole('button', { name: 'Navigation öffnen' }).click();
    await page.getByRole('dialog').getByRole('link', { name: 'Papierkorb' }).click();
    await page.waitForURL('**/files/trash');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('a server that cannot be reached is said in words, with a way to try again', async () => {
    await using visit = await web.visit('/settings', { as: 'anna' });
    const { page, context } = visit;
    await page.getByRole('heading', { name: 'Einstellungen' }).waitFor();
    await context.route('**/api/v1/me/sessions', (route) => route.abort());
    await page.getByRole('link', { name: 'Passwort und Sitzungen' }).click();
    await page.getByText('Der Server ist gerade nicht erreichbar.').waitFor({ timeout: 20_000 });
    await context.unroute('**/api/v1/me/sessions');
    await page.getByRole('button', { name: 'Erneut versuchen' }).click();
    await page.getByText('Dieser Browser').waitFor();
  });
});
