import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { systemActor } from '@landescloud/kernel';
import type { Page } from 'playwright-core';
import { chooseAction, entry, folderId, namesIn, put, until } from './files-helpers.ts';
import { assertAccessible, looksOf, nameOf, picture, startWebWorld, type WebWorld } from './web-world.ts';

const system = systemActor('test');

describe('sharing in the browser', () => {
  let web: WebWorld;
  before(async () => {
    web = await startWebWorld();
    const { directory } = web.world.landescloud;
    for (const key of ['tfm', 'tmil'])
      await directory.organisations.setRule(system, key, 'people.visibility', 'everyone');
    await directory.groups.add(system, { key: 'planung', name: 'Planungsgruppe', organisationKey: 'tfm' });
    await directory.groups.addMember(system, 'planung', 'anna');
    await put(web.world, 'anna', 'Vorgang/Plan.txt', 'Plan');
    await put(web.world, 'anna', 'Vorgang/Anlagen/Bild.txt', 'Bild');
  });
  after(() => web[Symbol.asyncDispose]());

  async function choose(page: Page, typed: string, name: string): Promise<void> {
    await page.getByRole('combobox', { name: 'Person, Gruppe oder Organisation' }).fill(typed);
    await page.getByRole('option', { name }).click();
  }

  test('two people of two organisations: shared, seen, changed, worked on, withdrawn', async () => {
    await using hers = await web.visit('/files', { as: 'anna' });
    const anna = hers.page;
    await chooseAction(anna, 'Vorgang', 'Teilen …');
    const dialog = anna.getByRole('dialog', { name: '„Vorgang“ teilen' });
    await choose(anna, 'böh', 'Bernd Böhme');
    await dialog.getByRole('button', { name: 'Ende, Nachricht, Weitergeben' }).click();
    await dialog.getByRole('textbox', { name: 'Nachricht' }).fill('Bitte bis Freitag ansehen.');
    await dialog.getByRole('button', { name: 'Freigeben', exact: true }).click();
    await dialog.getByRole('button', { name: 'Freigabe für Bernd Böhme beenden' }).waitFor();
    await choose(anna, 'planung', 'Planungsgruppe');
    await dialog.getByRole('button', { name: 'Freigeben', exact: true }).click();
    await dialog.getByText('Gruppe, 1 Mitglied').waitFor();

    await using his = await web.visit('/', { as: 'bernd' });
    const bernd = his.page;
    await bernd.getByRole('link', { name: 'Mit mir geteilt 1 neue Freigabe' }).click();
    await entry(bernd, 'Vorgang').getByText('Neu', { exact: true }).waitFor();
    await entry(bernd, 'Vorgang').getByText('Anna Albrecht').waitFor();
    await bernd.getByRole('link', { name: 'Mit mir geteilt', exact: true }).waitFor();
    await bernd.getByRole('link', { name: 'Vorgang', exact: true }).click();
    await entry(bernd, 'Plan.txt').waitFor();
    assert.equal(await bernd.getByRole('button', { name: 'Hochladen' }).count(), 0, 'who may only read adds nothing');
    await bernd.getByRole('button', { name: 'Freigaben' }).click();
    await bernd.getByText('Sie haben Zugriff, können ihn aber nicht weitergeben.').waitFor();
    await bernd.getByText('Bitte bis Freitag ansehen.').waitFor();
    await bernd.keyboard.press('Escape');

    await dialog.getByRole('button', { name: 'Berechtigung von Bernd Böhme' }).click();
    await anna.getByRole('option', { name: 'Bearbeiten Lesen' }).click();
    await until('he may edit', async () => {
      const node = await web.world.fetch('bernd', `/api/v1/nodes/${await folderId(web.world, 'bernd', 'Vorgang')}`);
      return ((await node.json()) as { role: string }).role === 'editor';
    });
    await put(web.world, 'bernd', 'Vorgang/Von Bernd.txt', 'neu');
    assert.ok((await namesIn(web.world, 'anna', 'Vorgang')).includes('Von Bernd.txt'));

    await dialog.getByRole('button', { name: 'Alle Freigaben beenden' }).click();
    await anna.getByRole('alertdialog').getByRole('button', { name: 'Alle beenden' }).click();
    await until('nobody has it any more', async () => {
      const { items } = (await (await web.world.fetch('bernd', '/api/v1/me/shared-with-me')).json()) as {
        items: unknown[];
      };
      return items.length === 0;
    });
    await dialog.getByRole('button', { name: 'Freigabe für Bernd Böhme beenden' }).waitFor({ state: 'detached' });
  });

  test('by keyboard alone; what was shared is marked and listed; a recipient leaves', async () => {
    await using hers = await web.visit('/files', { as: 'anna' });
    const anna = hers.page;
    await entry(anna, 'Vorgang').waitFor();
    await anna.getByRole('checkbox', { name: 'Alles auswählen' }).focus();
    await anna.keyboard.press('Tab');
    for (let presses = 0; presses < 12; presses += 1) {
      if (String(await anna.evaluate('document.activeElement.closest("[data-index]") !== null')) === 'true') break;
      await anna.keyboard.press('Tab');
    }
    await anna.keyboard.type('vorg');
    await anna.keyboard.press('Alt+t');
    await anna.getByRole('dialog', { name: '„Vorgang“ teilen' }).waitFor();
    await anna.locator('input[role=combobox]:focus').waitFor();
    await anna.keyboard.type('böh');
    await anna.getByRole('option', { name: 'Bernd Böhme' }).waitFor();
    await anna.keyboard.press('ArrowDown');
    await anna.keyboard.press('Enter');
    await anna.getByText('Berechtigung', { exact: true }).waitFor();
    for (let presses = 0; presses < 12; presses += 1) {
      if ((await anna.evaluate('document.activeElement.textContent')) === 'Freigeben') break;
      await anna.keyboard.press('Tab');
    }
    await anna.keyboard.press('Enter');
    await anna.getByRole('button', { name: 'Freigabe für Bernd Böhme beenden' }).waitFor();
    await anna.keyboard.press('Escape');
    await entry(anna, 'Vorgang').getByRole('img', { name: 'Von Ihnen geteilt' }).waitFor();
    await anna.getByRole('link', { name: 'Von mir geteilt' }).click();
    await entry(anna, 'Vorgang').getByText('Bernd Böhme').waitFor();

    await using his = await web.visit('/files', { as: 'bernd' });
    const bernd = his.page;
    await entry(bernd, 'Vorgang').getByRole('img', { name: 'Mit Ihnen geteilt' }).waitFor();
    await chooseAction(bernd, 'Vorgang', 'Aus meinen Dateien entfernen');
    await bernd.getByText('„Vorgang“ aus Ihren Dateien entfernt').waitFor();
    await entry(bernd, 'Vorgang').waitFor({ state: 'detached' });
    await put(web.world, 'anna', 'Vorgang/Noch da.txt', 'ja');
  });

  test('more than a page of them, and links among what one shared: visits, changed, withdrawn', async () => {
    const { sharing, files, links } = web.world.landescloud;
    const { actor } = web.world.person('anna');
    const root = await files.nodes.get(actor, { path: [] });
    const { id: parentId } = await files.nodes.createFolder(actor, { parentId: root.id, name: 'Viele' });
    const recipients = [{ kind: 'person' as const, key: 'bernd' }];
    const many = Array.from({ length: 203 }, (_, at) => `Akte ${1000 + at}`);
    await Promise.all(
      many.map(async (name) => {
        const { id } = await files.nodes.createFolder(actor, { parentId, name });
        await sharing.share(actor, id, { recipients, role: 'viewer' });
      }),
    );
    const made = await links.make(actor, parentId, { kind: 'viewer', name: 'Für die Presse' });
    await using hers = await web.visit('/files/shared-by-me', { as: 'anna' });
    const anna = hers.page;
    await anna.getByText('Mehr als 200 Einträge').waitFor();
    await anna.locator('[data-index]').first().click();
    await anna.keyboard.press('End');
    await until(
      'the rest has come',
      async () => Number(await anna.getByRole('grid').getAttribute('aria-rowcount')) > 203,
    );
    await anna.keyboard.press('Control+a');
    await anna
      .getByText(/^20[3-9] ausgewählt$/)
      .first()
      .waitFor();

    const token = new URL(made.address).pathname.split('/').at(-1) ?? '';
    const visit = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    assert.ok((await fetch(`${web.world.url}/api/v1/public/links/${token}/visit`, visit)).ok);
    await anna
      .getByRole('navigation', { name: 'Von mir geteilt' })
      .getByRole('link', { name: 'Öffentliche Links' })
      .click();
    const row = anna.getByRole('list', { name: 'Öffentliche Links' }).getByRole('listitem');
    await row.getByText('1 Besuch', { exact: true }).waitFor();
    assert.match((await row.textContent()) ?? '', /Viele · Für die Presse.*Ansehen.*0 Downloads.*bis /);
    await row.getByRole('button', { name: 'Link „Viele: Für die Presse“ ändern' }).click();
    await anna.getByRole('dialog', { name: '„Viele“ teilen' }).waitFor();
    await anna.keyboard.press('Escape');
    await row.getByRole('button', { name: '„Viele: Für die Presse“ zurückziehen' }).click();
    await anna.getByRole('alertdialog').getByRole('button', { name: 'Zurückziehen' }).click();
    await anna.getByText('Noch keine Links').waitFor();
    await files.nodes.remove(actor, { id: parentId });
  });

  for (const look of looksOf(0)) {
    test(`looks right: ${nameOf(look)}`, async () => {
      const { sharing, files } = web.world.landescloud;
      const { actor } = web.world.person('anna');
      const { id } = await files.nodes.get(actor, { path: ['Vorgang'] });
      const below = await files.nodes.get(actor, { path: ['Vorgang', 'Anlagen'] });
      const terms = { message: 'Bitte bis Freitag ansehen.', endsAt: Date.now() + 30 * 86_400_000, resharing: true };
      await sharing.share(actor, id, { recipients: [{ kind: 'person', key: 'bernd' }], role: 'editor', ...terms });
      await sharing.share(actor, below.id, {
        recipients: [
          { kind: 'group', key: 'planung' },
          { kind: 'organisation', key: 'tmil' },
        ],
        role: 'viewer',
      });
      const en = look.language === 'en';
      await using visit = await web.visit(`/files/${below.id}`, { as: 'anna', ...look });
      const { page } = visit;
      await page.getByRole('button', { name: en ? 'Shares' : 'Freigaben' }).click();
      await page
        .getByText(en ? 'by the folder' : 'über den Ordner')
        .first()
        .waitFor();
      await picture(page, `share-dialog-${nameOf(look)}`);
      await page
        .getByRole('combobox', { name: en ? 'Person, group or organisation' : 'Person, Gruppe oder Organisation' })
        .fill('b');
      await page.getByRole('option').first().waitFor();
      await picture(page, `share-find-${nameOf(look)}`);
      await page.getByRole('option', { name: 'Bernd' }).click();
      await page
        .getByRole('button', { name: en ? 'End, message, passing on' : 'Ende, Nachricht, Weitergeben' })
        .click();
      await assertAccessible(page, 'the share dialog');
      await picture(page, `share-new-${nameOf(look)}`);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: en ? 'Shares' : 'Freigaben' }).click();
      await page
        .getByRole('button', { name: en ? 'Transfer to somebody else …' : 'Jemand anderem übertragen …' })
        .press('Enter');
      const transfer = page.getByRole('dialog', { name: en ? 'Transfer “Anlagen”' : '„Anlagen“ übertragen' });
      await transfer.getByRole('combobox').first().fill('bernd');
      await page.getByRole('option').first().waitFor();
      await picture(page, `transfer-find-${nameOf(look)}`);
      const finder = transfer.getByRole('combobox').first();
      // the list may be drawn anew just as a key is pressed
      await until('somebody is marked', async () => {
        await finder.press('ArrowDown');
        return (await finder.getAttribute('aria-activedescendant')) !== null;
      });
      await page.keyboard.press('Enter');
      // the list is gone, and the focus is where one goes on
      await transfer.getByRole('button', { name: /^(Remove Bernd|Bernd.* entfernen)/ }).waitFor();
      await page.getByRole('listbox').waitFor({ state: 'detached' });
      assert.match((await page.locator(':focus').getAttribute('aria-label')) ?? '', /Bernd/);
      await assertAccessible(page, 'transferring ownership');
      await picture(page, `transfer-${nameOf(look)}`);
      await page.keyboard.press('Escape');
      await page.goto('/files/shared-by-me');
      await entry(page, 'Vorgang').waitFor();
      await picture(page, `shared-by-me-${nameOf(look)}`);
      await web.world.landescloud.links.make(actor, id, { kind: 'uploader', name: 'Bewerbungen' });
      await web.world.landescloud.links.make(actor, below.id, { kind: 'viewer' });
      await page.goto('/files/links');
      await page.getByText('Bewerbungen').first().waitFor();
      await assertAccessible(page, 'own links');
      await picture(page, `own-links-${nameOf(look)}`);
      await using his = await web.visit('/files/shared-with-me', { as: 'bernd', ...look });
      await entry(his.page, 'Vorgang').waitFor();
      await assertAccessible(his.page, 'shared with me');
      await picture(his.page, `shared-with-me-${nameOf(look)}`);
    });
  }
});
