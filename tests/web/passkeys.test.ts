import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { systemActor } from '@landescloud/kernel';
import type { Page } from 'playwright-core';
import { totp } from './totp.ts';
import { addAuthenticator } from './virtual-authenticator.ts';
import { assertAccessible, startWebWorld, type WebWorld } from './web-world.ts';

let web: WebWorld;
before(async () => {
  web = await startWebWorld();
});
after(() => web[Symbol.asyncDispose]());

async function typePassword(page: Page, login: string): Promise<void> {
  await page.getByLabel('Anmeldename').fill(login);
  await page.getByLabel('Passwort', { exact: true }).fill(web.world.person(login).password);
  await page.keyboard.press('Enter');
}

const home = (page: Page) => page.waitForURL((url) => url.pathname === '/');

/** Everything that auth keeps of them in memory is looked up anew. */
async function forgetProof(login: string): Promise<void> {
  const { database, hints } = web.world.landescloud;
  const { id } = web.world.person(login);
  await database.query(`update auth.session set proven_at = now() - interval '1 hour' where person_id = $1`, [id]);
  hints.publish('auth.ended', { personId: id });
}

async function startFlow(): Promise<{ path: string; poll(): Promise<Response> }> {
  const origin = web.world.url.replace('127.0.0.1', 'localhost');
  const answer = await fetch(`${origin}/index.php/login/v2`, {
    method: 'POST',
    headers: { 'user-agent': 'Mozilla/5.0 (Linux) mirall/3.16.2git (Nextcloud)' },
  });
  const flow = (await answer.json()) as { login: string; poll: { token: string; endpoint: string } };
  const body = new URLSearchParams({ token: flow.poll.token });
  return {
    path: new URL(flow.login).pathname,
    poll: () => fetch(flow.poll.endpoint, { method: 'POST', body }),
  };
}

/** What the program got opens the files. */
async function assertConnected(answer: Response, login: string): Promise<void> {
  assert.equal(answer.status, 200);
  const { loginName, appPassword } = (await answer.json()) as { loginName: string; appPassword: string };
  assert.equal(loginName, login);
  const authorization = `Basic ${Buffer.from(`${loginName}:${appPassword}`).toString('base64')}`;
  const files = await fetch(`${web.world.url}/remote.php/dav/files/${login}/`, {
    method: 'PROPFIND',
    headers: { authorization, depth: '0' },
  });
  assert.equal(files.status, 207);
}

describe('a passkey', { timeout: 400_000 }, () => {
  test('is added in the settings, signs in alone, is the second factor, proves oneself, lets programs in, is removed', async () => {
    await using visit = await web.visit('/settings/security', { as: 'anna', byName: true });
    const { page, context } = visit;
    const device = await addAuthenticator(page);
    await page.getByRole('button', { name: 'Hinzufügen' }).click();
    await page.getByRole('button', { name: 'Passkey einrichten' }).click();
    await page.getByRole('heading', { name: 'Ihre Wiederherstellungscodes' }).waitFor();
    await page.getByRole('button', { name: 'Ich habe sie aufbewahrt' }).click();
    await page.getByText('Wiederherstellungscodes übrig: 10').waitFor();
    assert.equal(await device.count(), 1);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await assertAccessible(page, 'a passkey in the settings');

    // alone
    await context.clearCookies();
    await page.goto('/login?to=/settings/devices');
    await page.getByRole('button', { name: 'Passkey verwenden' }).click();
    await page.waitForURL((url) => url.pathname === '/settings/devices');

    // after the password; whoever is not recognised does not get in
    await context.clearCookies();
    await page.goto('/login');
    await typePassword(page, 'anna');
    await page.getByRole('heading', { name: 'Noch ein Schritt' }).waitFor();
    await assertAccessible(page, 'a passkey as second factor');
    await device.recognise(false);
    await page.getByRole('button', { name: 'Passkey zeigen' }).click();
    await page.getByText('Es wurde kein Passkey gezeigt.').waitFor();
    assert.equal((await context.cookies()).find(({ name }) => name === 'lc_session')?.value ?? '', '');
    await device.recognise(true);
    await page.getByRole('button', { name: 'Passkey zeigen' }).click();
    await home(page);

    // once more, before something that matters
    await page.goto('/settings/security');
    await page.getByText('Wiederherstellungscodes übrig: 10').waitFor();
    await forgetProof('anna');
    await page.getByRole('button', { name: 'Neue Wiederherstellungscodes' }).click();
    const question = page.getByRole('dialog', { name: 'Bitte bestätigen Sie, dass Sie es sind' });
    await question.getByRole('button', { name: 'Passkey zeigen' }).click();
    await page.getByRole('heading', { name: 'Ihre Wiederherstellungscodes' }).waitFor();
    await page.getByRole('button', { name: 'Ich habe sie aufbewahrt' }).click();

    // for a program
    const flow = await startFlow();
    await context.clearCookies();
    await page.goto(flow.path);
    await page.getByRole('button', { name: 'Passkey verwenden' }).click();
    await page.getByRole('button', { name: 'Zugriff erlauben' }).click();
    await page.getByRole('heading', { name: 'Verbunden' }).waitFor();
    await assertConnected(await flow.poll(), 'anna');

    // and is gone
    await page.goto('/settings/security');
    await page.getByRole('button', { name: / entfernen$/ }).click();
    await page.getByText(/ wurde entfernt\./).waitFor();
    await context.clearCookies();
    await page.goto('/login');
    await page.getByRole('button', { name: 'Passkey verwenden' }).click();
    await page.getByText('Der Passkey wurde nicht angenommen.').waitFor();
    await typePassword(page, 'anna');
    await home(page);
  });

  test('is set up at the sign-in where the rules ask for it, and stays while they do', async () => {
    const { organisations } = web.world.landescloud.directory;
    await organisations.setRule(systemActor('test'), 'tmil', 'sign_in.strength', 'phishing-resistant');
    await using visit = await web.visit('/login', { byName: true });
    const { page, context } = visit;
    await addAuthenticator(page);
    await typePassword(page, 'bernd');
    await page.getByRole('heading', { name: 'Anmeldung absichern' }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'App mit Codes einrichten' }).count(), 0);
    assert.equal((await context.cookies()).find(({ name }) => name === 'lc_session')?.value ?? '', '');
    await page.getByRole('button', { name: 'Passkey einrichten' }).click();
    await page.getByRole('button', { name: 'Ich habe sie aufbewahrt' }).click();
    await home(page);
    await page.goto('/settings/security');
    await page.getByRole('button', { name: / entfernen$/ }).click();
    await page.getByText('Ihre Organisation verlangt einen zweiten Faktor').waitFor();
  });

  test('of nobody is refused; the password still works', async () => {
    await using visit = await web.visit('/login', { byName: true });
    const { page } = visit;
    await addAuthenticator(page);
    await page.getByRole('button', { name: 'Passkey verwenden' }).click();
    await page.getByText('Es wurde kein Passkey gezeigt.').waitFor();
    await assertAccessible(page, 'no passkey');
    await typePassword(page, 'clara');
    await home(page);
  });
});

describe('an app with codes', { timeout: 200_000 }, () => {
  test('is added in the settings, and lets a program in', async () => {
    await using visit = await web.visit('/settings/security', { as: 'clara' });
    const { page, context } = visit;
    await page.getByRole('button', { name: 'Hinzufügen' }).click();
    await page.getByRole('button', { name: 'App mit Codes einrichten' }).click();
    await page.getByRole('img', { name: /^QR-Code/ }).waitFor();
    await assertAccessible(page, 'the key as a picture');
    const secret = ((await page.getByRole('dialog').locator('code').textContent()) ?? '').replaceAll(' ', '');
    await page.getByLabel('Code aus der App').fill(totp(secret, 0));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Ich habe sie aufbewahrt' }).click();

    const flow = await startFlow();
    await context.clearCookies();
    await page.goto(flow.path);
    await typePassword(page, 'clara');
    await page.getByLabel('Code aus der App').fill(totp(secret, 1));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Zugriff erlauben' }).click();
    await page.getByRole('heading', { name: 'Verbunden' }).waitFor();
    await assertConnected(await flow.poll(), 'clara');
  });
});
