import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { chooseAction, entry, folderId, makeFolder, namesIn, nodeAt, put, until } from './files-helpers.ts';
import { startWebWorld, type Visit, type WebWorld } from './web-world.ts';

describe('files with the mouse', () => {
  let web: WebWorld;
  let counter = 0;
  before(async () => (web = await startWebWorld()));
  after(() => web[Symbol.asyncDispose]());

  /** A folder of its own for every test, opened. */
  async function openFolder(names: readonly string[]): Promise<Visit & { path: string }> {
    const path = `Ordner ${(counter += 1)}`;
    await makeFolder(web.world, 'anna', path);
    for (const name of names) {
      if (name.endsWith('/')) await makeFolder(web.world, 'anna', `${path}/${name.slice(0, -1)}`);
      else await put(web.world, 'anna', `${path}/${name}`, `Inhalt von ${name}`);
    }
    const id = await folderId(web.world, 'anna', path);
    const visit = await web.visit(`/files/${id}`, { as: 'anna' });
    await visit.page.getByRole('heading', { name: path }).waitFor();
    return { ...visit, path, [Symbol.asyncDispose]: () => visit[Symbol.asyncDispose]() };
  }
  const inFolder = (path: string) => namesIn(web.world, 'anna', path);

  test('folders and text files are made, renamed, and a taken name is asked about', async () => {
    await using visit = await openFolder([]);
    const { page, path } = visit;
    await page.getByText('Hier ist noch nichts').waitFor();
    await create(page, 'Neuer Ordner', 'Berichte');
    await create(page, 'Neue Textdatei', 'Notiz.txt');
    await create(page, 'Neue Textdatei', 'Andere.txt');
    await chooseAction(page, 'Notiz.txt', 'Umbenennen');
    const editor = page.getByRole('textbox', { name: 'Neuer Name für Notiz.txt' });
    assert.equal(await page.evaluate('getSelection().toString()'), 'Notiz');
    await editor.fill('Andere.txt');
    await editor.press('Enter');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Beide behalten' }).click();
    await entry(page, 'Andere (2).txt').waitFor();
    assert.deepEqual(await inFolder(path), ['Berichte', 'Andere (2).txt', 'Andere.txt']);
  });

  test('entries are selected by ticking, with Ctrl and with Shift, and all at once', async () => {
    await using visit = await openFolder(['a.txt', 'b.txt', 'c.txt', 'd.txt', 'e.txt']);
    const { page } = visit;
    const chosen = async () => page.locator('[aria-selected=true] [data-part=open]').allInnerTexts();
    await entry(page, 'b.txt').click({ position: { x: 700, y: 20 } });
    assert.deepEqual(await chosen(), ['b.txt']);
    await entry(page, 'd.txt').click({ position: { x: 700, y: 20 }, modifiers: ['Shift'] });
    assert.deepEqual(await chosen(), ['b.txt', 'c.txt', 'd.txt']);
    await entry(page, 'c.txt').click({ position: { x: 700, y: 20 }, modifiers: ['Control'] });
    assert.deepEqual(await chosen(), ['b.txt', 'd.txt']);
    await page.getByText('2 ausgewählt').first().waitFor();
    await entry(page, 'a.txt').locator('[data-part=check]').click();
    assert.deepEqual(await chosen(), ['a.txt', 'b.txt', 'd.txt']);
    await page.getByRole('checkbox', { name: 'Alles auswählen' }).click();
    await until('all are selected', async () => (await chosen()).length === 5);
    await page.getByRole('button', { name: 'Auswahl aufheben' }).click();
    assert.deepEqual(await chosen(), []);
  });

  test('the list is sorted, filtered and shown as tiles', async () => {
    await using visit = await openFolder(['klein.txt', 'Ordner/', 'ganz groß und lang.md', 'Übersicht.ods']);
    const { page } = visit;
    const names = () => page.locator('[data-part=open]').allInnerTexts();
    await entry(page, 'klein.txt').waitFor();
    await page.getByRole('columnheader', { name: 'Größe' }).getByRole('button').click();
    await until('largest first', async () => (await names())[1] === 'ganz groß und lang.md');
    assert.equal((await names())[0], 'Ordner', 'folders come first');
    assert.equal(await page.getByRole('columnheader', { name: 'Größe' }).getAttribute('aria-sort'), 'descending');
    await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
    await page.getByRole('searchbox', { name: 'In diesem Ordner filtern' }).fill('über');
    await until('only one is left', async () => (await names()).join() === 'Übersicht.ods');
    await page.getByRole('searchbox', { name: 'In diesem Ordner filtern' }).fill('gibt es nicht');
    await page.getByText('Nichts passt zu').waitFor();
    await page.getByRole('button', { name: 'Filter aufheben' }).click();
    await page.getByRole('button', { name: 'Als Kacheln zeigen' }).click();
    await until('tiles', async () => (await page.locator('.grid-tile').count()) === 4);
    await page.getByRole('button', { name: 'Als Liste zeigen' }).click();
  });

  test('dragging moves, Ctrl copies, and both can be undone or asked about', async () => {
    await using visit = await openFolder(['Ziel/', 'Ziel/c.txt', 'a.txt', 'b.txt', 'c.txt']);
    const { page, path } = visit;
    await drag(page, 'a.txt', entry(page, 'Ziel'));
    await entry(page, 'a.txt').waitFor({ state: 'detached' });
    assert.deepEqual(await inFolder(`${path}/Ziel`), ['a.txt', 'c.txt']);
    await page.getByRole('button', { name: 'Rückgängig' }).click();
    await entry(page, 'a.txt').waitFor();
    assert.deepEqual(await inFolder(`${path}/Ziel`), ['c.txt']);

    await drag(page, 'c.txt', entry(page, 'Ziel'));
    await page.getByRole('alertdialog').getByRole('button', { name: 'Beide behalten' }).click();
    await until('both are there', async () => (await inFolder(`${path}/Ziel`)).join() === 'c (2).txt,c.txt');

    await page.keyboard.down('Control');
    await drag(page, 'b.txt', entry(page, 'Ziel'));
    await page.keyboard.up('Control');
    await until('a copy is there', async () => (await inFolder(`${path}/Ziel`)).includes('b.txt'));
    assert.ok((await inFolder(path)).includes('b.txt'));

    await entry(page, 'Ziel').locator('[data-part=open]').click();
    await page.getByRole('heading', { name: 'Ziel' }).waitFor();
    await drag(page, 'b.txt', page.getByRole('navigation', { name: 'Pfad' }).getByRole('link', { name: 'Dateien' }));
    await until('on the path above', async () => (await nodeAt(web.world, 'anna', '/b.txt')) !== null);
  });

  test('a dragged file offers itself to the desktop', async () => {
    await using visit = await openFolder(['Bericht.pdf']);
    const { page } = visit;
    await entry(page, 'Bericht.pdf').waitFor();
    await page.evaluate(
      `addEventListener('dragstart', (event) => { window.offered = event.dataTransfer.getData('DownloadURL'); })`,
    );
    await drag(page, 'Bericht.pdf', page.getByRole('heading', { name: 'Ordner' }));
    assert.match(
      String(await page.evaluate('window.offered')),
      /^application\/pdf:Bericht\.pdf:http:\/\/.*\/content\?download=1$/,
    );
  });

  test('the dialog does what dragging does, in a tree of folders', async () => {
    await using visit = await openFolder(['Ziel/', 'Ziel/Tiefer/', 'a.txt', 'b.txt']);
    const { page, path } = visit;
    await entry(page, 'a.txt').locator('[data-part=check]').click();
    await entry(page, 'b.txt').locator('[data-part=check]').click();
    await page.getByRole('toolbar').getByRole('button', { name: 'Verschieben' }).click();
    const dialog = page.getByRole('dialog');
    assert.ok(await dialog.getByRole('button', { name: 'Hierher verschieben' }).isDisabled(), 'they are here already');
    await dialog.getByRole('treeitem', { name: 'Ziel', exact: true }).dblclick();
    await dialog.getByRole('treeitem', { name: 'Tiefer' }).click();
    await dialog.getByRole('button', { name: 'Hierher verschieben' }).click();
    await until('they are there', async () => (await inFolder(`${path}/Ziel/Tiefer`)).join() === 'a.txt,b.txt');
    await chooseAction(page, 'Ziel', 'Kopieren nach');
    await dialog.getByRole('button', { name: 'Neuer Ordner' }).click();
    const name = page.getByRole('dialog', { name: 'Neuer Ordner' });
    await name.getByRole('textbox').fill('Ablage');
    await name.getByRole('button', { name: 'Anlegen' }).click();
    await dialog.getByRole('button', { name: 'Hierher kopieren' }).click();
    await until(
      'the copy is there',
      async () => (await nodeAt(web.world, 'anna', `/${path}/Ablage/Ziel/Tiefer/a.txt`)) !== null,
    );
  });

  test('deleting can be undone; the trash restores, deletes for good and is emptied', async () => {
    await using visit = await openFolder(['a.txt', 'b.txt', 'c.txt']);
    const { page, path } = visit;
    await chooseAction(page, 'a.txt', 'Löschen');
    await entry(page, 'a.txt').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Rückgängig' }).click();
    await entry(page, 'a.txt').waitFor();
    await page.getByRole('checkbox', { name: 'Alles auswählen' }).click();
    await page.getByRole('toolbar').getByRole('button', { name: 'Löschen' }).click();
    await page.getByText('Hier ist noch nichts').waitFor();

    await page.getByRole('link', { name: 'Papierkorb' }).click();
    const row = (name: string) => page.getByRole('row').filter({ hasText: name });
    await row('b.txt')
      .getByRole('button', { name: /Aktionen/ })
      .click();
    await page.getByRole('menuitem', { name: 'Wiederherstellen' }).click();
    await row('b.txt').waitFor({ state: 'detached' });
    assert.deepEqual(await inFolder(path), ['b.txt']);
    await row('c.txt')
      .getByRole('button', { name: /Aktionen/ })
      .click();
    await page.getByRole('menuitem', { name: 'Endgültig löschen' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Endgültig löschen' }).click();
    await row('c.txt').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Papierkorb leeren' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Papierkorb leeren' }).click();
    await page.getByText('Der Papierkorb ist leer').waitFor();
  });

  test('favourites, recent files and the search show where things are', async () => {
    await using visit = await openFolder(['Haushaltsplan.ods', 'anderes.txt']);
    const { page, path } = visit;
    await entry(page, 'Haushaltsplan.ods').hover();
    await page.getByRole('button', { name: 'Favorit: Haushaltsplan.ods' }).click();
    await until(
      'it is starred',
      async () => (await nodeAt(web.world, 'anna', `/${path}/Haushaltsplan.ods`))?.favourite === true,
    );
    await page.getByRole('link', { name: 'Favoriten' }).click();
    await entry(page, 'Haushaltsplan.ods').getByText(path).first().waitFor();
    await page.getByRole('link', { name: 'Zuletzt verwendet' }).click();
    await entry(page, 'anderes.txt').first().waitFor();
    await page.goto(`/search?q=${encodeURIComponent('haushaltsp')}`);
    await chooseAction(page, 'Haushaltsplan.ods', 'Im Ordner zeigen');
    await page.getByRole('heading', { name: path }).waitFor();
    await until('it is selected there', async () =>
      (await page.locator('[aria-selected=true]').innerText()).includes('Haushaltsplan'),
    );
  });

  test('details: versions are fetched, named and brought back; activity is told', async () => {
    await using visit = await openFolder(['Plan.txt']);
    const { page, path } = visit;
    await put(web.world, 'anna', `${path}/Plan.txt`, 'zweiter Stand');
    await chooseAction(page, 'Plan.txt', 'Details');
    const panel = page.getByRole('complementary', { name: 'Details' });
    await panel.getByRole('tab', { name: 'Versionen' }).click();
    const actions = panel.getByRole('button', { name: /Aktionen für die Version/ });
    await actions.click();
    await page.getByRole('menuitem', { name: 'Benennen' }).click();
    await page.getByRole('textbox', { name: 'Name der Version' }).fill('Entwurf');
    await page.getByRole('button', { name: 'Speichern' }).click();
    await panel.getByText('Entwurf').waitFor();
    await actions.click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Herunterladen' }).click(),
    ]);
    assert.equal(download.suggestedFilename(), 'Plan.txt');
    await actions.click();
    await page.getByRole('menuitem', { name: 'Wiederherstellen' }).click();
    await until('the first state is back', async () => {
      const id = await folderId(web.world, 'anna', `/${path}/Plan.txt`);
      return (await (await web.world.fetch('anna', `/api/v1/nodes/${id}/content`)).text()) === 'Inhalt von Plan.txt';
    });
    await panel.getByRole('tab', { name: 'Aktivität' }).click();
    await panel
      .getByText('hat angelegt')
      .or(panel.getByText(/angelegt/))
      .first()
      .waitFor();
  });

  test('several are downloaded as one zip', async () => {
    await using visit = await openFolder(['a.txt', 'b.txt']);
    const { page } = visit;
    await page.getByRole('checkbox', { name: 'Alles auswählen' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('toolbar').getByRole('button', { name: 'Herunterladen' }).click(),
    ]);
    assert.match(download.suggestedFilename(), /\.zip$/);
  });
});

async function create(page: Page, what: string, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Neu', exact: true }).click();
  await page.getByRole('menuitem', { name: what }).click();
  const dialog = page.getByRole('dialog', { name: what });
  await dialog.getByRole('textbox').fill(name);
  await dialog.getByRole('button', { name: 'Anlegen' }).click();
  await entry(page, name).waitFor();
}

/** By the mouse's own events, in steps, as a hand does. */
async function drag(page: Page, name: string, target: ReturnType<Page['locator']>): Promise<void> {
  const from = await entry(page, name).boundingBox();
  const to = await target.first().boundingBox();
  assert.ok(from && to);
  await page.mouse.move(from.x + 200, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(from.x + 210, from.y + 30, { steps: 3 });
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 5 });
  await page.mouse.move(to.x + to.width / 2 + 2, to.y + to.height / 2 + 1);
  await page.mouse.up();
}
