import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { systemActor } from '@landescloud/kernel';
import { totp } from './totp.ts';
import { assertAccessible, looksOf, startWebWorld, type WebWorld } from './web-world.ts';

describe('signing in where the organisation asks for more than a password', () => {
  let web: WebWorld;
  let secret = '';
  before(async () => {
    web = await startWebWorld();
    const { organisations } = web.world.landescloud.directory;
    await organisations.setRule(systemActor('test'), 'tfm', 'sign_in.strength', 'second-factor');
  });
  after(() => web[Symbol.asyncDispose]());

  test('an app with codes is set up before the session begins, and the codes for bad days are shown', async () => {
    await using visit = await web.visit('/login?to=/settings/security');
    const { page } = visit;
    await page.getByLabel('Anmeldename').fill('anna');
    await page.getByLabel('Passwort', { exact: true }).fill(web.world.person('anna').password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Anmeldung absichern' }).waitFor();
    assert.equal((await visit.context.cookies()).find(({ name }) => name === 'lc_session')?.value ?? '', '');
    await assertAccessible(page, 'setting up');
    await page.getByRole('button', { name: 'App mit Codes einrichten' }).click();
    secret = ((await page.locator('code').textContent()) ?? '').replaceAll(' ', '');
    await page.getByRole('img', { name: /^QR-Code/ }).waitFor();
    await assertAccessible(page, 'the key as a picture');
    await page.getByLabel('Code aus der App').fill('000000');
    await page.keyboard.press('Enter');
    await page.getByText('Der Code ist nicht richtig oder schon verbraucht.').waitFor();
    await page.getByLabel('Code aus der App').fill(totp(secret, 0));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Ihre Wiederherstellungscodes' }).waitFor();
    assert.equal(((await page.locator('code').textContent()) ?? '').split('\n').length, 10);
    await assertAccessible(page, 'codes for bad days');
    await page.getByRole('button', { name: 'Ich habe sie aufbewahrt' }).click();
    await page.getByRole('heading', { name: 'Zweiter Faktor und Passkeys' }).waitFor();
    await page.getByText('Wiederherstellungscodes übrig: 10').waitFor();
    await assertAccessible(page, 'factors');
  });

  test('from then on a code is asked for, in every look', async () => {
    for (const look of looksOf(1)) {
      await using visit = await web.visit('/login', look);
      const { page } = visit;
      await page.locator('[name=username]').fill('anna');
      await page.locator('[name=password]').fill(web.world.person('anna').password);
      await page.keyboard.press('Enter');
      await page
        .getByRole('heading', { name: look.language === 'en' ? 'One more step' : 'Noch ein Schritt' })
        .waitFor();
      await assertAccessible(page, 'the second factor');
    }
  });

  test('the next code lets in; the same one twice does not', async () => {
    await using visit = await web.visit('/login');
    const { page } = visit;
    const next = totp(secret, 1);
    for (const last of [false, true]) {
      await page.getByLabel('Anmeldename').fill('anna');
      await page.getByLabel('Passwort', { exact: true }).fill(web.world.person('anna').password);
      await page.keyboard.press('Enter');
      await page.getByLabel('Code aus der App').fill(next);
      await page.keyboard.press('Enter');
      if (last) await page.getByText('Der Code ist nicht richtig oder schon verbraucht.').waitFor();
      else {
        await page.getByRole('heading', { name: /Guten|Hallo/ }).waitFor();
        await visit.context.clearCookies();
        await page.goto('/login');
      }
    }
  });
});
