import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { systemActor } from '@landescloud/kernel';
import { runCli } from '@landescloud/testing';
import { type Clamd, eicar, startClamd } from '@landescloud/testing/clamd';
import type { Page } from 'playwright-core';
import { sessionOf } from '../faults/actors.ts';
import { ask } from '../faults/ask.ts';
import { chooseAction, entry, put, until } from './files-helpers.ts';
import { assertAccessible, startWebWorld, type WebWorld } from './web-world.ts';

const run = promisify(execFile);
const system = systemActor('test');
const day = 86_400_000;
const outsider = 'planung@example.org';

/** Two organisations, a guest and people without an account: how data too large for mail come and go. */
describe('exchange of large data, from end to end', { timeout: 300_000 }, () => {
  let web: WebWorld;
  let clamd: Clamd;
  let desk: string;
  let offset = 0;
  before(async () => {
    clamd = await startClamd({ streamMaxLength: '4M', maxFileSize: '4M' });
    web = await startWebWorld({
      settings: { clamd: clamd.address },
      clock: { now: () => Date.now() + offset },
    });
    desk = await mkdtemp(join(tmpdir(), 'landescloud-desk-'));
    const { organisations } = web.world.landescloud.directory;
    await organisations.setRule(system, 'tfm', 'release.check', 'outside');
    for (const key of ['tfm', 'tmil']) await organisations.setRule(system, key, 'people.visibility', 'everyone');
    await put(web.world, 'anna', 'Vergabe/Leistungsverzeichnis.txt', 'Position 1');
  });
  after(async () => {
    await web[Symbol.asyncDispose]();
    await clamd[Symbol.asyncDispose]();
    await rm(desk, { recursive: true, force: true });
  });

  /** The newest mail to somebody that holds the pattern. */
  async function mailed(to: string, pattern: RegExp): Promise<string> {
    const find = async () => {
      const mails = await web.world.landescloud.database.query<{ text: string }>(
        'select text from platform.mail where recipient = $1 order by id desc',
        [to],
      );
      return mails.map(({ text }) => pattern.exec(text)?.[1]).find((found) => found !== undefined);
    };
    await until('a mail came', async () => (await find()) !== undefined);
    return (await find()) as string;
  }

  test('a file request: asked by mail, answered without an account, a receipt that is believed until a byte changes', async () => {
    await using hers = await web.visit('/files', { as: 'anna' });
    const anna = hers.page;
    await anna.getByRole('button', { name: 'Neu', exact: true }).click();
    await anna.getByRole('menuitem', { name: 'Dateien anfordern' }).click();
    const asking = anna.getByRole('dialog', { name: 'Dateien anfordern' });
    await asking.getByRole('textbox', { name: 'Worum es geht' }).fill('Unterlagen zum Neubau');
    await asking.getByRole('textbox', { name: 'Was, Zeile 1' }).fill('Lageplan');
    await asking.getByRole('button', { name: 'Jemanden von außerhalb fragen' }).click();
    await asking.getByRole('textbox', { name: 'Name von außerhalb' }).fill('Paula Plan');
    await asking.getByRole('textbox', { name: 'E-Mail-Adresse' }).fill(outsider);
    // whether or not somebody presses “Hinzufügen” before
    await asking.getByRole('button', { name: 'Anfordern', exact: true }).click();
    await anna.getByRole('heading', { level: 1, name: 'Unterlagen zum Neubau' }).waitFor();

    const path = await mailed(outsider, /(\/q\/[\w-]+)/);
    await using theirs = await web.visit(path, { phone: true });
    const paula = theirs.page;
    await paula.getByRole('heading', { level: 1, name: 'Unterlagen zum Neubau' }).waitFor();
    await assertAccessible(paula, 'what is asked for');
    const plan = join(desk, 'lageplan.txt');
    await writeFile(plan, 'Der Lageplan');
    await paula.locator('input[type=file]').first().setInputFiles(plan);
    await paula.getByRole('button', { name: 'Jetzt abgeben' }).click();
    await paula.getByText('Abgegeben. Vielen Dank!').waitFor();
    await paula.getByRole('link', { name: 'Zum Beleg' }).click();
    const [receipt] = await Promise.all([
      paula.waitForEvent('download'),
      paula.getByRole('link', { name: /Beleg.*PDF|PDF/ }).click(),
    ]);
    const pdf = join(desk, 'beleg.pdf');
    await receipt.saveAs(pdf);
    const { stdout } = await run('pdfsig', [pdf]);
    assert.match(stdout, /Signature is Valid/);
    const databaseUrl = web.world.landescloud.settings.databaseUrl ?? '';
    const on = { dataDir: web.world.dataDir, env: { LANDESCLOUD_DATABASE_URL: databaseUrl } };
    const believed = await runCli(['receipt', 'verify', pdf, '--json'], on);
    assert.equal(believed.code, 0, believed.stderr);
    const bytes = await readFile(pdf);
    bytes[Math.floor(bytes.length / 3)] = (bytes[Math.floor(bytes.length / 3)] ?? 0) ^ 1;
    await writeFile(pdf, bytes);
    assert.notEqual((await runCli(['receipt', 'verify', pdf], on)).code, 0);

    await anna.reload();
    await anna.getByText('Lageplan ist da').filter({ visible: true }).waitFor();
  });

  test('a drop of a folder: what is infected is kept away, the rest released; the link ends', async () => {
    await using hers = await web.visit('/files', { as: 'anna' });
    const anna = hers.page;
    await anna.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await chooseAction(anna, 'Vergabe', 'Teilen …');
    const dialog = anna.getByRole('dialog', { name: '„Vergabe“ teilen' });
    await dialog.getByRole('button', { name: 'Öffentlichen Link anlegen' }).click();
    const form = anna.getByRole('dialog', { name: 'Öffentlicher Link' });
    await form.getByText('Dateien einsammeln').click();
    await form.getByRole('button', { name: 'Anlegen' }).click();
    await form.waitFor({ state: 'detached' });
    const { items } = (await (
      await web.world.fetch('anna', `/api/v1/nodes/${await idOf('Vergabe')}/links`)
    ).json()) as { items: { address: string }[] };
    const address = new URL(items[0]?.address ?? '').pathname;

    const folder = join(desk, 'Angebot');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'Angebot.txt'), 'Wir bieten an');
    await writeFile(join(folder, 'Rechner.exe.txt'), eicar);
    await using theirs = await web.visit(address, { phone: true });
    const sender = theirs.page;
    await sender.getByLabel('Ihr Name').fill('Max Müller');
    await sender.getByLabel('Firma oder Einrichtung').fill('Müller GmbH');
    await sender.getByRole('button', { name: 'Weiter' }).click();
    await drop(sender, folder);
    await sender.getByText('Angebot').first().waitFor();
    await sender.getByRole('button', { name: 'Abgeben', exact: true }).click();
    await sender.getByRole('heading', { name: 'Vielen Dank, es ist abgegeben' }).waitFor();

    await anna.keyboard.press('Escape');
    await entry(anna, 'Vergabe').getByRole('link', { name: 'Vergabe' }).click();
    await anna.getByRole('link', { name: /Müller GmbH/ }).click();
    await anna.getByRole('link', { name: 'Angebot', exact: true }).click();
    await entry(anna, 'Rechner.exe.txt').getByText('Schadsoftware').waitFor();
    await until('the other is released', async () => {
      const answer = await web.world.fetch('anna', `/api/v1/search?q=angebot.txt`);
      const found = (await answer.json()) as { items: { node: { release: string } }[] };
      return found.items[0]?.node.release === 'clean';
    });
    await anna.getByRole('link', { name: 'Übergaben' }).click();
    await anna.getByText('Max Müller').first().waitFor();

    offset += 400 * day;
    await sender.goto(address);
    await sender.getByRole('heading', { level: 1, name: 'Dieser Link gilt nicht mehr' }).waitFor();
    offset -= 400 * day;
  });

  test('two organisations and a guest in an exchange space, until it is closed', async () => {
    const { guests, database } = web.world.landescloud;
    const address = 'gast@example.org';
    const invited = await guests.invite(web.world.person('anna').actor, {
      name: 'Gina Gast',
      address,
      reason: 'Vergabe',
      endsAt: Date.now() + 60 * day,
    });
    const [mail] = await database.query<{ text: string }>('select text from platform.mail where recipient = $1', [
      address,
    ]);
    const token = /\/invitation\/([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? assert.fail('no invitation');
    const accepted = await ask(web.world.url, {
      method: 'POST',
      path: `/api/v1/invitations/${token}/accept`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ termsAccepted: true, way: 'mail-code' }),
    });
    const [name = '', value = ''] = sessionOf(accepted).split('=');

    await using hers = await web.visit('/files', { as: 'anna' });
    const anna = hers.page;
    await anna.getByRole('button', { name: 'Neu', exact: true }).click();
    await anna.getByRole('menuitem', { name: 'Austauschraum' }).click();
    const making = anna.getByRole('dialog', { name: 'Austauschraum anlegen' });
    await making.getByRole('textbox', { name: 'Name' }).fill('Prüfung');
    await making.getByRole('textbox', { name: 'Zweck' }).fill('Prüfung der Angebote');
    await making.getByRole('button', { name: 'Anlegen' }).click();
    await anna.getByRole('heading', { level: 1, name: 'Prüfung' }).waitFor();
    const { files } = web.world.landescloud;
    const space = (await files.spaces.list(web.world.person('anna').actor)).find((each) => each.name === 'Prüfung');
    const id = space?.id ?? assert.fail('there is no such space');
    await files.spaces.setMember(web.world.person('anna').actor, id, invited.login, 'editor');
    await files.spaces.setMember(web.world.person('anna').actor, id, 'bernd', 'editor');
    await put(web.world, 'anna', 'Prüfung/Frage.txt', 'Stimmt das?');

    await using his = await web.visit('/files', { as: 'bernd' });
    await his.page.getByRole('link', { name: 'Prüfung' }).first().click();
    await entry(his.page, 'Frage.txt').waitFor();
    await using guest = await web.visit('/login', {});
    await guest.context.addCookies([{ name, value, url: web.world.url }]);
    await guest.page.goto(`/files/${space?.rootId}`);
    await entry(guest.page, 'Frage.txt').waitFor();

    await anna.reload();
    await anna.getByRole('button', { name: 'Raum verwalten' }).click();
    await anna.getByRole('menuitem', { name: 'Jetzt beenden' }).click();
    await anna.getByRole('alertdialog').getByRole('button', { name: 'Beenden' }).click();
    await anna.getByText('Er lässt sich nur noch lesen und wird am').waitFor();
    await until('neither of them reaches it any more', async () => {
      const asGuest = await ask(web.world.url, {
        path: `/api/v1/nodes/${space?.rootId}`,
        headers: { cookie: `${name}=${value}` },
      });
      const asBernd = await web.world.fetch('bernd', `/api/v1/nodes/${space?.rootId}`);
      return asGuest.status === 404 && asBernd.status === 404;
    });
  });

  async function idOf(path: string): Promise<number> {
    const answer = await web.world.fetch('anna', `/api/v1/nodes/resolve?path=/${path}`);
    return ((await answer.json()) as { id: number }).id;
  }
});

async function drop(page: Page, path: string): Promise<void> {
  const zone = page.locator('.zone');
  await zone.scrollIntoViewIfNeeded();
  const box = (await zone.boundingBox()) ?? assert.fail('there is nothing to drop onto');
  const at = { x: box.x + 20, y: box.y + 20, data: { items: [], files: [path], dragOperationsMask: 1 } };
  const session = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...at });
  }
  await session.detach();
}
