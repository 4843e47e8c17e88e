import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, open, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { chooseAction, dropFiles, entry, folderId, makeFolder, namesIn, nodeAt, until } from './files-helpers.ts';
import { startWebWorld, type WebWorld } from './web-world.ts';

/** 5 GB as in the promise take minutes; `TEST_LARGE_BYTES=5000000000 npm test files-upload` does it in full. */
const largeBytes = Number(process.env['TEST_LARGE_BYTES'] ?? 1_000_000_000);

describe('uploads in the browser', () => {
  let web: WebWorld;
  let desk: string;
  before(async () => {
    web = await startWebWorld();
    desk = await mkdtemp(join(tmpdir(), 'landescloud-desk-'));
  });
  after(async () => {
    await web[Symbol.asyncDispose]();
    await rm(desk, { recursive: true, force: true });
  });

  test('a folder of 500 files and a large one: drop, pause, reload, resume, download, same SHA-256', async () => {
    const folder = join(desk, 'Akten');
    const sums = await writeFolder(folder, 500);
    const large = join(desk, 'riese.bin');
    await writeLarge(large, largeBytes);
    await using visit = await web.visit('/files', { as: 'anna' });
    const { page } = visit;
    await page.getByRole('button', { name: 'Hochladen' }).waitFor();
    const network = await slowDown(page, 40_000_000);
    await dropFiles(page, [folder, large]);

    const bar = page.getByRole('progressbar', { name: 'riese.bin' });
    await until(
      'a part of the large file arrived',
      async () => Number(await bar.getAttribute('aria-valuenow')) >= 2,
      150,
    );
    await page.getByRole('button', { name: 'Alles anhalten' }).click();
    await page.getByText('Hochladen angehalten').waitFor();
    const at = await bar.getAttribute('aria-valuenow');
    await network.free();

    await page.reload();
    await page.getByRole('progressbar', { name: 'riese.bin' }).waitFor();
    await until('the bar says again what the server has', async () => {
      return Number(await bar.getAttribute('aria-valuenow')) >= Number(at) - 1;
    });
    await resume(page, { 'riese.bin': large, Akten: folder });
    await page
      .locator('.uploads-title', { hasText: '501 Dateien hochgeladen' })
      .waitFor({ timeout: 240_000 + largeBytes / 20_000 });

    const files = await web.world.fetch(
      'anna',
      `/api/v1/nodes/${await folderId(web.world, 'anna', '/Akten')}/children?limit=1000`,
    );
    const { items } = (await files.json()) as { items: { name: string; kind: string; checksums: string }[] };
    const stored = items.filter(({ kind }) => kind === 'file');
    const deeper = await web.world.fetch(
      'anna',
      `/api/v1/nodes/${await folderId(web.world, 'anna', '/Akten/Band 2')}/children?limit=1000`,
    );
    stored.push(...((await deeper.json()) as { items: typeof items }).items.filter(({ kind }) => kind === 'file'));
    assert.equal(stored.length, 500);
    for (const { name, checksums } of stored) assert.match(checksums, new RegExp(sums.get(name) ?? 'none', 'i'), name);
    assert.ok(await nodeAt(web.world, 'anna', '/Akten/leer'), 'empty folders come too');

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      chooseAction(page, 'riese.bin', 'Herunterladen'),
    ]);
    assert.equal(await sha256(await download.path()), await sha256(large));
  });

  test('without a handle the same file is chosen again; another one is refused', async () => {
    await makeFolder(web.world, 'bernd', 'Neu');
    const path = join(desk, 'gewaehlt.bin');
    await writeLarge(path, 60_000_000);
    const other = join(desk, 'andere.bin');
    await writeFile(other, 'anders');
    await using visit = await web.visit(`/files/${await folderId(web.world, 'bernd', '/Neu')}`, { as: 'bernd' });
    const { page } = visit;
    await page.getByText('Hier ist noch nichts').waitFor();
    const network = await slowDown(page, 8_000_000);
    await page.locator('[data-upload=files]').setInputFiles(path);
    const bar = page.getByRole('progressbar', { name: 'gewaehlt.bin' });
    await until('it moves', async () => Number(await bar.getAttribute('aria-valuenow')) >= 5);
    await page.getByRole('button', { name: 'gewaehlt.bin anhalten' }).click();
    await page.getByText('Hochladen angehalten').waitFor();
    await network.free();
    await page.reload();

    await chooseAgain(page, 'Datei auswählen', other);
    await page.getByText('Das ist nicht dieselbe Datei').waitFor();
    await chooseAgain(page, 'Datei auswählen', path);
    await page.locator('.uploads-title', { hasText: '1 Datei hochgeladen' }).waitFor();
    const node = await nodeAt(web.world, 'bernd', '/Neu/gewaehlt.bin');
    assert.equal(node?.size, 60_000_000);
  });

  test('a taken name asks: both, replaced or left out, for all at once', async () => {
    await makeFolder(web.world, 'clara', 'Ziel');
    const names = ['a.txt', 'b.txt', 'c.txt'];
    for (const name of names) await writeFile(join(desk, name), `${name} neu`);
    const paths = names.map((name) => join(desk, name));
    await using visit = await web.visit(`/files/${await folderId(web.world, 'clara', '/Ziel')}`, { as: 'clara' });
    const { page } = visit;
    await page.getByText('Hier ist noch nichts').waitFor();
    const input = page.locator('[data-upload=files]');
    await input.setInputFiles(paths);
    await entry(page, 'c.txt').waitFor();

    for (const [answer, expected] of [
      ['Beide behalten', ['a (2).txt', 'a.txt', 'b (2).txt', 'b.txt', 'c (2).txt', 'c.txt']],
      ['Ersetzen', ['a (2).txt', 'a.txt', 'b (2).txt', 'b.txt', 'c (2).txt', 'c.txt']],
      ['Überspringen', ['a (2).txt', 'a.txt', 'b (2).txt', 'b.txt', 'c (2).txt', 'c.txt']],
    ] as const) {
      await input.setInputFiles(paths);
      const question = page.getByRole('alertdialog');
      await question.getByText('Auch für alle weiteren').click();
      await question.getByRole('button', { name: answer, exact: true }).click();
      await question.waitFor({ state: 'detached' });
      await until('the queue is done', async () => (await page.locator('.upload[data-state=open]').count()) === 0);
      assert.deepEqual(await namesIn(web.world, 'clara', '/Ziel'), expected, answer);
    }
    const close = page.getByRole('button', { name: 'Liste schließen' });
    if (await close.isVisible()) await close.click();
    await chooseAction(page, 'a.txt', 'Details');
    await page.getByRole('tab', { name: 'Versionen' }).click();
    await until('the replaced one is a version', async () => (await page.locator('.version').count()) === 2);
  });

  test('a broken line goes on by itself, and what fails says why and can be tried again', async () => {
    await using visit = await web.visit('/files', { as: 'clara' });
    const { page } = visit;
    await page.getByRole('button', { name: 'Hochladen' }).waitFor();
    const path = join(desk, 'zug.bin');
    await writeLarge(path, 30_000_000);
    const network = await slowDown(page, 6_000_000);
    await page.locator('[data-upload=files]').setInputFiles(path);
    const bar = page.getByRole('progressbar', { name: 'zug.bin' });
    await until('it moves', async () => Number(await bar.getAttribute('aria-valuenow')) >= 5);
    await page.route('**/api/v1/uploads/*', (route) => route.abort());
    web.world.landescloud.http.server.closeAllConnections();
    await page.getByText('Verbindung unterbrochen').waitFor();
    await page.unroute('**/api/v1/uploads/*');
    await network.free();
    await page.locator('.uploads-title', { hasText: '1 Datei hochgeladen' }).waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Liste schließen' }).click();

    await page.route('**/api/v1/uploads', (route) =>
      route.fulfill({
        status: 507,
        contentType: 'application/problem+json',
        body: JSON.stringify({ code: 'files.quota_exceeded', title: 'No room' }),
      }),
    );
    const full = join(desk, 'zuviel.txt');
    await writeFile(full, 'zu viel');
    await page.locator('[data-upload=files]').setInputFiles(full);
    await page.getByText('Der Speicherplatz dieses Bereichs reicht nicht aus.').waitFor();
    await page.unroute('**/api/v1/uploads');
    await page.getByRole('button', { name: 'Erneut versuchen' }).click();
    await page.locator('.uploads-title', { hasText: '1 Datei hochgeladen' }).waitFor();
    assert.equal((await nodeAt(web.world, 'clara', '/zuviel.txt'))?.size, 7);
  });
});

async function resume(page: Page, chosen: Record<string, string>): Promise<void> {
  const all = page.getByRole('button', { name: 'Alles fortsetzen' });
  const ask = page.locator('.upload-actions button').first();
  await all.or(ask).first().waitFor();
  // Where the browser wants leave, or does not keep handles at all.
  while ((await page.locator('.upload-actions button').count()) > 0) {
    const line = page
      .locator('.upload')
      .filter({ has: page.locator('.upload-actions') })
      .first();
    const name = (await line.getByRole('progressbar').getAttribute('aria-label')) ?? '';
    const chooser = page.waitForEvent('filechooser', { timeout: 5000 }).catch(() => null);
    await line.locator('.upload-actions button').click();
    await (await chooser)?.setFiles(chosen[name] ?? []);
    await until(`${name} goes on`, async () => (await line.locator('.upload-actions').count()) === 0);
  }
  if (await all.isVisible()) await all.click();
}

async function chooseAgain(page: Page, button: string, path: string): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  await chooser.setFiles(path);
}

/** Uploads at so many bytes a second, so that there is something to pause. */
async function slowDown(page: Page, bytesPerSecond: number): Promise<{ free: () => Promise<void> }> {
  const session = await page.context().newCDPSession(page);
  const set = (upload: number) =>
    session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: upload,
    });
  await session.send('Network.enable');
  await set(bytesPerSecond);
  return { free: async () => void (await set(-1)) };
}

async function writeFolder(folder: string, count: number): Promise<Map<string, string>> {
  const sums = new Map<string, string>();
  await mkdir(join(folder, 'Band 2'), { recursive: true });
  await mkdir(join(folder, 'leer'));
  for (let index = 0; index < count; index += 1) {
    const name = `akte-${String(index).padStart(3, '0')}.txt`;
    const text = `Akte ${index}\n`.repeat(1 + (index % 400));
    await writeFile(index % 5 === 0 ? join(folder, 'Band 2', name) : join(folder, name), text);
    sums.set(name, createHash('sha256').update(text).digest('hex'));
  }
  return sums;
}

/** Sparse, with something of its own every 64 MiB. */
async function writeLarge(path: string, bytes: number): Promise<void> {
  const file = await open(path, 'w');
  await file.truncate(bytes);
  for (let at = 0; at < bytes; at += 64 * 1024 * 1024) {
    await file.write(createHash('sha256').update(String(at)).digest(), 0, Math.min(32, bytes - at), at);
  }
  await file.close();
  await utimes(path, new Date(2026, 0, 2), new Date(2026, 0, 2));
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(path)) hash.update(part as Buffer);
  return hash.digest('hex');
}

describe('a disk that fills in the middle of an upload', () => {
  test('is said, what arrived stays, and it goes on where it was when there is room', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'landescloud-small-'));
    const run = promisify(execFile);
    const refusal = await run('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', folder]).catch(String);
    if (typeof refusal === 'string') {
      await rm(folder, { recursive: true });
      t.skip(`no file system can be mounted here: ${refusal.split('\n', 1)[0]}`);
      return;
    }
    const desk = await mkdtemp(join(tmpdir(), 'landescloud-desk-'));
    const mebibyte = 1024 * 1024;
    try {
      await using web = await startWebWorld({ settings: { blobsDir: join(folder, 'blobs') } });
      await writeFile(join(folder, 'ballast'), Buffer.alloc(85 * mebibyte));
      const large = join(desk, 'scan.bin');
      const content = Buffer.alloc(100 * mebibyte, 7);
      await writeFile(large, content);
      await using visit = await web.visit('/files', { as: 'anna' });
      const { page } = visit;
      await page.getByRole('button', { name: 'Hochladen' }).waitFor();
      await dropFiles(page, [large]);
      await page.getByText('Der Speicher des Servers ist voll.').waitFor({ timeout: 60_000 });
      await page.getByText('Was angekommen ist, bleibt').waitFor();
      const received = async () => {
        const [row] = await web.world.landescloud.database.query<{ received: number }>(
          'select received from files.upload order by created_at desc limit 1',
        );
        return row?.received ?? 0;
      };
      assert.equal(await received(), 64 * mebibyte, 'a whole piece is there');
      assert.equal(await nodeAt(web.world, 'anna', '/scan.bin'), null, 'and nothing that looks finished');

      await rm(join(folder, 'ballast'));
      let sent = 0;
      page.on('request', (request) => {
        const start = request.headers()['upload-offset'];
        if (request.method() === 'PATCH' && start !== undefined) sent = Math.max(sent, content.length - Number(start));
      });
      await page.getByRole('button', { name: 'Erneut versuchen' }).click();
      await until('it has arrived', async () => (await nodeAt(web.world, 'anna', '/scan.bin')) !== null, 60);
      assert.equal(sent, 36 * mebibyte, 'only what was missing was sent');
      const answer = await web.world.fetch('anna', '/remote.php/webdav/scan.bin');
      const sum = createHash('sha256')
        .update(Buffer.from(await answer.arrayBuffer()))
        .digest('hex');
      assert.equal(sum, createHash('sha256').update(content).digest('hex'));
    } finally {
      await run('umount', [folder]);
      await rm(folder, { recursive: true, force: true });
      await rm(desk, { recursive: true, force: true });
    }
  });
});
