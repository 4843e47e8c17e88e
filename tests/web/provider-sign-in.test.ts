import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { networks, providerInput } from '../oidc/oidc-world.ts';
import { startOrganisationProvider } from '../oidc/organisation-provider.ts';
import type { OrganisationProvider } from '../oidc/organisation-provider.ts';
import { assertAccessible, looksOf, startWebWorld, until, nameOf, picture } from './web-world.ts';
import type { Look, WebWorld } from './web-world.ts';

let web: WebWorld;
let provider: OrganisationProvider;

before(async () => {
  web = await startWebWorld({ settings: { providerNetworks: networks } });
  provider = await startOrganisationProvider({ url: web.world.url, key: 'tfm-dienst' });
  const { directory, providers } = web.world.landescloud;
  const { actor } = web.world.person('admin');
  await directory.organisations.update(actor, 'tfm', { mailDomains: ['tfm.example'] });
  const settings = { unknownPeople: 'make', groups: {}, strengths: [] };
  await providers.add(actor, 'tfm', { ...providerInput(provider), settings });
  const nora = { name: 'Nora Neu', preferred_username: 'nora', email: 'nora@tfm.example', email_verified: true };
  provider.accounts.set('nora', { claims: nora });
  provider.accounts.set('fremd', { claims: { preferred_username: 'clara' } });
});
after(async () => {
  await web[Symbol.asyncDispose]();
  await provider[Symbol.asyncDispose]();
});

const visit = (path: string, look: Look = {}) => web.visit(path, { ...look, knows: [provider.issuer] });

/** On the page of the provider. */
async function answer(page: Page, login: string): Promise<void> {
  await page.getByRole('heading', { name: 'Anmeldedienst tfm-dienst' }).waitFor();
  await page.getByLabel('Kennung').fill(login);
  await page.getByRole('button', { name: 'Anmelden beim Dienst' }).click();
}

describe('signing in by the organisation’s provider in the browser', () => {
  it('is offered to who types an address of its domain, by keyboard alone, and leads back', async () => {
    await using visited = await visit('/settings');
    const { page } = visited;
    await page.getByRole('heading', { name: 'Anmelden' }).waitFor();
    await page.keyboard.type('nora@tfm.example');
    await page.getByRole('button', { name: 'Weiter mit Anmeldedienst Finanzen' }).waitFor();
    assert.equal(await page.getByLabel('Passwort', { exact: true }).count(), 0);
    await assertAccessible(page, 'the sign-in page with a provider');
    await page.keyboard.press('Enter');
    await answer(page, 'nora');
    await page.getByRole('heading', { name: 'Einstellungen' }).waitFor();
    assert.equal(new URL(page.url()).pathname, '/settings');
    const cookie = (await visited.context.cookies(web.world.url)).find(({ name }) => name === 'lc_session');
    assert.deepEqual([cookie?.httpOnly, cookie?.sameSite], [true, 'Lax']);
  });

  it('leaves the password to who wants it, and to who is at it already', async () => {
    await using visited = await visit('/login');
    const { page } = visited;
    await page.getByLabel('Anmeldename').fill('anna@tfm.example');
    await page.getByRole('button', { name: 'Stattdessen mit Passwort' }).click();
    const password = page.getByLabel('Passwort', { exact: true });
    await until(async () => (await page.evaluate('document.activeElement?.getAttribute("name")')) === 'password');
    await page.getByLabel('Anmeldename').fill('anna');
    await page.getByRole('button', { name: 'Weiter mit' }).waitFor({ state: 'detached' });
    await password.fill('x');
    await page.getByLabel('Anmeldename').fill('anna@tfm.example');
    await page.getByRole('button', { name: 'Weiter mit Anmeldedienst Finanzen' }).waitFor();
    assert.equal(await password.inputValue(), 'x');
    await page.getByLabel('Anmeldename').fill('anna');
    await password.fill(web.world.person('anna').password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /Guten/ }).waitFor();
  });

  it('lets a program in that asks for it (login flow v2)', async () => {
    const begun = await fetch(`${web.world.url}/index.php/login/v2`, {
      method: 'POST',
      headers: { 'user-agent': 'Mozilla/5.0 (Linux) mirall/3.16.2git (Nextcloud)' },
    });
    const flow = (await begun.json()) as { login: string; poll: { endpoint: string; token: string } };
    await using visited = await visit(flow.login);
    const { page } = visited;
    await page.getByLabel('Anmeldename').fill('nora@tfm.example');
    await page.getByRole('button', { name: 'Weiter mit' }).click();
    await answer(page, 'nora');
    await page.getByText('Nextcloud Desktop, Linux').waitFor();
    await page.getByRole('button', { name: 'Zugriff erlauben' }).click();
    await page.getByRole('heading', { name: 'Verbunden' }).waitFor();
    const body = new URLSearchParams({ token: flow.poll.token });
    const granted = await fetch(flow.poll.endpoint, { method: 'POST', body });
    assert.equal(((await granted.json()) as { loginName: string }).loginName, 'nora');
    await page.goto('/settings/security');
    await page.getByText('Sie melden sich mit „Anmeldedienst Finanzen“ an').waitFor();
    await page.getByText('mit Anmeldedienst Finanzen').last().waitFor();
    assert.equal(await page.getByRole('heading', { name: 'Passwort ändern' }).count(), 0);
    await assertAccessible(page, 'the settings of who has no password');
    await picture(page, 'security');
  });

  it('says in plain words what went wrong', async () => {
    await using visited = await visit('/login');
    const { page } = visited;
    await page.getByLabel('Anmeldename').fill('x@tfm.example');
    await page.getByRole('button', { name: 'Weiter mit' }).click();
    await page.getByRole('button', { name: 'Ablehnen' }).click();
    await page.getByText('Die Anmeldung wurde beim Anmeldedienst abgebrochen.').waitFor();
    await assertAccessible(page, 'a sign-in that was declined');
    await page.getByLabel('Anmeldename').fill('x@tfm.example');
    await page.getByRole('button', { name: 'Weiter mit' }).click();
    await answer(page, 'fremd');
    await page.getByText('Ihren Anmeldenamen hat hier schon jemand anderes.').waitFor();
    await page.goto('/login?problem=%3Cimg%20src%3Dx%3E');
    await page.getByText('Die Anmeldung beim Anmeldedienst ist nicht gelungen.').waitFor();
  });

  it('goes on to a second factor where the rule asks for more', async () => {
    const { directory } = web.world.landescloud;
    const { actor } = web.world.person('admin');
    await directory.organisations.setRule(actor, 'tfm', 'sign_in.strength', 'second-factor');
    await using visited = await visit('/login?to=%2Fsettings');
    const { page } = visited;
    await page.getByLabel('Anmeldename').fill('nora@tfm.example');
    await page.getByRole('button', { name: 'Weiter mit' }).click();
    await answer(page, 'nora');
    await page.getByRole('heading', { name: 'Anmeldung absichern' }).waitFor();
    await until(async () => new URL(page.url()).hash === '');
    await assertAccessible(page, 'a factor that a sign-in by the provider still needs');
    await page.getByRole('button', { name: 'App mit Codes einrichten' }).waitFor();
    assert.equal((await visited.context.request.get('/api/v1/session')).status(), 401);
    await directory.organisations.setRule(actor, 'tfm', 'sign_in.strength', null);
  });

  it('proves once more who is there, in a tab of its own, and the work goes on', async () => {
    await using visited = await visit('/login?to=%2Fsettings%2Fdevices');
    const { page, context } = visited;
    await page.getByLabel('Anmeldename').fill('nora@tfm.example');
    await page.getByRole('button', { name: 'Weiter mit' }).click();
    await answer(page, 'nora');
    await page.getByRole('heading', { name: 'Einstellungen' }).waitFor();
    const nora = await web.world.landescloud.directory.people.byLogin('nora');
    await web.world.landescloud.database.query(`update auth.session set proven_at = now() - interval '1 hour'`);
    web.world.landescloud.hints.publish('auth.ended', { personId: nora?.id });
    const { length: before } = provider.asked;
    await page.getByRole('button', { name: 'App-Passwort erstellen' }).first().click();
    await page.getByRole('dialog').getByRole('textbox').first().fill('Notebook');
    await page.getByRole('dialog').getByRole('button', { name: 'Erstellen' }).click();
    const question = page.getByRole('dialog', { name: 'Bitte bestätigen Sie, dass Sie es sind' });
    await assertAccessible(page, 'the question with a provider');
    await picture(page, 'step-up');
    const [tab] = await Promise.all([
      context.waitForEvent('page'),
      question.getByRole('link', { name: 'Weiter zu Anmeldedienst Finanzen' }).click(),
    ]);
    await answer(tab, 'nora');
    await question.waitFor({ state: 'detached' });
    assert.equal(provider.asked.length, before + 1);
    await page.getByText('Notebook').first().waitFor();
    await until(async () => tab.isClosed() || (await tab.getByRole('heading', { name: 'Bestätigt' }).isVisible()));
    await tab.close();
  });

  for (const look of looksOf(0)) {
    it(`looks right: ${nameOf(look)}`, async () => {
      await using visited = await visit('/login', look);
      const { page } = visited;
      await page.getByRole('textbox').first().fill('nora@tfm.example');
      await page.getByRole('button', { name: 'Anmeldedienst Finanzen' }).waitFor();
      await assertAccessible(page, 'the sign-in page with a provider');
      await picture(page, `sign-in-${nameOf(look)}`);
      await page.goto('/login?problem=unknown_person');
      await page.getByRole('alert').waitFor();
      await assertAccessible(page, 'a sign-in that was refused');
      await picture(page, `refused-${nameOf(look)}`);
      await page.goto('/login/confirmed?problem=other_person');
      await page.getByRole('alert').waitFor();
      await assertAccessible(page, 'a proof by somebody else');
      await picture(page, `confirmed-${nameOf(look)}`);
    });
  }
});
