import { after, before, describe, test } from 'node:test';
import { folderId, put, until } from './files-helpers.ts';
import { assertAccessible, looks, nameOf, picture, startWebWorld, type WebWorld } from './web-world.ts';

describe('working together', () => {
  let web: WebWorld;
  before(async () => {
    web = await startWebWorld({ seed: 'files' });
    await put(web.world, 'anna', 'Plan/Haushalt.md', '# Haushalt');
  });
  after(() => web[Symbol.asyncDispose]());

  async function tell(name: string): Promise<void> {
    const { database, notifications } = web.world.landescloud;
    const id = await folderId(web.world, 'anna', '/Plan');
    const personId = web.world.person('anna').id;
    await database.transaction((tx) =>
      notifications.notify(tx, [
        {
          personId,
          kind: 'collaboration.mentioned',
          subject: `node:${id}`,
          data: { node: name, text: 'Schaust du bitte auf Seite 3? Die Zahlen der Straßenbauverwaltung fehlen noch.' },
          link: `/f/${id}`,
          by: { name: 'Bernd Blau' },
        },
      ]),
    );
  }

  test('the bell tells live what is new, leads there and forgets it when it was read', async () => {
    await using visit = await web.visit('/', { as: 'anna' });
    const { page } = visit;
    await page.getByRole('button', { name: 'Mitteilungen', exact: true }).click();
    await page.getByText('Sie sind auf dem Laufenden').waitFor();
    await tell('Plan');
    await tell('Zweiter Plan');
    const panel = page.getByRole('dialog', { name: 'Mitteilungen' });
    await panel.getByText('Bernd Blau hat Sie bei „Zweiter Plan“ erwähnt').waitFor();
    await page.keyboard.press('Escape');
    const bell = page.getByRole('button', { name: 'Mitteilungen, 2 ungelesen' });
    await bell.waitFor();
    // everything by keyboard: the first link is behind the two buttons of the head
    await bell.focus();
    await page.keyboard.press('Enter');
    await panel.getByRole('link').first().waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Plan', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Mitteilungen, 1 ungelesen' }).click();
    await panel.getByRole('button', { name: 'Alle als gelesen markieren' }).click();
    await page.getByRole('button', { name: 'Mitteilungen', exact: true }).waitFor({ state: 'attached' });
    await panel.getByRole('button', { name: 'Mitteilung entfernen' }).first().click();
    await until('one is left', async () => (await panel.getByRole('listitem').count()) === 1);
    await page.goto('/f/999999');
    await page.getByText('Das ist nicht (mehr) da').waitFor();
  });

  test('which kinds are mailed is one’s own choice', async () => {
    await using visit = await web.visit('/settings/notifications', { as: 'anna' });
    const { page } = visit;
    await page.getByRole('button', { name: /Jemand erwähnt mich/ }).click();
    await page.getByRole('option', { name: 'Keine E-Mail' }).click();
    const { personId } = { personId: web.world.person('anna').id };
    const chosen = async () =>
      (await web.world.landescloud.notifications.preferences(personId)).find(
        ({ kind }) => kind === 'collaboration.mentioned',
      )?.mail;
    await until('it is kept', async () => (await chosen()) === 'off');
  });

  for (const look of looks) {
    test(`has nothing for axe: ${JSON.stringify(look)}`, async () => {
      const english = look.language === 'en';
      await tell('Haushaltsplan des Landes für das Jahr 2027');
      await using visit = await web.visit('/', { ...look, as: 'anna' });
      const { page } = visit;
      await page.getByRole('button', { name: english ? /^Notifications/ : /^Mitteilungen/ }).click();
      await page.getByRole('dialog').getByRole('link').first().waitFor();
      await picture(page, `notifications-${nameOf(look)}`);
      await assertAccessible(page, 'the notifications', { modal: true });
      await page.goto('/settings/notifications');
      await page.getByRole('button', { name: english ? /Somebody mentions me/ : /Jemand erwähnt mich/ }).waitFor();
      await picture(page, `notification-settings-${nameOf(look)}`);
      await assertAccessible(page, 'the settings');
    });
  }
});
