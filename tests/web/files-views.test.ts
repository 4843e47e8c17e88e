import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { entry, folderId, makeFolder, put, until } from './files-helpers.ts';
import { assertAccessible, isInTurn, looks, startWebWorld, type WebWorld } from './web-world.ts';

describe('every view of files', () => {
  let web: WebWorld;
  before(async () => {
    web = await startWebWorld({ seed: 'files' });
    await put(web.world, 'anna', 'Schau/bild.png', await picture());
    await put(web.world, 'anna', 'Schau/seite.pdf', pdf('Guten Tag'));
    await put(web.world, 'anna', 'Schau/unbekannt.xyz', 'x');
    await makeFolder(web.world, 'anna', 'Schau/leer');
    await put(web.world, 'anna', 'Schau/text.md', '# Eins');
    await put(web.world, 'anna', 'Schau/text.md', '# Zwei');
    await put(web.world, 'anna', 'Schau/weg.txt', 'weg');
    await web.world.fetch('anna', '/remote.php/dav/files/anna/Schau/weg.txt', { method: 'DELETE' });
    const starred = await folderId(web.world, 'anna', '/Schau');
    await web.world.fetch('anna', `/api/v1/nodes/${starred}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: '{"favourite":true}',
    });
  });
  after(() => web[Symbol.asyncDispose]());

  for (const look of looks) {
    const english = look.language === 'en';
    const say = (german: string, inEnglish: string) => (english ? inEnglish : german);

    if (isInTurn(look, 0))
      test(`lists have nothing for axe: ${JSON.stringify(look)}`, async () => {
        await using visit = await web.visit('/files', { ...look, as: 'anna' });
        const { page } = visit;
        const check = (what: string) => assertAccessible(page, `${what} ${JSON.stringify(look)}`);
        const schau = await folderId(web.world, 'anna', '/Schau');
        const leer = await folderId(web.world, 'anna', '/Schau/leer');
        await entry(page, 'Schau').waitFor();
        await check('the root');
        for (const [path, name] of [
          [`/files/${schau}`, 'text.md'],
          ['/files/favourites', 'Schau'],
          ['/files/recent', 'text.md'],
          ['/search?q=text', 'text.md'],
        ] as const) {
          await page.goto(path);
          await entry(page, name).first().waitFor();
          await check(path);
        }
        await page.goto('/files/trash');
        await page.getByText('weg.txt').first().waitFor();
        await check('the trash');
        await page.goto(`/files/${leer}`);
        await page.getByText(say('Hier ist noch nichts', 'Nothing here yet')).waitFor();
        await check('an empty folder');
        await page.goto('/search?q=gibtesnicht');
        await page.getByText(say('Keine Datei gefunden', 'No file found')).first().waitFor();
        await check('a search without results');
        await page.goto('/files/999999');
        await page.getByText(say('Diesen Ordner gibt es nicht', 'This folder does not exist')).waitFor();
        await check('a folder that is not there');
      });

    if (isInTurn(look, 1))
      test(`selection, menus, dialogs, details and tiles have nothing for axe: ${JSON.stringify(look)}`, async () => {
        const schau = await folderId(web.world, 'anna', '/Schau');
        await using visit = await web.visit(`/files/${schau}`, { ...look, as: 'anna' });
        const { page } = visit;
        const check = (what: string) => assertAccessible(page, `${what} ${JSON.stringify(look)}`);
        await entry(page, 'text.md').locator('[data-part=check]').click();
        await check('a selection');
        await entry(page, 'text.md').locator('[data-part=menu]').click();
        await page.getByRole('menu').waitFor();
        await check('the menu');
        await page.getByRole('menuitem', { name: say('Verschieben', 'Move') }).click();
        await page.getByRole('treeitem').first().waitFor();
        await check('the move dialog');
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
        await entry(page, 'text.md').locator('[data-part=menu]').click();
        await page.getByRole('menuitem', { name: say('Umbenennen', 'Rename') }).click();
        await page.getByRole('textbox', { name: /text\.md/ }).waitFor();
        await page.keyboard.type('aux');
        await check('renaming');
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: say('Neu', 'New'), exact: true }).click();
        await page.getByRole('menuitem').first().click();
        await page.getByRole('dialog').getByRole('textbox').waitFor();
        await check('a new folder');
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });

        await page.getByRole('button', { name: say('Auswahl aufheben', 'Clear selection') }).click();
        await page.getByRole('button', { name: say('Als Kacheln zeigen', 'Show as tiles') }).click();
        await page.locator('.grid-tile').first().waitFor();
        await check('tiles');
        await entry(page, 'text.md').locator('[data-part=menu]').click();
        await page.getByRole('menuitem', { name: 'Details' }).click();
        for (const tab of [say('Übersicht', 'Overview'), say('Versionen', 'Versions'), say('Aktivität', 'Activity')]) {
          await page.getByRole('tab', { name: tab }).click();
          await page.waitForTimeout(300);
          await check(`details: ${tab}`);
        }
      });

    if (isInTurn(look, 2))
      test(`the viewer and the upload queue have nothing for axe: ${JSON.stringify(look)}`, async () => {
        const schau = await folderId(web.world, 'anna', '/Schau');
        await using visit = await web.visit(`/files/${schau}`, { ...look, as: 'anna' });
        const { page } = visit;
        const check = (what: string) => assertAccessible(page, `${what} ${JSON.stringify(look)}`);
        const input = page.locator('[data-upload=files]');
        const file = { name: 'neu.txt', mimeType: 'text/plain', buffer: Buffer.from('neu') };
        await input.setInputFiles(file);
        await entry(page, 'neu.txt').waitFor();
        await check('the upload queue');
        await input.setInputFiles(file);
        await page.getByRole('alertdialog').waitFor();
        await check('a conflict');
        await page.getByRole('button', { name: say('Überspringen', 'Skip') }).click();
        await page.getByRole('alertdialog').waitFor({ state: 'detached' });
        for (const [name, part] of [
          ['text.md', 'pre'],
          ['bild.png', '.viewer-image:not([hidden])'],
          ['seite.pdf', '.viewer-page canvas'],
          ['unbekannt.xyz', '.viewer-none'],
        ] as const) {
          const id = await folderId(web.world, 'anna', `/Schau/${name}`);
          await page.goto(`/files/${schau}?open=${id}`);
          await page.locator(part).first().waitFor();
          await page.waitForTimeout(200);
          await check(`the viewer of ${name}`);
        }
        await web.world.fetch('anna', '/remote.php/dav/files/anna/Schau/neu.txt', { method: 'DELETE' });
      });
  }

  test('a PDF shows its text, a picture its size, and both can be left by Escape', async () => {
    const schau = await folderId(web.world, 'anna', '/Schau');
    await using visit = await web.visit(`/files/${schau}`, { as: 'anna' });
    const { page } = visit;
    await entry(page, 'seite.pdf').locator('[data-part=open]').click();
    await page.locator('.viewer-page-text', { hasText: 'Guten Tag' }).waitFor({ state: 'attached' });
    await page.keyboard.press('Escape');
    await entry(page, 'bild.png').locator('[data-part=open]').click();
    await until(
      'the picture is there',
      async () => Number(await page.evaluate(`document.querySelector('.viewer-image')?.naturalWidth`)) === 8,
    );
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('on a phone a tap opens, a tick begins to select, and the menu is a sheet', async () => {
    await using visit = await web.visit('/files', { as: 'anna', phone: true });
    const { page } = visit;
    await entry(page, 'Schau').tap();
    await page.getByRole('heading', { name: 'Schau' }).waitFor();
    await entry(page, 'bild.png').locator('[data-part=check]').tap();
    await entry(page, 'text.md').tap();
    await page.getByText('2 ausgewählt').first().waitFor();
    for (const box of await page.locator('.files-selection button').all()) {
      const size = await box.boundingBox();
      assert.ok(size && size.width >= 24 && size.height >= 24, 'large enough for a finger');
    }
    await entry(page, 'seite.pdf').locator('[data-part=menu]').tap();
    await page.getByRole('menu').waitFor();
    // It slides in.
    await until('the menu is a sheet at the lower edge', async () => {
      const sheet = await page.locator('.ui-popover-point').boundingBox();
      return sheet?.x === 0 && sheet.width === 390 && Math.round(sheet.y + sheet.height) === 844;
    });
  });

  test('what others change appears at once, without losing place or selection', async () => {
    for (let index = 0; index < 80; index += 1)
      await put(web.world, 'bernd', `Haushalt 2027/zeile ${String(index).padStart(2, '0')}.txt`, 'x');
    const id = await folderId(web.world, 'anna', '/Haushalt 2027');
    await using visit = await web.visit(`/files/${id}`, { as: 'anna' });
    const { page } = visit;
    await entry(page, 'zeile 00.txt').waitFor();
    await page.mouse.move(700, 600);
    await page.mouse.wheel(0, 1500);
    await until('scrolled', async () => (await scrolled(page)) > 1000);
    await page.locator('[data-index="40"] [data-part=check]').click();
    const place = await scrolled(page);
    const chosen = await page.locator('[aria-selected=true] [data-part=open]').innerText();
    await put(web.world, 'bernd', 'Haushalt 2027/zuletzt.txt', 'neu');
    await page
      .getByText(/^\d+ ausgewählt$/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Auswahl aufheben' }).waitFor();
    await until(
      'the new one is counted',
      async () => (await page.getByRole('grid').getAttribute('aria-rowcount')) !== null && (await rows(page)) >= 82,
    );
    assert.ok(Math.abs((await scrolled(page)) - place) < 5);
    assert.equal(await page.locator('[aria-selected=true] [data-part=open]').innerText(), chosen);
  });
});

const scrolled = async (page: Page) => Number(await page.evaluate(`document.querySelector('.files-scroll').scrollTop`));
const rows = async (page: Page) => Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1;

async function picture(): Promise<Uint8Array> {
  const { deflateSync, crc32 } = await import('node:zlib');
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.from([0, 0, 0, 8, 0, 0, 0, 8, 8, 2, 0, 0, 0]);
  const line = Buffer.from([0, ...Array.from({ length: 24 }, (_, index) => index * 10)]);
  const data = deflateSync(Buffer.concat(Array.from({ length: 8 }, () => line)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

function pdf(text: string): string {
  const stream = `BT /F1 24 Tf 72 700 Td (${text}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let body = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  return `${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
}
