import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { totp } from './totp.ts';
import { addAuthenticator } from './virtual-authenticator.ts';
import { assertAccessible, looksOf, startWebWorld, until, type WebWorld } from './web-world.ts';

let web: WebWorld;
before(async () => {
  web = await startWebWorld();
});
after(() => web[Symbol.asyncDispose]());

const address = 'gabi.gast@example.org';

const day = 24 * 3_600_000;

async function mailTo(to: string, kind = '%'): Promise<{ text: string }> {
  const [mail] = await web.world.landescloud.database.query<{ text: string }>(
    'select text from platform.mail where recipient = $1 and kind like $2 order by id desc',
    [to, kind],
  );
  return mail!;
}

async function invitationPath(to = address): Promise<string> {
  return /\/invitation\/[\w-]{43}/.exec((await mailTo(to, 'directory.guest_invitation')).text)![0];
}

/** From the sign-in page, or one that leads there, by a code that comes by mail; a wrong one first. */
async function typeCode(page: Page, to: string): Promise<void> {
  const { database } = web.world.landescloud;
  await database.query(`delete from platform.mail where kind = 'auth.mail_code'`);
  await page.getByRole('link', { name: 'Als Gast mit einem Code per E-Mail' }).click();
  await page.getByLabel('E-Mail-Adresse').fill(to);
  await page.keyboard.press('Enter');
  await page.getByLabel('Code aus der E-Mail').fill('12345678');
  await page.keyboard.press('Enter');
  await page.getByText('Der Code ist nicht richtig oder schon verbraucht.').waitFor();
  await assertAccessible(page, 'a code by mail');
  const code = async () => /\d{4} \d{4}/.exec((await mailTo(to)).text)?.[0];
  await until(async () => (await code()) !== undefined);
  await page.getByLabel('Code aus der E-Mail').fill((await code())!);
  await page.keyboard.press('Enter');
}

describe('guests', { timeout: 300_000 }, () => {
  it('are invited from the command palette by keyboard alone', async () => {
    await using visit = await web.visit('/', { as: 'anna' });
    const { page } = visit;
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('searchbox', { name: 'Dateien, Termine, Kontakte und Befehle suchen' }).waitFor();
    await page.keyboard.type('gast ein');
    await page.getByRole('menuitem', { name: 'Gast einladen' }).waitFor();
    await page.getByRole('menuitem', { name: 'Gast einladen' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Gast einladen' });
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).waitFor();
    await page.keyboard.type('Gabi Gast');
    await page.keyboard.press('Tab');
    await page.keyboard.type(address);
    await page.keyboard.press('Tab');
    await page.keyboard.type('Neubau der Brücke');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('row', { name: /Gabi Gast.*Eingeladen/ }).waitFor();
  });

  it('look right everywhere', async () => {
    for (const look of looksOf(0)) {
      await using visit = await web.visit('/guests', { ...look, as: 'anna' });
      await visit.page.getByRole('row', { name: /Gabi Gast/ }).waitFor();
      await assertAccessible(visit.page, 'the guests');
      await using invited = await web.visit(await invitationPath(), look);
      await invited.page.getByRole('checkbox').waitFor({ state: 'attached' });
      await assertAccessible(invited.page, 'the invitation');
    }
  });

  it('are invited into a project space from the list of its members', async () => {
    const { spaces } = web.world.landescloud.files;
    const { actor: admin } = web.world.person('admin');
    const space = await spaces.createProject(admin, { name: 'Brückenbau', organisationKey: 'tfm' });
    await spaces.setMember(admin, space.id, 'anna', 'manager');
    await using visit = await web.visit(`/files/${space.rootId}`, { as: 'anna' });
    const { page } = visit;
    await page.getByRole('button', { name: 'Mitglieder' }).click();
    const members = page.getByRole('dialog', { name: 'Mitglieder von „Brückenbau“' });
    await members.getByRole('button', { name: 'Gast einladen' }).click();
    const invite = page.getByRole('dialog', { name: 'Gast einladen' });
    await invite.getByLabel('Name', { exact: true }).fill('Ines Ingenieurin');
    await invite.getByLabel('E-Mail-Adresse').fill('ines@example.org');
    await invite.getByLabel('Anlass').fill('Statik');
    await invite.getByRole('button', { name: /Darf in/ }).click();
    await page.getByRole('option', { name: 'Lesen und bearbeiten' }).click();
    await assertAccessible(page, 'inviting into a space');
    await invite.getByRole('button', { name: 'Einladen', exact: true }).click();
    await invite.waitFor({ state: 'hidden' });
    await members.getByRole('listitem').filter({ hasText: 'Ines Ingenieurin' }).waitFor();
  });

  it('choose how to sign in by keyboard alone', async () => {
    await using visit = await web.visit(await invitationPath());
    const { page } = visit;
    await page.getByRole('radio', { name: /^Passkey/ }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Grüne Wiese am Morgen 7');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Grüne Wiese am Morgen 7');
    await page.getByText('Erfüllt:').nth(2).waitFor({ state: 'attached' });
    await page.getByRole('radio', { name: /^Passwort und App/ }).focus();
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.getByLabel('Neues Passwort', { exact: true }).count(), 0);
    await page.keyboard.press('Tab');
    const button = page.getByRole('button', { name: 'Einladung annehmen' });
    assert.ok(await button.isDisabled());
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    assert.ok(await button.evaluate((element) => element === element.ownerDocument.activeElement));
  });

  it('are done when they should be: mail in the outbox, in by a passkey, ended, out of every connection within a minute', async () => {
    await using administrator = await web.visit('/administration/mail', { as: 'admin' });
    const outbox = administrator.page;
    await outbox
      .getByRole('row', { name: /gabi\.gast@example\.org/ })
      .getByRole('button')
      .click();
    await outbox.getByRole('dialog').getByText('Anna Albrecht').first().waitFor();
    const text = (await outbox.getByRole('dialog').locator('pre').textContent()) ?? '';
    const path = /\/invitation\/[\w-]{43}/.exec(text)![0];

    await using guest = await web.visit(path, { byName: true });
    const { page, context } = guest;
    const device = await addAuthenticator(page);
    await page.getByText('Neubau der Brücke').waitFor();
    await page.getByRole('radio', { name: /Passkey/ }).waitFor({ state: 'attached' });
    await page.getByText('Ich nutze den Zugang nur').click();
    await page.getByRole('button', { name: 'Einladung annehmen' }).click();
    await page.getByRole('button', { name: 'Passkey einrichten' }).click();
    await page.getByRole('button', { name: 'Ich habe sie aufbewahrt' }).click();
    await page.waitForURL((url) => url.pathname === '/');
    assert.equal(await device.count(), 1);
    await page.getByRole('link', { name: 'Dateien' }).first().waitFor();
    assert.equal(await page.getByRole('link', { name: 'Gäste' }).count(), 0);
    assert.equal(await page.getByRole('link', { name: 'Verwaltung' }).count(), 0);

    await context.clearCookies();
    await page.goto('/login');
    await page.getByRole('button', { name: 'Passkey verwenden' }).click();
    await page.waitForURL((url) => url.pathname === '/');
    await page.goto('/files');
    // what the page keeps open, once more by hand: when it ends, it says so
    await page.evaluate(`void (async () => {
      const { body } = await fetch('/api/v1/events');
      window.stream = 'open';
      const reader = body.getReader();
      try { while (!(await reader.read()).done); } catch {}
      window.stream = 'ended';
    })()`);
    const stream = () => page.evaluate('window.stream');
    await until(async () => (await stream()) === 'open');

    await using sponsor = await web.visit('/guests', { as: 'anna' });
    await sponsor.page.getByRole('button', { name: 'Aktionen für Gabi Gast' }).click();
    await sponsor.page.getByRole('menuitem', { name: 'Beenden' }).click();
    await sponsor.page.getByRole('alertdialog').getByRole('button', { name: 'Beenden' }).click();
    await sponsor.page.getByText('Der Zugang von Gabi Gast ist beendet.').waitFor();
    const ended = Date.now();
    await until(async () => (await stream()) === 'ended');
    assert.equal((await context.request.get(new URL('/api/v1/me', page.url()).href)).status(), 401);
    assert.ok(Date.now() - ended < 60_000);
    await page.goto('/files').catch(() => undefined);
    await page.waitForURL((url) => url.pathname === '/login');
    await page.getByRole('button', { name: 'Passkey verwenden' }).click();
    await page.getByText('Der Passkey wurde nicht angenommen.').waitFor();
  });

  it('are told what became of a link that was used, withdrawn, or is too old', async () => {
    const { guests, database } = web.world.landescloud;
    const used = await invitationPath();
    const { actor } = web.world.person('anna');
    const about = { name: 'Udo Unbekannt', reason: 'Anhörung', endsAt: Date.now() + 30 * day };
    const pathOf = async (to: string) => {
      await guests.invite(actor, { ...about, address: to });
      return invitationPath(to);
    };
    const late = await pathOf('spaet@example.org');
    await database.query(
      `update directory.guest set invitation_ends_at = now() - interval '1 day' where address = 'spaet@example.org'`,
    );
    const withdrawn = await pathOf('weg@example.org');
    const [{ login } = { login: '' }] = (await guests.list(actor, { text: 'weg@example' })).items;
    await guests.end(actor, login);
    for (const [path, says] of [
      [used, 'Diese Einladung wurde zurückgezogen, oder der Zugang ist beendet.'],
      [withdrawn, 'Diese Einladung wurde zurückgezogen, oder der Zugang ist beendet.'],
      [late, 'Diese Einladung ist abgelaufen. Bitten Sie um eine neue.'],
      [`/invitation/${'x'.repeat(43)}`, 'Diese Einladung gilt nicht mehr.'],
      ['/invitation/kurz', 'Dieser Link ist nicht vollständig.'],
    ] as const) {
      await using visit = await web.visit(path);
      await visit.page.getByText(says).waitFor();
      await assertAccessible(visit.page, says);
    }
  });

  it('come in with a password and an app, or with a code by mail, on a phone', async () => {
    const { guests, database, directory, hints } = web.world.landescloud;
    const { actor } = web.world.person('anna');
    const about = { reason: 'Anhörung', endsAt: Date.now() + 30 * day };
    for (const way of ['Passwort und App', 'Code per E-Mail']) {
      const to = way === 'Code per E-Mail' ? 'karla.code@example.org' : 'paul.passwort@example.org';
      await guests.invite(actor, { ...about, name: 'Kim Gast', address: to });
      const path = await invitationPath(to);
      await using visit = await web.visit(path, { phone: true });
      const { page, context } = visit;
      await page
        .getByText(new RegExp(`^${way}`))
        .first()
        .click();
      if (way === 'Passwort und App') {
        await page.getByLabel('Neues Passwort', { exact: true }).fill('Grüne Wiese am Morgen 7');
        await page.getByLabel('Neues Passwort wiederholen').fill('Grüne Wiese am Morgen 7');
        await assertAccessible(page, 'an invitation with a password');
      }
      await page.getByText('Ich nutze den Zugang nur').click();
      await page.getByRole('button', { name: 'Einladung annehmen' }).click();
      if (way === 'Passwort und App') {
        await page.getByRole('button', { name: 'App mit Codes einrichten' }).click();
        await page.getByRole('img', { name: /^QR-Code/ }).waitFor();
        await assertAccessible(page, 'the key as a picture on a phone');
        const secret = ((await page.locator('code').textContent()) ?? '').replaceAll(' ', '');
        await page.getByLabel('Code aus der App').fill(totp(secret, 0));
        await page.keyboard.press('Enter');
        await page.getByRole('button', { name: 'Ich habe sie aufbewahrt' }).click();
      }
      await page.waitForURL((url) => url.pathname === '/');
      await context.clearCookies();

      // the link is used; the page says where to go on
      await page.goto(path);
      await page.getByText('Diese Einladung wurde schon angenommen.').waitFor();
      if (way !== 'Code per E-Mail') continue;
      await typeCode(page, to);
      await page.waitForURL((url) => url.pathname === '/');

      // later, before something that matters: once more, and back to where one was
      await database.query(
        `update auth.session set proven_at = now() - interval '1 hour' where 'mail-code' = any (methods)`,
      );
      const [guest] = (await guests.list(actor, { text: to })).items;
      const identity = await directory.identities.findByLogin(guest!.login);
      hints.publish('auth.ended', { personId: identity!.personId });
      await page.goto('/settings/security');
      await page.getByRole('button', { name: 'Hinzufügen' }).click();
      await page.getByRole('button', { name: 'App mit Codes einrichten' }).click();
      await page.getByRole('button', { name: 'Neu anmelden' }).click();
      await typeCode(page, to);
      await page.waitForURL((url) => url.pathname === '/settings/security');
      await page.getByRole('button', { name: 'Hinzufügen' }).click();
      await page.getByRole('button', { name: 'App mit Codes einrichten' }).click();
      await page.getByRole('img', { name: /^QR-Code/ }).waitFor();
    }
  });
});
