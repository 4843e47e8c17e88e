import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertAccessible, startWebWorld, type WebWorld } from './web-world.ts';

describe('the question who is there', () => {
  let web: WebWorld;
  before(async () => (web = await startWebWorld()));
  after(() => web[Symbol.asyncDispose]());

  test('comes once above the work, can be typed into, and keeps what was typed, and the work goes on', async () => {
    await using visit = await web.visit('/administration/organisations/tfm', { as: 'admin' });
    const { page } = visit;
    await page.getByRole('button', { name: 'Bearbeiten' }).click();
    const form = page.getByRole('dialog', { name: 'Angaben bearbeiten' });
    await form.getByLabel('Kurzname').fill('TFM');
    await web.world.landescloud.database.query(`update auth.session set proven_at = now() - interval '1 hour'`);
    // Auth keeps what it knows of a session for half a minute.
    web.world.landescloud.hints.publish('auth.ended', { personId: await idOfAdmin() });
    await form.getByRole('button', { name: 'Speichern' }).click();
    const question = page.getByRole('dialog', { name: 'Bitte bestätigen Sie, dass Sie es sind' });
    await question.waitFor();
    assert.equal(await question.count(), 1);
    const password = question.getByRole('textbox', { name: 'Passwort' });
    await password.pressSequentially('falsch');
    assert.equal(await password.inputValue(), 'falsch');
    await assertAccessible(page, 'the question');
    await question.getByRole('button', { name: 'Bestätigen' }).click();
    await question.getByText('Das Passwort ist nicht richtig.').waitFor();
    await question.getByRole('button', { name: 'Abbrechen' }).click();
    await question.waitFor({ state: 'detached' });
    await form.getByText('Ohne den Nachweis, dass Sie es sind, wurde nichts geändert.').waitFor();
    assert.equal(await form.getByLabel('Kurzname').inputValue(), 'TFM');

    await form.getByRole('button', { name: 'Speichern' }).click();
    await password.fill(web.world.person('admin').password);
    await question.getByRole('button', { name: 'Bestätigen' }).click();
    await form.waitFor({ state: 'detached' });
    await page.getByText('TFM', { exact: true }).waitFor();
  });

  async function idOfAdmin(): Promise<number> {
    const person = await web.world.landescloud.directory.people.byLogin('admin');
    assert.ok(person);
    return person.id;
  }
});
