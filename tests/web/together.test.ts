import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { entry, folderId, put, until } from './files-helpers.ts';
import { assertAccessible, looksOf, nameOf, picture, startWebWorld, type WebWorld } from './web-world.ts';

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

  test('two people talk about a file: mention, answer, tag, follow, and see each other there', async () => {
    await put(web.world, 'anna', 'Haushalt 2027/Gemeinsam/Entwurf.md', '# Entwurf');
    const folder = await folderId(web.world, 'anna', '/Haushalt 2027/Gemeinsam');
    await using annas = await web.visit(`/files/${folder}`, { as: 'anna' });
    const { page } = annas;
    await entry(page, 'Entwurf.md').click();
    await page.getByRole('button', { name: 'Details', exact: true }).click();
    await page.getByRole('tab', { name: 'Kommentare' }).click();
    const box = page.getByRole('textbox', { name: 'Kommentar', exact: true });
    await box.pressSequentially('Passt das so, @be');
    await page.getByRole('option', { name: /Bernd/ }).waitFor();
    await box.press('Enter');
    assert.equal(await box.inputValue(), 'Passt das so, @bernd ');
    await box.pressSequentially('?');
    await box.press('Control+Enter');
    const comments = page.getByRole('list', { name: 'Kommentare' });
    await comments.getByText('@Bernd').waitFor();
    assert.equal(await box.inputValue(), '');

    await using bernds = await web.visit('/', { as: 'bernd' });
    await bernds.page.getByRole('button', { name: 'Mitteilungen, 1 ungelesen' }).click();
    await bernds.page.getByRole('link', { name: /hat Sie bei „Entwurf.md“ erwähnt/ }).click();
    await bernds.page.getByText('Passt das so').waitFor();
    await bernds.page.getByRole('textbox', { name: 'Kommentar', exact: true }).fill('Ja, <b>passt</b>.');
    await bernds.page.getByRole('button', { name: 'Kommentieren' }).click();
    // each sees the other's face, and the answer comes by itself
    await bernds.page.getByRole('button', { name: /^Gerade hier: Anna/ }).waitFor();
    await comments.getByText('Ja, <b>passt</b>.').waitFor();
    await page.getByRole('button', { name: /^Gerade hier: Bernd/ }).click();
    await page.getByText('Gespeichert wird das nicht.').waitFor();
    await page.keyboard.press('Escape');

    await comments.getByRole('button', { name: 'Kommentar bearbeiten' }).click();
    await page.getByRole('textbox', { name: 'Kommentar ändern' }).fill('Passt das so?');
    await page.getByRole('button', { name: 'Speichern' }).click();
    await comments.getByText('geändert').waitFor();
    await comments.getByRole('button', { name: 'Kommentar löschen' }).first().click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Löschen' }).click();
    await until('the answer is gone', async () => (await comments.getByText('Ja, <b>passt</b>.').count()) === 0);

    await page.getByRole('tab', { name: 'Aktivität' }).click();
    await page.getByText('hat kommentiert').first().waitFor();
    await page.getByRole('tab', { name: 'Übersicht' }).click();
    await page.getByText('Mitteilung, wenn andere etwas ändern').click();
    await page.getByRole('button', { name: 'Schlagwort hinzufügen' }).click();
    await page.getByRole('textbox', { name: 'Neues Schlagwort' }).fill('Eilig');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Eilig' }).click();
    await page.getByRole('heading', { name: 'Eilig', level: 1 }).waitFor();
    await page.getByRole('link', { name: /Entwurf\.md/ }).waitFor();
    await put(web.world, 'bernd', 'Haushalt 2027/Gemeinsam/Entwurf.md', '# Zweiter Entwurf');
    await page.getByRole('button', { name: /^Mitteilungen, / }).click();
    await page.getByRole('dialog').getByText('„Entwurf.md“ wurde geändert').waitFor();
  });

  for (const look of looksOf(0)) {
    test(`has nothing for axe: ${JSON.stringify(look)}`, async () => {
      const english = look.language === 'en';
      await tell('Haushaltsplan des Landes für das Jahr 2027');
      await using visit = await web.visit('/', { ...look, as: 'anna' });
      const { page } = visit;
      await page.getByRole('button', { name: english ? /^Notifications/ : /^Mitteilungen/ }).click();
      await page.getByRole('dialog').getByRole('link').first().waitFor();
      await picture(page, `notifications-${nameOf(look)}`);
      await assertAccessible(page, 'the notifications');
      await page.goto('/settings/notifications');
      await page.getByRole('button', { name: english ? /Somebody mentions me/ : /Jemand erwähnt mich/ }).waitFor();
      await picture(page, `notification-settings-${nameOf(look)}`);
      await assertAccessible(page, 'the settings');

      const { collaboration } = web.world.landescloud;
      const { actor } = web.world.person('anna');
      const plan = await folderId(web.world, 'anna', '/Plan/Haushalt.md');
      await collaboration.comments.add(actor, plan, 'Die Zahlen auf Seite 3 sind noch von gestern.');
      await collaboration.tags.put(actor, plan, 'Haushalt');
      await collaboration.tags.put(actor, plan, 'Wiedervorlage im Dezember');
      await page.goto(`/f/${plan}?details=comments`);
      await page.getByText('sind noch von gestern').first().waitFor();
      await picture(page, `comments-${nameOf(look)}`);
      await assertAccessible(page, 'comments');
      await page.getByRole('tab', { name: english ? 'Overview' : 'Übersicht' }).click();
      await page.getByRole('link', { name: 'Haushalt', exact: true }).waitFor();
      await picture(page, `tags-${nameOf(look)}`);
      await assertAccessible(page, 'tags');
      await page.goto('/files/tags/Haushalt');
      await page.getByRole('link', { name: /Haushalt\.md/ }).waitFor();
      await assertAccessible(page, 'what has a tag');
    });
  }
});
