import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, looks, looksOf, nameOf, picture, startWebWorld, until, type WebWorld } from './web-world.ts';

let web: WebWorld;
before(async () => {
  web = await startWebWorld({ seed: 'files' });
});
after(() => web[Symbol.asyncDispose]());

async function mailTo(to: string, kind: string): Promise<string> {
  const [mail] = await web.world.landescloud.database.query<{ text: string }>(
    'select text from platform.mail where recipient = $1 and kind = $2 order by id desc limit 1',
    [to, kind],
  );
  return mail?.text ?? assert.fail(`no ${kind} to ${to}`);
}

const pathIn = (text: string, start: 'q' | 'r') =>
  new RegExp(`/${start}/[0-9A-Za-z]{15,64}`).exec(text)?.[0] ?? assert.fail(text);

const asked = async () => pathIn(await mailTo('krause@example.org', 'sharing.request'), 'q');
let receipt = '';

async function choose(page: Page, item: string, ...files: { name: string; body: Buffer }[]): Promise<void> {
  const line = page.getByRole('listitem').filter({ has: page.getByText(item, { exact: true }) });
  const input = line.locator('input[type="file"]');
  const chosen = files.map(({ name, body }) => ({ name, mimeType: 'application/octet-stream', buffer: body }));
  await input.setInputFiles(chosen);
  for (const { name } of files) await page.getByRole('button', { name: `${name} entfernen` }).waitFor();
}

describe('hand-overs and file requests', { timeout: 300_000 }, () => {
  it('are asked for from a folder', async () => {
    await using visit = await web.visit('/files', { as: 'anna' });
    const { page } = visit;
    await page.getByRole('button', { name: 'Neu', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Dateien anfordern' }).click();
    const dialog = page.getByRole('dialog', { name: 'Dateien anfordern' });
    await dialog.getByLabel('Worum es geht').fill('Unterlagen zur Brücke');
    await dialog.getByLabel('Was, Zeile 1').fill('Lageplan');
    await dialog.getByRole('button', { name: 'Weitere Zeile' }).click();
    await dialog.getByLabel('Was, Zeile 2').fill('Fotos vom Zustand');
    await dialog.getByRole('checkbox', { name: 'Zeile 2 ist nötig' }).focus();
    await page.keyboard.press('Space');
    assert.ok(await dialog.getByRole('button', { name: 'Anfordern', exact: true }).isDisabled());
    await dialog.getByRole('button', { name: 'Jemanden von außerhalb fragen' }).click();
    await dialog.getByLabel('Name von außerhalb').fill('Baubüro Krause');
    await dialog.getByLabel('E-Mail-Adresse').fill('krause@example.org');
    await dialog.getByRole('button', { name: 'Hinzufügen' }).click();
    await dialog.getByText('krause@example.org').waitFor();
    await assertAccessible(page, 'asking for files');
    await picture(page, 'request-dialog');
    await dialog.getByRole('button', { name: 'Anfordern', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Unterlagen zur Brücke' }).waitFor();
    await page.getByRole('row', { name: /Baubüro Krause.*noch nicht geöffnet.*Lageplan fehlt/s }).waitFor();

    await page.getByRole('button', { name: 'Ändern', exact: true }).click();
    const change = page.getByRole('dialog', { name: 'Anforderung ändern' });
    await change.getByLabel('Fällig am').fill('2000-01-01');
    await change.getByText('Die Frist muss in der Zukunft liegen.').waitFor();
    await change.getByLabel('Fällig am').fill(new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10));
    await change.getByLabel('Nachricht').fill('Sie haben länger Zeit.');
    await assertAccessible(page, 'changing a request');
    await picture(page, 'request-change');
    await change.getByRole('button', { name: 'Speichern' }).click();
    await change.waitFor({ state: 'detached' });
    await page.getByText('Sie haben länger Zeit.').waitFor();
    await mailTo('krause@example.org', 'sharing.request_changed');
  });

  it('are handed in by phone without an account, in parts, with a receipt', async () => {
    await using visit = await web.visit(await asked(), { phone: true });
    const { page } = visit;
    await page.getByRole('heading', { level: 1, name: 'Unterlagen zur Brücke' }).waitFor();
    const big = Buffer.alloc(3_000_000, 'plan');
    await choose(
      page,
      'Lageplan',
      { name: 'Lageplan.pdf', body: big },
      { name: 'Versehen.pdf', body: Buffer.from('x') },
    );
    await page.getByRole('button', { name: 'Versehen.pdf entfernen' }).click();
    await page.getByRole('button', { name: 'Versehen.pdf entfernen' }).waitFor({ state: 'detached' });
    await picture(page, 'request-answer-files');
    await assertAccessible(page, 'files to be handed in');
    await page.getByRole('button', { name: 'Jetzt abgeben' }).click();
    await page.getByText('Abgegeben. Vielen Dank!').waitFor();
    await assertAccessible(page, 'what was handed in');
    await page.getByRole('link', { name: 'Zum Beleg' }).click();
    await page.getByRole('heading', { level: 1, name: 'Ihre Dateien sind angekommen' }).waitFor();
    receipt = new URL(page.url()).pathname;
    assert.equal(receipt.slice(0, 3), '/r/');
    const pdf = page.getByRole('link', { name: 'Beleg als PDF' });
    await pdf.waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), pdf.click()]);
    const verified = await web.world.landescloud.handovers.receipts.verify(await readFile(await download.path()));
    assert.deepEqual(
      verified.receipt.files.map(({ path, size }) => [path, size]),
      [['Lageplan/Lageplan.pdf', 3_000_000]],
    );
    // a second part, and that nothing more is to come
    await page.goBack();
    await choose(page, 'Fotos vom Zustand', { name: 'Foto.jpg', body: Buffer.from('Foto') });
    await page.getByRole('button', { name: 'Jetzt abgeben' }).click();
    await page.getByText('Abgegeben. Vielen Dank!').waitFor();
    await page.getByRole('button', { name: 'Mehr kommt nicht' }).click();
    await page.getByText('Sie haben gesagt, dass nichts mehr kommt.').waitFor();
    assert.deepEqual(visit.strangers, []);
  });

  it('show who has what, and tell when it is fetched', async () => {
    const { handovers } = web.world.landescloud;
    await using visit = await web.visit('/handovers', { as: 'anna' });
    const { page } = visit;
    await page
      .getByRole('row', { name: /Unterlagen zur Brücke.*Baubüro Krause/s })
      .first()
      .waitFor();
    await page.getByLabel('Übergaben suchen').fill('gibt es nicht');
    await page.getByText('Nichts gefunden.').waitFor();
    await page.getByLabel('Übergaben suchen').fill('krause');
    await page.getByRole('link', { name: 'Unterlagen zur Brücke' }).last().click();
    await page.getByText('Lageplan/Lageplan.pdf').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Beleg als PDF' }).click(),
    ]);
    await handovers.receipts.verify(await readFile(await download.path()));
    const { actor } = web.world.person('anna');
    const id = Number(new URL(page.url()).pathname.split('/').at(-1));
    const [file] = (await handovers.get(actor, id)).files;
    const got = await visit.context.request.get(`/api/v1/nodes/${file?.nodeId}/content`);
    assert.equal((await got.body()).length, 3_000_000);
    await until(async () => (await handovers.get(actor, id)).firstFetchedAt !== null);
    await mailTo('krause@example.org', 'sharing.handover_fetched');
    await page.reload();
    await page.getByRole('row', { name: /Lageplan\.pdf.*Anna/s }).waitFor();
  });

  it('are given out from the files’ menu, to people outside, with code and receipt', async () => {
    await using visit = await web.visit('/files', { as: 'anna' });
    const { page } = visit;
    const row = page.locator('[data-index]').filter({ hasText: 'Unterlagen zur Brücke' }).first();
    await row.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Übergeben …' }).click();
    const dialog = page.getByRole('dialog', { name: /übergeben$/ });
    const submit = dialog.getByRole('button', { name: 'Übergeben', exact: true });
    await dialog.getByRole('textbox', { name: 'Mailadressen' }).fill('keine Adresse');
    await page.keyboard.press('Enter');
    await dialog.getByText('Das ist keine Mailadresse.').waitFor();
    assert.ok(await submit.isDisabled());
    await dialog.getByRole('textbox', { name: 'Mailadressen' }).fill('roth@example.org; lang@example.org');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'lang@example.org entfernen' }).click();
    await dialog.getByRole('textbox', { name: 'Mailadressen' }).fill('Weber@example.org');
    await dialog.getByLabel('Nachricht').fill('Wie besprochen.');
    await assertAccessible(page, 'handing over');
    await picture(page, 'hand-over');
    await submit.click();
    await page.getByText('2 Mails sind unterwegs.').waitFor();
    await page.getByText('roth@example.org').first().waitFor();
    const mail = await mailTo('weber@example.org', 'sharing.link');
    assert.match(mail, /Wie besprochen\.[^]*\/s\//);
    await page.getByRole('link', { name: 'Beleg als PDF' }).waitFor();
  });

  it('are given out in every look', async () => {
    for (const look of looksOf(1)) {
      const en = look.language === 'en';
      await using visit = await web.visit('/files', { as: 'anna', ...look });
      const { page } = visit;
      const row = page.locator('[data-index]').filter({ hasText: 'Unterlagen zur Brücke' }).first();
      await row.getByRole('button').last().click();
      await page.getByRole('menuitem', { name: en ? 'Hand over …' : 'Übergeben …' }).click();
      const addresses = page.getByRole('textbox', { name: en ? 'Mail addresses' : 'Mailadressen' });
      await addresses.fill('roth@example.org lang@example.org');
      await page.keyboard.press('Enter');
      await addresses.fill('keine');
      await page.keyboard.press('Enter');
      await assertAccessible(page, `handing over ${nameOf(look)}`);
      await picture(page, `hand-over-${nameOf(look)}`);
    }
  });

  it('take a folder that is dropped on what is wanted, and show what was handed in before', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'landescloud-desk-'));
    await mkdir(join(folder, 'Bilder', 'Pfeiler'), { recursive: true });
    for (const path of ['Bilder/Nord.jpg', 'Bilder/Pfeiler/Ost.jpg', 'Bilder/Pfeiler/West.jpg'])
      await writeFile(join(folder, path), path);
    const address = await asked();
    for (const look of looksOf(1)) {
      await using visit = await web.visit(address, look);
      const { page } = visit;
      const en = look.language === 'en';
      await page.getByRole('heading', { name: en ? 'Handed in already' : 'Schon abgegeben' }).waitFor();
      await page.getByText('Lageplan: Lageplan.pdf').first().waitFor();
      await page
        .getByRole('link', { name: en ? /^Receipt \d/ : /^Beleg \d/ })
        .first()
        .waitFor();
      const card = page.getByRole('listitem').filter({ hasText: 'Fotos vom Zustand' }).first();
      await card.scrollIntoViewIfNeeded();
      const box = await card.boundingBox();
      const at = { x: (box?.x ?? 0) + 40, y: (box?.y ?? 0) + 20 };
      const session = await page.context().newCDPSession(page);
      const data = { items: [], files: [join(folder, 'Bilder')], dragOperationsMask: 1 };
      for (const type of ['dragEnter', 'dragOver'] as const)
        await session.send('Input.dispatchDragEvent', { type, ...at, data });
      await picture(page, `request-drag-${nameOf(look)}`);
      await session.send('Input.dispatchDragEvent', { type: 'drop', ...at, data });
      for (const name of ['Bilder/Nord.jpg', 'Bilder/Pfeiler/Ost.jpg', 'Bilder/Pfeiler/West.jpg'])
        await page.getByRole('button', { name: en ? `Remove ${name}` : `${name} entfernen` }).waitFor();
      await assertAccessible(page, `a folder that was dropped (${nameOf(look)})`);
      await picture(page, `request-folder-${nameOf(look)}`);
      const remove = page.getByRole('button', { name: en ? /^Remove Bilder/ : /^Bilder.* entfernen$/ });
      for (let left = 3; left > 0; left -= 1) {
        await remove.first().press('Enter');
        await until(async () => (await remove.count()) === left - 1);
      }
    }
    await rm(folder, { recursive: true });
  });

  it('look right everywhere', async () => {
    const { handovers, requests } = web.world.landescloud;
    const { actor } = web.world.person('anna');
    const [handover] = (await handovers.list(actor, { offset: 0, limit: 1 })).items;
    const [request] = (await requests.list(actor, { isOpen: null, offset: 0, limit: 1 })).items;
    // two looks a view, so that each look and each view is seen
    for (const [turn, look] of looks.entries()) {
      const views = [
        ['/handovers', 'handovers', 'anna'],
        [`/handovers/${handover?.id}`, 'handover', 'anna'],
        ['/requests', 'requests', 'anna'],
        [`/requests/${request?.id}`, 'request', 'anna'],
        [await asked(), 'request-answer', undefined],
        [receipt, 'receipt', undefined],
      ] as const;
      for (const [path, name, as] of views.filter((_, index) => index % 2 === (turn === 0 || turn === 3 ? 0 : 1))) {
        await using visit = await web.visit(path, { ...look, ...(as === undefined ? {} : { as }) });
        await visit.page.getByRole('heading', { level: 1 }).waitFor();
        await visit.page
          .getByText(/Unterlagen zur Brücke/)
          .first()
          .waitFor();
        await assertAccessible(visit.page, `${name} ${nameOf(look)}`);
        await picture(visit.page, `${name}-${nameOf(look)}`);
      }
    }
  });
});
