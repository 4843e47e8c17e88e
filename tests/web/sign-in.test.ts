import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertAccessible, looksOf, startWebWorld, type WebWorld } from './web-world.ts';

describe('signing in', () => {
  let web: WebWorld;
  before(async () => (web = await startWebWorld()));
  after(() => web[Symbol.asyncDispose]());

  test('leads back to where one wanted to go, by keyboard alone', async () => {
    await using visit = await web.visit('/settings/security');
    const { page } = visit;
    await page.getByRole('heading', { name: 'Anmelden' }).waitFor();
    await page.keyboard.type('Anna');
    await page.keyboard.press('Tab');
    await page.keyboard.type(web.world.person('anna').password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Passwort ändern' }).waitFor();
    assert.equal(new URL(page.url()).pathname, '/settings/security');
    assert.match(await page.title(), /^Einstellungen – Landescloud$/);
    const cookie = (await visit.context.cookies()).find(({ name }) => name === 'lc_session');
    assert.equal(cookie?.httpOnly, true);
  });

  test('a wrong password is said in words and nothing is lost', async () => {
    await using visit = await web.visit('/login');
    const { page } = visit;
    await page.getByLabel('Anmeldename').fill('bernd');
    await page.getByLabel('Passwort', { exact: true }).fill('das ist es nicht');
    await page.getByRole('button', { name: 'Anmelden' }).click();
    await page.getByRole('alert').getByText('Anmeldename oder Passwort ist nicht richtig.').waitFor();
    assert.equal(await page.getByLabel('Anmeldename').inputValue(), 'bernd');
    await assertAccessible(page, 'a refused sign-in');
  });

  test('what was chosen before signing in is kept with the person', async () => {
    await using visit = await web.visit('/login');
    const { page } = visit;
    await page.getByRole('button', { name: 'Switch to English' }).click();
    await page.getByRole('button', { name: 'Dark appearance' }).click();
    await page.getByLabel('Login').fill('clara');
    await page.getByLabel('Password', { exact: true }).fill(web.world.person('clara').password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /Good|Hello/ }).waitFor();
    assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
    const me = (await (await visit.context.request.get('/api/v1/me')).json()) as { language: string; theme: string };
    assert.deepEqual([me.language, me.theme], ['en', 'dark']);
  });

  test('never leads to another site', async () => {
    await using visit = await web.visit('/login?to=%2F%2Fexample.org%2Fx');
    const { page } = visit;
    await page.getByLabel('Anmeldename').fill('anna');
    await page.getByLabel('Passwort', { exact: true }).fill(web.world.person('anna').password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /Guten/ }).waitFor();
    assert.equal(page.url(), `${web.world.url}/`);
  });

  test('signing out ends the session on the server', async () => {
    await using visit = await web.visit('/', { as: 'anna' });
    const { page, context } = visit;
    await page.getByRole('button', { name: /Mein Konto/ }).click();
    await page.getByRole('menuitem', { name: 'Abmelden' }).click();
    await page.getByRole('heading', { name: 'Anmelden' }).waitFor();
    assert.equal((await context.request.get('/api/v1/session')).status(), 401);
  });

  test('a session that ended elsewhere leads to the sign-in page and back', async () => {
    await using visit = await web.visit('/settings', { as: 'bernd' });
    const { page, context } = visit;
    await page.getByRole('heading', { name: 'Einstellungen' }).waitFor();
    await context.clearCookies();
    await page.getByRole('link', { name: 'Passwort und Sitzungen' }).click();
    await page.getByRole('heading', { name: 'Anmelden' }).waitFor();
    assert.match(new URL(page.url()).searchParams.get('to') ?? '', /^\/settings/);
  });

  for (const look of looksOf(1)) {
    test(`has nothing for axe: ${JSON.stringify(look)}`, async () => {
      await using visit = await web.visit('/login', look);
      await visit.page.getByRole('button', { name: look.language === 'en' ? 'Sign in' : 'Anmelden' }).waitFor();
      await assertAccessible(visit.page, 'the sign-in page');
    });
  }
});
