import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { entry, folderId, makeFolder, namesIn, nodeAt, put, until } from './files-helpers.ts';
import { startWebWorld, type Visit, type WebWorld } from './web-world.ts';

describe('files by keyboard alone', () => {
  let web: WebWorld;
  let counter = 0;
  before(async () => (web = await startWebWorld()));
  after(() => web[Symbol.asyncDispose]());

  async function openFolder(names: readonly string[]): Promise<Visit & { path: string }> {
    const path = `Tasten ${(counter += 1)}`;
    await makeFolder(web.world, 'bernd', path);
    for (const name of names) {
      if (name.endsWith('/')) await makeFolder(web.world, 'bernd', `${path}/${name.slice(0, -1)}`);
      else await put(web.world, 'bernd', `${path}/${name}`, `Inhalt von ${name}`);
    }
    const id = await folderId(web.world, 'bernd', path);
    const visit = await web.visit(`/files/${id}`, { as: 'bernd' });
    await entry(visit.page, (names[0] ?? '').replace('/', '')).waitFor();
    await toGrid(visit.page);
    return { ...visit, path, [Symbol.asyncDispose]: () => visit[Symbol.asyncDispose]() };
  }
  const inFolder = (path: string) => namesIn(web.world, 'bernd', path);

  test('arrows, Home, End, pages and typing move; the focus is always in view', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `akte ${String(index).padStart(2, '0')}.txt`);
    await using visit = await openFolder([...names, 'zuletzt.txt']);
    const { page } = visit;
    await press(page, 'ArrowDown', 'ArrowDown');
    assert.equal(await focused(page), 'akte 02.txt');
    await press(page, 'End');
    await until('the last', async () => (await focused(page)) === 'zuletzt.txt');
    assert.ok(await inView(page));
    await press(page, 'PageUp');
    assert.notEqual(await focused(page), 'zuletzt.txt');
    assert.ok(await inView(page));
    await press(page, 'Home');
    await until('the first', async () => (await focused(page)) === 'akte 00.txt');
    await page.keyboard.type('akte 4');
    await until('typing jumps', async () => (await focused(page)) === 'akte 40.txt');
    assert.ok(await inView(page));
    await page.waitForTimeout(1000);
    await page.keyboard.type('z');
    await until('typing jumps again', async () => (await focused(page)) === 'zuletzt.txt');
  });

  test('selecting: space, Shift with arrows, Ctrl+A, Escape; the count is said', async () => {
    await using visit = await openFolder(['a.txt', 'b.txt', 'c.txt', 'd.txt']);
    const { page } = visit;
    const chosen = async () => (await page.locator('[aria-selected=true] [data-part=open]').allInnerTexts()).join();
    await press(page, ' ');
    assert.equal(await chosen(), 'a.txt');
    await press(page, 'Control+ArrowDown', 'Control+ArrowDown', 'Control+ ');
    assert.equal(await chosen(), 'a.txt,c.txt');
    await press(page, 'Escape', 'Home', 'Shift+ArrowDown', 'Shift+ArrowDown');
    await until('a range', async () => (await chosen()) === 'a.txt,b.txt,c.txt');
    await until('it is said', async () => (await page.locator('[data-announcer]').innerText()) === '3 ausgewählt');
    await press(page, 'Control+a');
    await until('everything', async () => (await chosen()) === 'a.txt,b.txt,c.txt,d.txt');
    await press(page, 'Escape');
    assert.equal(await chosen(), '');
  });

  test('opening, going up and back: Enter, Backspace, Alt+Up', async () => {
    await using visit = await openFolder(['Innen/', 'Innen/tief.txt', 'z.txt']);
    const { page, path } = visit;
    await press(page, 'Enter');
    await page.getByRole('heading', { name: 'Innen' }).waitFor();
    await until('the focus is on the first inside', async () => (await focused(page)) === 'tief.txt');
    await press(page, 'Backspace');
    await page.getByRole('heading', { name: path }).waitFor();
    await until('the focus is where one came from', async () => (await focused(page)) === 'Innen');
    await press(page, 'Enter');
    await page.getByRole('heading', { name: 'Innen' }).waitFor();
    await until('inside again', async () => (await focused(page)) === 'tief.txt');
    await press(page, 'Alt+ArrowUp');
    await page.getByRole('heading', { name: path }).waitFor();
  });

  test('F2 renames in place, Escape keeps the name, what cannot be is said', async () => {
    await using visit = await openFolder(['alt.txt', 'z.txt']);
    const { page, path } = visit;
    await press(page, 'F2');
    await page.keyboard.type('a/b');
    await page.getByText('Ein Name darf keinen Schrägstrich enthalten.').waitFor();
    await press(page, 'Escape');
    await until('the row has the focus again', async () => (await focused(page)) === 'alt.txt');
    await press(page, 'F2');
    await page.keyboard.type('neu');
    await press(page, 'Enter');
    await entry(page, 'neu.txt').waitFor();
    assert.deepEqual(await inFolder(path), ['neu.txt', 'z.txt']);
    await until('the focus stayed', async () => (await focused(page)) === 'neu.txt');
  });

  test('Delete, undo by Ctrl+Z; cut, copy and paste', async () => {
    await using visit = await openFolder(['Ziel/', 'a.txt', 'b.txt']);
    const { page, path } = visit;
    await press(page, 'End', 'Delete');
    await entry(page, 'b.txt').waitFor({ state: 'detached' });
    await page.getByText('„b.txt“ in den Papierkorb gelegt').waitFor();
    await press(page, 'Control+z');
    await entry(page, 'b.txt').waitFor();

    await press(page, 'Home', 'ArrowDown', 'Control+c', 'Control+v');
    await entry(page, 'a (2).txt').waitFor();
    await until('back in the grid', async () => (await focused(page)) !== '');
    await page.keyboard.type('b');
    await until('on b', async () => (await focused(page)) === 'b.txt');
    await press(page, 'Control+x', 'Home', 'Enter');
    await page.getByRole('heading', { name: 'Ziel' }).waitFor();
    await press(page, 'Control+v');
    await entry(page, 'b.txt').waitFor();
    assert.deepEqual(await inFolder(path), ['Ziel', 'a (2).txt', 'a.txt']);
  });

  test('the menu key opens the one menu; moving by dialog and tree; a new folder', async () => {
    await using visit = await openFolder(['Ziel/', 'a.txt']);
    const { page, path } = visit;
    await press(page, 'End', 'Shift+F10');
    await page.getByRole('menu').waitFor();
    await page.keyboard.type('Versch');
    await press(page, 'Enter');
    await page.getByRole('dialog', { name: /verschieben/ }).waitFor();
    await until('the tree can be reached', async () => {
      await press(page, 'Tab');
      return Boolean(
        await page.evaluate(
          `document.activeElement.role === 'treeitem' || document.activeElement.getAttribute('role') === 'treeitem'`,
        ),
      );
    });
    await until('Ziel is chosen', async () => {
      await press(page, 'ArrowDown');
      return (await page.locator('[role=treeitem][aria-selected=true]').innerText()).startsWith('Ziel');
    });
    await until('the button is reached', async () => {
      await press(page, 'Tab');
      return (await page.evaluate('document.activeElement.textContent')) === 'Hierher verschieben';
    });
    await press(page, 'Enter');
    await until('it was moved', async () => (await inFolder(`${path}/Ziel`)).join() === 'a.txt');
    await toGrid(page);
    await press(page, 'Alt+n');
    await page.getByRole('dialog', { name: 'Neuer Ordner' }).waitFor();
    await page.keyboard.type('Getippt');
    await press(page, 'Enter');
    await entry(page, 'Getippt').waitFor();
    await until('it has the focus', async () => (await focused(page)) === 'Getippt');
  });

  test('stars, menus and ticks in a row are reached by left and right', async () => {
    await using visit = await openFolder(['a.txt', 'b.txt']);
    const { page, path } = visit;
    await press(page, 'ArrowRight', 'ArrowRight', 'ArrowRight');
    assert.equal(await page.evaluate('document.activeElement.getAttribute("aria-label")'), 'Favorit: a.txt');
    await press(page, 'Enter');
    await until('it is starred', async () => (await nodeAt(web.world, 'bernd', `/${path}/a.txt`))?.favourite === true);
    await press(page, 'ArrowDown');
    assert.equal(await focused(page), 'b.txt');
  });

  test('the viewer: Enter opens, arrows go on, Escape closes where one was', async () => {
    await using visit = await openFolder(['Ordner/', 'a.txt', 'b.md', 'c.xyz']);
    const { page } = visit;
    await press(page, 'ArrowDown', 'Enter');
    await page.getByText('Inhalt von a.txt').waitFor();
    await press(page, 'ArrowRight');
    await page.getByText('Inhalt von b.md').waitFor();
    await press(page, 'ArrowRight');
    await page.getByText('Für diese Art von Datei gibt es hier keine Ansicht.').waitFor();
    await press(page, 'ArrowRight');
    await press(page, 'ArrowLeft');
    await page.getByText('Inhalt von b.md').waitFor();
    await press(page, 'Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await until('the focus is on the file that was seen last', async () => (await focused(page)) === 'b.md');
  });

  test('tiles: arrows go in two directions', async () => {
    await using visit = await openFolder(
      Array.from({ length: 14 }, (_, index) => `t${String(index).padStart(2, '0')}.txt`),
    );
    const { page } = visit;
    await page.getByRole('button', { name: 'Als Kacheln zeigen' }).focus();
    await press(page, 'Enter');
    await page.locator('.grid-tile').first().waitFor();
    await toGrid(page);
    const perRow = await page.getByRole('row').first().locator('.grid-tile').count();
    await press(page, 'ArrowRight');
    assert.equal(await focused(page), 't01.txt');
    await press(page, 'ArrowDown');
    assert.equal(await focused(page), `t${String(1 + perRow).padStart(2, '0')}.txt`);
    await press(page, 'ArrowUp', 'ArrowLeft');
    assert.equal(await focused(page), 't00.txt');
  });
});

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys)
    await page.keyboard.press(key === 'Control+ ' ? 'Control+Space' : key === ' ' ? 'Space' : key);
}

/** Tab until the grid has the focus: what everyone without a mouse does. */
async function toGrid(page: Page): Promise<void> {
  for (let steps = 0; steps < 40; steps += 1) {
    if ((await focused(page)) !== '') return;
    await page.keyboard.press('Tab');
  }
  assert.fail('the grid cannot be reached by Tab');
}

/** The name of the entry that has the focus, or in which it is. */
async function focused(page: Page): Promise<string> {
  return String(
    await page.evaluate(
      `document.activeElement?.closest('[data-index]')?.querySelector('[data-part=open]')?.textContent ?? ''`,
    ),
  );
}

async function inView(page: Page): Promise<boolean> {
  return Boolean(
    await page.evaluate(`(() => {
      const box = document.activeElement.getBoundingClientRect();
      const above = document.querySelector('.grid-head').getBoundingClientRect().bottom;
      return above > 150 && box.top >= above - 1 && box.bottom <= innerHeight + 1;
    })()`),
  );
}
