import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { pdfOf } from '@landescloud/testing';
import { chooseAction } from './files-helpers.ts';
import {
  assertAccessible,
  looks,
  looksOf,
  nameOf,
  picture,
  startWebWorld,
  until,
  type Look,
  type WebWorld,
} from './web-world.ts';

const dist = new URL('../../apps/web/dist/', import.meta.url);
const scriptLimit = 100_000;
const privacyUrl = 'https://land.example.org/datenschutz';

describe('the page of a public link', () => {
  let web: WebWorld;
  let desk: string;
  before(async () => {
    web = await startWebWorld({ settings: { notices: { imprint: null, privacy: privacyUrl } } });
    desk = await mkdtemp(join(tmpdir(), 'landescloud-desk-'));
    await web.world.landescloud.files.nodes.createFolder(anna().actor, { path: ['Bauakte'] });
    await web.world.landescloud.files.nodes.createFolder(anna().actor, { path: ['Bauakte', 'Pläne'] });
    await put('Bauakte/bericht.txt', 'Der Bericht '.repeat(200));
    await put('Bauakte/messung.bin', 'x'.repeat(3_000_000));
    await put('Bauakte/Pläne/lageplan.txt', 'Ein Plan');
  });
  after(async () => {
    await web[Symbol.asyncDispose]();
    await rm(desk, { recursive: true, force: true });
  });

  const anna = () => web.world.person('anna');
  const put = (path: string, body: string) =>
    web.world.fetch('anna', `/remote.php/webdav/${path.split('/').map(encodeURIComponent).join('/')}`, {
      method: 'PUT',
      body,
    });
  async function link(path: string[], input: Parameters<typeof web.world.landescloud.links.make>[2]): Promise<string> {
    const { files, links } = web.world.landescloud;
    const { id } = await files.nodes.get(anna().actor, { path });
    return new URL((await links.make(anna().actor, id, input)).address).pathname;
  }
  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

  for (const name of ['link.html', 'answer.html', 'invitation.html'])
    test(`${name} is small: what a phone has to load before it shows anything`, async () => {
      const page = await readFile(new URL(name, dist), 'utf8');
      const scripts = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, path]) => path as string);
      assert.ok(scripts.length > 0);
      const bodies = await Promise.all(scripts.map((path) => readFile(new URL(path, dist))));
      const weight = bodies.reduce((sum, body) => sum + body.length, 0);
      const sent = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
      assert.ok(weight < scriptLimit, `${weight} bytes of script`);
      assert.ok(sent < scriptLimit / 2, `${sent} bytes of script are sent`);
      assert.ok(!bodies.some((body) => body.includes('react')), 'nothing of the app comes with it');
    });

  test('an invitation is answered from the mail: all of it, one date, with another time', async () => {
    const { calendar, database, scheduling } = web.world.landescloud;
    const { actor } = anna();
    await calendar.calendars(actor);
    const lines = [
      'UID:radweg',
      'DTSTAMP:20260101T000000Z',
      'DTSTART;TZID=Europe/Berlin:20371013T100000',
      'DTEND;TZID=Europe/Berlin:20371013T113000',
      'RRULE:FREQ=WEEKLY;COUNT=4',
      'SUMMARY:Abstimmung zum Radweg an der Gera',
      'LOCATION:Finanzministerium\\, Saal 2',
      'DESCRIPTION:Bitte bringen Sie den Lageplan mit.',
      'ORGANIZER;CN=Anna Albrecht:/remote.php/dav/principals/users/anna/',
      'ATTENDEE;CN=Eva Ebert;PARTSTAT=NEEDS-ACTION:mailto:eva@firma.example',
    ];
    const text = `BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\n${lines.join('\n')}\nEND:VEVENT\nEND:VCALENDAR\n`;
    await calendar.putObject(actor, { calendar: { uri: 'personal' }, uri: 'radweg.ics', data: Buffer.from(text) });
    let invitation = '';
    await until(async () => {
      const [mail] = await database.query<{ text: string }>(
        `select text from platform.mail where kind = 'calendar.request'`,
      );
      invitation = mail?.text ?? '';
      return invitation !== '';
    });
    const [address = ''] = /\/e\/[0-9a-z]{24}/.exec(invitation) ?? [];
    const seen = async (token = address.slice(3)) => (await scheduling.guests.look(token)).answer;

    for (const look of looksOf(1)) {
      await using visit = await web.visit(address, look);
      const { page } = visit;
      const en = look.language === 'en';
      const name = (de: string, english: string) => ({ name: en ? english : de, exact: true });
      await heading(page, 'Abstimmung zum Radweg an der Gera');
      await page
        .getByText(en ? /Tuesday,? 13 October 2037/ : 'Dienstag, 13. Oktober 2037')
        .first()
        .waitFor();
      await assertAccessible(page, `an invitation (${nameOf(look)})`);
      await picture(page, `invitation-${nameOf(look)}`);
      await page
        .getByRole('textbox', { name: en ? 'Note for Anna Albrecht' : 'Anmerkung für Anna Albrecht' })
        .fill('Ich komme mit dem Rad');
      await page.getByRole('button', name('Zusagen', 'Accept')).click();
      await page
        .getByRole('status')
        .filter({ hasText: en ? 'has reached Anna' : 'ist bei Anna Albrecht angekommen' })
        .waitFor();
      assert.equal(await page.getByRole('button', name('Zusagen', 'Accept')).getAttribute('aria-pressed'), 'true');
      assert.equal(await seen(), 'ACCEPTED');
      await page.getByText(en ? 'Answer single dates differently' : 'Einzelne Termine anders beantworten').click();
      const second = page.getByRole('combobox', {
        name: en ? /Answer for Tue,? 20 Oct 2037/ : /Antwort für Di\.?,? 20\. Okt/,
      });
      await second.selectOption('DECLINED');
      await until(async () => (await scheduling.guests.look(address.slice(3))).dates[1]?.answer === 'DECLINED', {
        what: 'one date is declined',
      });
      await until(async () => await second.isEnabled(), { what: 'the page is as it was' });
      await page.getByText(en ? 'Propose another time' : 'Andere Zeit vorschlagen').click();
      await page
        .getByRole('textbox', { name: en ? 'Day' : 'Tag' })
        .or(page.locator('input[name=day]'))
        .first()
        .fill('2037-10-14');
      await assertAccessible(page, `an invitation, unfolded (${nameOf(look)})`);
      await picture(page, `invitation-open-${nameOf(look)}`);
      await page.locator('input[name=to]').fill('07:00');
      await page.getByRole('button', name('Vorschlag senden', 'Send proposal')).click();
      await page
        .getByRole('alert')
        .filter({ hasText: en ? 'has to be in the future' : 'muss in der Zukunft liegen' })
        .waitFor();
      await page.locator('input[name=to]').fill('12:00');
      await page.getByRole('button', name('Vorschlag senden', 'Send proposal')).click();
      await page
        .getByRole('status')
        .filter({ hasText: en ? 'Your proposal has reached' : 'Ihr Vorschlag ist bei' })
        .waitFor();
      await page.getByRole('button', name('Vielleicht', 'Maybe')).focus();
      await page.keyboard.press('Enter');
      await until(async () => (await seen()) === 'TENTATIVE', { what: 'answered by keyboard' });
      assert.deepEqual(visit.strangers, []);
    }
    const questions = await scheduling.questions.open(actor);
    assert.ok(questions.length > 0 && questions.every(({ kind }) => kind === 'counter'));
    // what was proposed waits in the calendar of who invited
    for (const look of looksOf(1)) {
      await using asked = await web.visit('/calendar', { ...look, as: 'anna' });
      const agree = asked.page.getByRole('button', { name: /^(Einverstanden mit|Agree with)/ }).first();
      await agree.waitFor();
      await assertAccessible(asked.page, `a proposal (${nameOf(look)})`);
      await picture(asked.page, `calendar-proposal-${nameOf(look)}`);
    }
    {
      await using asked = await web.visit('/calendar', { as: 'anna' });
      await asked.page
        .getByRole('button', { name: /^Einverstanden mit/ })
        .first()
        .click();
      const left = questions.length - 1;
      await until(async () => (await scheduling.questions.open(actor)).length === left, { what: 'it is decided' });
    }
    await calendar.deleteObject(actor, { calendar: { uri: 'personal' }, uri: 'radweg.ics' });
    await using visit = await web.visit(address);
    await visit.page.getByText('nichts mehr zu beantworten').first().waitFor();
    await using absent = await web.visit(`/e/${'0'.repeat(24)}`);
    await heading(absent.page, 'Diesen Link gibt es nicht');
  });

  test('a folder in every look: listed, opened, previewed, downloaded', async () => {
    const address = await link(['Bauakte'], { kind: 'viewer', message: 'Die Unterlagen zum Bauvorhaben.' });
    for (const look of looksOf(0)) {
      await using visit = await web.visit(address, look);
      const { page } = visit;
      const en = look.language === 'en';
      await heading(page, 'Bauakte');
      await page.getByText(en ? 'Shared by Anna Albrecht' : 'Freigegeben von Anna Albrecht').waitFor();
      await page.getByText('Die Unterlagen zum Bauvorhaben.').waitFor();
      await assertAccessible(page, `a folder (${nameOf(look)})`);
      await picture(page, `link-folder-${nameOf(look)}`);
      await page.getByRole('button', { name: /^bericht\.txt/ }).click();
      await page.getByRole('dialog').getByText('Der Bericht Der Bericht').waitFor();
      await assertAccessible(page, `a preview (${nameOf(look)})`);
      await picture(page, `link-preview-${nameOf(look)}`);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^bericht\.txt/ }).click();
      await page.getByRole('dialog').waitFor();
      await page.goBack();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: /^Pläne/ }).click();
      await page.getByText('lageplan.txt').waitFor();
      await page.goBack();
      await page.getByText('messung.bin').waitFor();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: en ? 'Download all' : 'Alles herunterladen' }).click(),
      ]);
      assert.equal(download.suggestedFilename(), 'Bauakte.zip');
    }
  });

  test('what may only be looked at is read to its end: page by page, by keyboard, as text', async () => {
    const texts = Array.from({ length: 9 }, (_, page) => `Bescheid, Blatt ${page + 1}`);
    await put('Bescheid.pdf', pdfOf(texts).toString());
    const address = await link(['Bescheid.pdf'], { kind: 'viewer', viewOnly: true });
    for (const look of looksOf(2)) {
      await using visit = await web.visit(address, look);
      const { page } = visit;
      const en = look.language === 'en';
      const numbered = (number: number) => (en ? `Page ${number} of 9` : `Seite ${number} von 9`);
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.getByRole('img', { name: numbered(1) }).waitFor();
      await assertAccessible(page, `a document (${nameOf(look)})`);
      await picture(page, `link-document-${nameOf(look)}`);
      assert.ok(!asked.some((url) => url.includes('/pages/9')), 'what nobody looks at is not fetched');
      const input = page.getByRole('spinbutton', { name: en ? 'Page' : 'Seite' });
      await input.focus();
      await input.fill('9');
      await page.keyboard.press('Enter');
      await page.getByRole('img', { name: numbered(9) }).waitFor();
      await page.getByRole('button', { name: en ? 'Read as text' : 'Als Text lesen' }).press('Enter');
      await page.getByText('Bescheid, Blatt 9').waitFor();
      await assertAccessible(page, `a document as text (${nameOf(look)})`);
      await picture(page, `link-document-text-${nameOf(look)}`);
    }
  });

  test('imprint and privacy notice stand in the footer: of who gives it out, and at the sign-in', async () => {
    const { directory } = web.world.landescloud;
    const admin = web.world.person('admin').actor;
    const imprintUrl = 'https://tfm.example.org/impressum';
    await directory.organisations.update(admin, 'tfm', { imprintUrl });
    const address = await link(['Bauakte'], { kind: 'viewer' });
    for (const [at, look] of [
      [address, { phone: true }],
      ['/login', { language: 'en', theme: 'dark' }],
    ] as const) {
      await using visit = await web.visit(at, look);
      const { page } = visit;
      const en = at === '/login';
      const footer = page.getByRole('navigation', { name: en ? 'Legal notices' : 'Rechtliches' });
      const privacy = footer.getByRole('link', { name: en ? 'Privacy' : 'Datenschutz' });
      assert.equal(await privacy.getAttribute('href'), privacyUrl);
      const imprint = footer.getByRole('link', { name: en ? 'Imprint' : 'Impressum' });
      if (en) assert.equal(await imprint.count(), 0, 'the server has named none');
      else assert.equal(await imprint.getAttribute('href'), imprintUrl);
      await assertAccessible(page, `the footer of ${at}`);
      await picture(page, `notices-${en ? 'login' : 'link'}`);
    }
    await directory.organisations.update(admin, 'tfm', { imprintUrl: null });
  });

  test('the language is the browser’s, and can be changed', async () => {
    const address = await link(['Bauakte'], { kind: 'viewer' });
    await using visit = await web.visit(address, { language: 'en', phone: true });
    const { page } = visit;
    await page.getByText('Shared by').waitFor();
    await page.getByRole('button', { name: 'Deutsch' }).click();
    await page.getByText('Freigegeben von').waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), 'de');
    await page.reload();
    await page.getByText('Freigegeben von').waitFor();
  });

  test('a password is asked for; a wrong one is said; an ended and an absent link are calm', async () => {
    const address = await link(['Bauakte', 'bericht.txt'], { kind: 'viewer', password: 'Rathaus-Linde-7' });
    await using visit = await web.visit(address, { phone: true });
    const { page } = visit;
    await heading(page, 'Dieser Link ist geschützt');
    await assertAccessible(page, 'the password');
    await picture(page, 'link-password-phone');
    await page.getByLabel('Passwort').fill('falsch');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Das Passwort stimmt nicht.').waitFor();
    await page.getByLabel('Passwort').fill('Rathaus-Linde-7');
    await page.keyboard.press('Enter');
    await heading(page, 'bericht.txt');
    await page.getByText('Der Bericht Der Bericht').waitFor();
    await assertAccessible(page, 'a file');
    await picture(page, 'link-file-phone');

    const { links } = web.world.landescloud;
    const [made] = await links.mine(anna().actor);
    await links.withdraw(anna().actor, made?.id ?? 0);
    // who comes back to the page that is still open
    await page.locator('html').dispatchEvent('visibilitychange');
    await heading(page, 'Dieser Link gilt nicht mehr');
    await assertAccessible(page, 'an ended link');
    await picture(page, 'link-ended-phone');
    await page.goto(`/s/${'A'.repeat(22)}`);
    await heading(page, 'Diesen Link gibt es nicht');
  });

  test('who gets the link by mail opens it on a phone with the code of the next mail', async () => {
    await link(['Bauakte'], { kind: 'viewer', recipients: ['erika@firma.example'] });
    const { database } = web.world.landescloud;
    const newest = async (kind: string) => {
      const found = await database.query<{ text: string }>(
        'select text from platform.mail where kind = $1 and recipient = $2 order by id desc limit 1',
        [kind, 'erika@firma.example'],
      );
      return found[0]?.text ?? '';
    };
    const address = /\/s\/\w+#k=[\w-]+/.exec(await newest('sharing.link'))?.[0] ?? assert.fail('no mail');
    await using visit = await web.visit(address, { phone: true });
    const { page } = visit;
    // the mail says whose it is
    await heading(page, 'Ein Code bestätigt, dass Sie es sind');
    await page.getByText('an die dieser Link ging').waitFor();
    assert.ok(!page.url().includes('#'), 'and nobody who looks at the screen sees it');
    await assertAccessible(page, 'a code for who came by mail');
    await picture(page, 'link-code-ask-phone');
    await page.getByRole('button', { name: 'Andere Adresse' }).click();
    await assertAccessible(page, 'the mail address');
    await page.reload();
    await page.getByRole('button', { name: 'Code senden' }).click();
    await page.getByLabel('Code aus der Mail').waitFor();
    await page.getByRole('button', { name: 'Andere Adresse' }).click();
    await page.getByLabel('E-Mail-Adresse').fill('erika@firma.example');
    await page.getByRole('button', { name: 'Code senden' }).click();
    await page.getByLabel('Code aus der Mail').waitFor();
    // a phone drops the page while somebody reads their mail elsewhere
    await page.reload();
    await page.getByLabel('Code aus der Mail').waitFor();
    await until(async () => /^\d{8}$/m.test(await newest('sharing.link_code')));
    await assertAccessible(page, 'the code');
    await picture(page, 'link-code-phone');
    const code = /^\d{8}$/m.exec(await newest('sharing.link_code'))?.[0] ?? '';
    await page.getByLabel('Code aus der Mail').fill(code === '000000' ? '111111' : '000000');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Der Code stimmt nicht').waitFor();
    await page.getByLabel('Code aus der Mail').fill(code);
    await page.keyboard.press('Enter');
    await heading(page, 'Bauakte');
  });

  test('file drop on a phone: who, a folder, over a reload, handed in', async () => {
    await web.world.landescloud.files.nodes.createFolder(anna().actor, { path: ['Einreichungen'] });
    const address = await link(['Einreichungen'], { kind: 'uploader', message: 'Bitte bis Freitag.' });
    const folder = join(desk, 'Antrag');
    await mkdir(join(folder, 'Anlagen'), { recursive: true });
    await writeFile(join(folder, 'antrag.txt'), 'Der Antrag');
    await writeFile(join(folder, 'Anlagen', 'plan.txt'), 'Der Plan');
    const large = join(desk, 'groß.bin');
    await writeFile(large, Buffer.alloc(6_000_000, 7));
    const phones = looks.filter(({ phone }) => phone === true);
    for (const look of phones) await hand(look, address, folder, large);
    const { children } = await web.world.landescloud.files.nodes.list(anna().actor, { path: ['Einreichungen'] });
    assert.equal(children.length, phones.length, 'each in a folder of its own');
    for (const delivery of children) {
      const sent = await web.world.landescloud.files.nodes.list(anna().actor, { id: delivery.id });
      assert.deepEqual(sent.children.map(({ name }) => name).toSorted(), ['Antrag', 'groß.bin']);
    }
  });

  async function hand(look: Look, address: string, folder: string, large: string): Promise<void> {
    await using visit = await web.visit(address, look);
    const { page } = visit;
    const say = (de: string, en: string) => (look.language === 'en' ? en : de);
    await heading(page, 'Einreichungen');
    await assertAccessible(page, `who sends something (${nameOf(look)})`);
    await picture(page, `drop-who-${nameOf(look)}`);
    await page.getByLabel(say('Ihr Name', 'Your name')).fill('Erika Muster');
    await page.getByLabel(say('Firma oder Einrichtung', 'Company or institution')).fill('Muster & Söhne');
    await page.getByRole('button', { name: say('Weiter', 'Continue') }).click();
    const network = await page.context().newCDPSession(page);
    const speed = (bytes: number) =>
      network.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput: bytes,
      });
    await page
      .getByText(say('Dateien oder Ordner hierher ziehen', 'Drag files or folders here'))
      .waitFor({ state: 'attached' });
    await speed(1_500_000);
    await dropOn(page, [folder, large]);
    const bar = page.getByRole('progressbar', { name: 'groß.bin' });
    await until(async () => Number((await bar.getAttribute('value')) ?? 0) > 5);
    await picture(page, `drop-running-${nameOf(look)}`);
    await page.getByRole('button', { name: say('Anhalten', 'Pause') }).click();
    await page.getByText(say('Angehalten', 'Paused')).first().waitFor();
    await assertAccessible(page, `a drop that is paused (${nameOf(look)})`);
    assert.ok(await page.getByRole('button', { name: say('Abgeben', 'Hand in'), exact: true }).isDisabled());
    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.getByText(say('noch unterwegs', 'still under way')).waitFor();
    await speed(-1);
    await dropOn(page, [large]);
    await page.getByText('Antrag').first().waitFor();
    await page.getByRole('button', { name: say('groß.bin löschen', 'Delete groß.bin') }).waitFor();
    await picture(page, `drop-arrived-${nameOf(look)}`);
    await page.getByRole('button', { name: say('Abgeben', 'Hand in'), exact: true }).click();
    await heading(page, say('Vielen Dank, es ist abgegeben', 'Thank you, it is handed in'));
    await page.getByText(say('3 Dateien', '3 files')).waitFor();
    await assertAccessible(page, `what is handed in (${nameOf(look)})`);
    await picture(page, `drop-done-${nameOf(look)}`);
  }

  test('what is asked for goes over a slow line: paused, over a reload, handed in; closed and unknown are calm', async () => {
    const { files, requests, database } = web.world.landescloud;
    const folder = await files.nodes.createFolder(anna().actor, { path: ['Anforderung'] });
    const made = await requests.make(anna().actor, {
      folderId: folder.id,
      title: 'Unterlagen zum Neubau',
      message: 'Bitte als PDF.',
      dueAt: Date.now() + 9 * 86_400_000,
      items: [
        { name: 'Lageplan', required: true },
        { name: 'Fotos', required: true },
      ],
      recipients: [{ name: 'Paula Plan', address: 'plan@example.org' }],
    });
    const find = async () => {
      const sql = 'select text from platform.mail where recipient = $1';
      const [mail] = await database.query<{ text: string }>(sql, ['plan@example.org']);
      return /\/q\/\w+/.exec(mail?.text ?? '')?.[0];
    };
    await until(async () => (await find()) !== undefined);
    await using visit = await web.visit((await find()) ?? '', { language: 'en', theme: 'dark', phone: true });
    const { page } = visit;
    await heading(page, 'Unterlagen zum Neubau');
    const large = join(desk, 'plan.bin');
    await writeFile(large, Buffer.alloc(6_000_000, 7));
    const network = await page.context().newCDPSession(page);
    const speed = (uploadThroughput: number) =>
      network.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput,
      });
    const plan = page.locator('.wanted > li', { hasText: 'Lageplan' });
    await speed(1_000_000);
    await plan.locator('input[type=file]').setInputFiles(large);
    const bar = plan.getByRole('progressbar', { name: 'plan.bin' });
    await until(async () => Number((await bar.getAttribute('value')) ?? 0) > 5);
    assert.ok(await page.getByRole('button', { name: 'Still uploading' }).isDisabled());
    await page.getByRole('button', { name: 'Pause' }).press('Enter');
    await plan.getByText('Paused').waitFor();
    await assertAccessible(page, 'an answer that is paused');
    await picture(page, 'answer-paused');
    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.getByText('still under way').waitFor();
    await speed(-1);
    const asked = page.waitForRequest((request) => request.method() === 'HEAD');
    await plan.locator('input[type=file]').setInputFiles(large);
    await asked;
    await plan.getByRole('button', { name: 'Remove plan.bin' }).waitFor();
    await page.getByText('Not among them yet: Fotos').waitFor();
    await page.getByRole('button', { name: 'Hand in now' }).press('Enter');
    await page.getByText('Still missing: Fotos').waitFor();
    await plan.getByText('handed in').waitFor();
    await assertAccessible(page, 'an answer that is handed in');
    await picture(page, 'answer-done');
    const [part] = (await requests.get(anna().actor, made.id)).recipients[0]?.parts ?? [];
    assert.equal(part?.size, 6_000_000);

    await requests.close(anna().actor, made.id);
    await plan.locator('input[type=file]').setInputFiles(large);
    await page.getByText('The request is closed').first().waitFor();
    await until(async () => (await page.locator('input[type=file]').count()) === 0);
    await assertAccessible(page, 'a request that is closed');
    await picture(page, 'answer-closed');
    for (const path of [`/q/${'A'.repeat(22)}`, '/q/half', `/r/${'A'.repeat(22)}`]) {
      await page.goto(path);
      await heading(page, 'There is no such link');
    }
    await page.getByRole('button', { name: 'Light appearance' }).press('Enter');
    await page.getByRole('button', { name: 'Dark appearance' }).waitFor();
    await assertAccessible(page, 'a link that there is not');
    await picture(page, 'answer-absent');
  });

  test('who shares makes, changes and withdraws links in the dialog', async () => {
    for (const look of [looks[0], looks[3]] as Look[]) {
      await using visit = await web.visit('/files', { ...look, language: 'de', as: 'anna' });
      const { page } = visit;
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await chooseAction(page, 'Bauakte', 'Teilen …');
      const dialog = page.getByRole('dialog', { name: '„Bauakte“ teilen' });
      await dialog.getByRole('button', { name: 'Öffentlichen Link anlegen' }).click();
      const form = page.getByRole('dialog', { name: 'Öffentlicher Link' });
      await form.getByText('Dateien einsammeln').click();
      await form.getByText('Wer auch ein Passwort hat').click();
      await form.getByLabel('Passwort', { exact: true }).fill('kurz');
      await form.getByLabel('Name für Sie selbst').fill('Für das Büro');
      await form.getByRole('button', { name: 'Anlegen' }).click();
      await form.getByText('Ein Passwort hat mindestens acht Zeichen').waitFor();
      await form.getByRole('button', { name: 'Vorschlagen' }).click();
      await assertAccessible(page, `a new link (${nameOf(look)})`);
      await picture(page, `links-new-${nameOf(look)}`);
      await form.getByRole('button', { name: 'Anlegen' }).click();
      await dialog.getByRole('button', { name: 'Link „Für das Büro“ ändern' }).waitFor();
      await dialog.getByText('mit Passwort').first().waitFor();
      await assertAccessible(page, `links (${nameOf(look)})`);
      await picture(page, `links-${nameOf(look)}`);
      await dialog.getByRole('button', { name: 'QR-Code von „Für das Büro“' }).click();
      await page.getByRole('img', { name: 'QR-Code mit der Adresse' }).waitFor();
      await page.keyboard.press('Escape');
      await dialog.getByRole('button', { name: 'Besuche über „Für das Büro“' }).click();
      await page.getByText('Bisher war niemand da.').waitFor();
      await page.keyboard.press('Escape');
      await dialog.getByRole('button', { name: '„Für das Büro“ zurückziehen' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Zurückziehen' }).click();
      await until(async () => (await dialog.getByText('Für das Büro').count()) === 0);
    }
  });

  test('to change a folder: upload, rename, delete, by keyboard', async () => {
    await web.world.landescloud.files.nodes.createFolder(anna().actor, { path: ['Gemeinsam'] });
    const address = await link(['Gemeinsam'], { kind: 'editor' });
    await using visit = await web.visit(address, { phone: true });
    const { page } = visit;
    await page.getByText('Hier liegt noch nichts.').waitFor();
    await page.getByRole('button', { name: 'Neuer Ordner' }).press('Enter');
    await page.getByLabel('Name').fill('Entwürfe');
    await page.keyboard.press('Enter');
    await page.locator('.name', { hasText: 'Entwürfe' }).waitFor();
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({
        name: 'notiz.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from('Notiz'),
      });
    await page.getByRole('button', { name: 'notiz.txt löschen' }).waitFor();
    await assertAccessible(page, 'a folder to change');
    await picture(page, 'link-editor-phone');
    await page.getByRole('button', { name: 'Entwürfe umbenennen' }).press('Enter');
    await page.getByLabel('Name').fill('Fassungen');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Fassungen löschen' }).press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Löschen', exact: true }).press('Enter');
    await until(async () => (await page.getByText('Fassungen').count()) === 0);
  });
});

async function dropOn(page: Page, files: readonly string[]): Promise<void> {
  const zone = page.locator('.zone');
  await zone.scrollIntoViewIfNeeded();
  const box = (await zone.boundingBox()) ?? assert.fail('there is nothing to drop onto');
  const at = { x: box.x + 20, y: box.y + 20, data: { items: [], files: [...files], dragOperationsMask: 1 } };
  const session = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, ...at });
  await session.detach();
}
