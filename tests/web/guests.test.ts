import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { assertAccessible, looks, startWebWorld, type WebWorld } from './web-world.ts';

let web: WebWorld;
before(async () => {
  web = await startWebWorld();
});
after(() => web[Symbol.asyncDispose]());

const address = 'gabi.gast@example.org';

async function invitationPath(): Promise<string> {
  const [mail] = await web.world.landescloud.database.query<{ text: string }>(
    'select text from platform.mail where recipient = $1 order by id desc',
    [address],
  );
  return /\/invitation\/[\w-]{43}/.exec(mail!.text)![0];
}

describe('guests', { timeout: 300_000 }, () => {
  it('are invited from the command palette by keyboard alone', async () => {
    await using visit = await web.visit('/', { as: 'anna' });
    const { page } = visit;
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('searchbox', { name: 'Dateien und Befehle suchen' }).waitFor();
    await page.keyboard.type('gast ein');
    await page.getByRole('menuitem', { name: 'Gast einladen' }).waitFor();
    await page.getByRole('menuitem', { name: 'Gast einladen' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Gast einladen' });
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).waitFor();
    await page.keyboard.type('Gabi Gast');
    await page.keyboard.press('Tab');
    await page.keyboard.type(address);
    await page.keyboard.press('Tab');
    await page.keyboard.type('Neubau der Brücke');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('row', { name: /Gabi Gast.*Eingeladen/ }).waitFor();
  });

  it('look right everywhere', async () => {
    for (const look of looks) {
      await using visit = await web.visit('/guests', { ...look, as: 'anna' });
      await visit.page.getByRole('row', { name: /Gabi Gast/ }).waitFor();
      await assertAccessible(visit.page, 'the guests');
      await using invited = await web.visit(await invitationPath(), look);
      await invited.page.getByRole('checkbox').waitFor({ state: 'attached' });
      await assertAccessible(invited.page, 'the invitation');
    }
  });

  it('accept, are in, see no more than they should, and are out with one click', async () => {
    await using guest = await web.visit(await invitationPath());
    const { page } = guest;
    await page.getByText('Neubau der Brücke').waitFor();
    await page.getByLabel('Passwort wählen').fill('Grüne Wiese am Morgen 7');
    await page.getByText('Ich nutze den Zugang nur').click();
    await page.getByRole('button', { name: 'Einladung annehmen' }).click();
    await page.getByRole('navigation').first().waitFor();
    await page.waitForURL((url) => url.pathname === '/');
    await page.getByRole('link', { name: 'Dateien' }).first().waitFor();
    assert.equal(await page.getByRole('link', { name: 'Gäste' }).count(), 0);
    assert.equal(await page.getByRole('link', { name: 'Verwaltung' }).count(), 0);

    await using sponsor = await web.visit('/guests', { as: 'anna' });
    await sponsor.page.getByRole('button', { name: 'Aktionen für Gabi Gast' }).click();
    await sponsor.page.getByRole('menuitem', { name: 'Beenden' }).click();
    await sponsor.page.getByRole('alertdialog').getByRole('button', { name: 'Beenden' }).click();
    await sponsor.page.getByText('Der Zugang von Gabi Gast ist beendet.').waitFor();
    await page.goto('/files').catch(() => undefined);
    await page.waitForURL((url) => url.pathname === '/login');
  });
});
