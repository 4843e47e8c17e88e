import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, startWebWorld, until, type WebWorld } from './web-world.ts';

describe('settings', () => {
  let web: WebWorld;
  before(async () => (web = await startWebWorld()));
  after(() => web[Symbol.asyncDispose]());

  test('an app password is shown once, works for WebDAV and ends at once', async () => {
    await using visit = await web.visit('/settings/devices', { as: 'anna' });
    const { page } = visit;
    await page.getByRole('radio', { name: 'Windows Explorer' }).click();
    await page.getByText(`${web.world.url}/remote.php/dav/files/anna/`).waitFor();
    await page.getByRole('button', { name: 'App-Passwort erstellen' }).first().click();
    assert.equal(await page.getByLabel('Bezeichnung').inputValue(), 'Windows Explorer');
    await page.getByLabel('Bezeichnung').fill('Notebook im Zug');
    await page.getByRole('button', { name: 'Erstellen', exact: true }).click();
    const token = await page.getByRole('dialog').locator('code').nth(1).innerText();
    await page.getByRole('button', { name: 'Fertig' }).click();
    assert.equal(await davStatus('anna', token), 207);

    await page.getByText('Notebook im Zug').waitFor();
    assert.equal(await page.getByText(token).count(), 0);
    await page.getByRole('button', { name: 'Zugriff von Notebook im Zug beenden' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Zugriff beenden' }).click();
    await page.getByText('„Notebook im Zug“ hat keinen Zugriff mehr.').waitFor();
    assert.equal(await davStatus('anna', token), 401);
  });

  test('every program has its steps with this server’s address', async () => {
    await using visit = await web.visit('/settings/devices', { as: 'anna' });
    const { page } = visit;
    await page.getByRole('radio').first().waitFor();
    const programs = await page.getByRole('radio').all();
    assert.equal(programs.length, 7);
    for (const program of programs) {
      await program.click();
      const guide = await page.locator('.guide').innerText();
      assert.ok(guide.includes(web.world.url), guide);
    }
  });

  test('language and theme change at once and stay with the person', async () => {
    await using visit = await web.visit('/settings', { as: 'clara' });
    const { page } = visit;
    await page.getByText('English').click();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await page.getByText('Dark', { exact: true }).click();
    assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
    await page.waitForLoadState('networkidle');
    const me = (await (await visit.context.request.get('/api/v1/me')).json()) as { language: string; theme: string };
    assert.deepEqual([me.language, me.theme], ['en', 'dark']);
    await page.reload();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
  });

  test('the password changes, and other browsers are signed out', async () => {
    await using other = await web.visit('/', { as: 'bernd' });
    await using visit = await web.visit('/settings/security', { as: 'bernd' });
    const { page } = visit;
    await fillPasswords(page, 'falsch', 'ein-neues-Passwort-9');
    await page.getByText('Das bisherige Passwort ist nicht richtig.').waitFor();
    await fillPasswords(page, web.world.person('bernd').password, 'ein-neues-Passwort-9');
    await page.getByText('Das Passwort wurde geändert.').waitFor();
    assert.equal((await other.context.request.get('/api/v1/session')).status(), 401);
    assert.equal((await visit.context.request.get('/api/v1/session')).status(), 200);
  });

  test('another browser can be signed out', async () => {
    await using other = await web.visit('/', { as: 'clara' });
    await using visit = await web.visit('/settings/security', { as: 'clara' });
    const { page } = visit;
    await page.getByText('Dieser Browser').waitFor();
    const ends = page.getByRole('button', { name: /abmelden$/ });
    for (let left = await ends.count(); left > 0; left -= 1) {
      await ends.first().click();
      await until(async () => (await ends.count()) < left);
    }
    assert.equal((await other.context.request.get('/api/v1/session')).status(), 401);
  });

  test('one’s own data come as a file, in the other language too', async () => {
    for (const [look, button, words] of [
      [{ language: 'de' }, 'Meine Daten herunterladen', /DSGVO/],
      [{ language: 'en', phone: true, theme: 'dark' }, 'Download my data', /GDPR/],
    ] as const) {
      await using visit = await web.visit('/settings', { as: 'anna', ...look });
      const { page } = visit;
      await page.getByRole('button', { name: button }).waitFor();
      await assertAccessible(page, button);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: button }).click(),
      ]);
      assert.equal(download.suggestedFilename(), 'landescloud-anna.json');
      const text = await readFile(await download.path(), 'utf8');
      assert.match(text, words);
      assert.equal((JSON.parse(text) as { person: { login: string } }).person.login, 'anna');
    }
  });

  test('one’s own data are only for who proves who they are', async () => {
    await using visit = await web.visit('/settings', { as: 'clara', language: 'de' });
    const { page } = visit;
    await page.getByRole('button', { name: 'Meine Daten herunterladen' }).waitFor();
    await web.world.landescloud.database.query(`update auth.session set proven_at = now() - interval '1 hour'`);
    web.world.landescloud.hints.publish('auth.ended', { personId: web.world.person('clara').id });
    await page.getByRole('button', { name: 'Meine Daten herunterladen' }).click();
    const question = page.getByRole('dialog', { name: 'Bitte bestätigen Sie, dass Sie es sind' });
    await question.getByRole('button', { name: 'Abbrechen' }).click();
    await page.getByText('werden keine Daten herausgegeben').waitFor();
    await page.getByRole('button', { name: 'Meine Daten herunterladen' }).click();
    await question.getByRole('textbox', { name: 'Passwort' }).fill(web.world.person('clara').password);
    const download = page.waitForEvent('download');
    await question.getByRole('button', { name: 'Bestätigen' }).click();
    assert.equal((await download).suggestedFilename(), 'landescloud-clara.json');
  });

  async function davStatus(login: string, token: string): Promise<number> {
    const answer = await fetch(`${web.world.url}/remote.php/dav/files/${login}/`, {
      method: 'PROPFIND',
      headers: { depth: '0', authorization: `Basic ${Buffer.from(`${login}:${token}`).toString('base64')}` },
    });
    await answer.arrayBuffer();
    return answer.status;
  }
});

async function fillPasswords(page: Page, current: string, next: string): Promise<void> {
  await page.getByLabel('Bisheriges Passwort').fill(current);
  await page.getByLabel('Neues Passwort', { exact: true }).fill(next);
  await page.getByLabel('Neues Passwort wiederholen').fill(next);
  await page.getByRole('button', { name: 'Passwort ändern' }).click();
}
