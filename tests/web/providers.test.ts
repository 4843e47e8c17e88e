import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { networks } from '../oidc/oidc-world.ts';
import { startOrganisationProvider } from '../oidc/organisation-provider.ts';
import type { OrganisationProvider } from '../oidc/organisation-provider.ts';
import { assertAccessible, looksOf, startWebWorld, until, nameOf, picture } from './web-world.ts';
import type { WebWorld } from './web-world.ts';

let web: WebWorld;
let provider: OrganisationProvider;
const address = '/administration/organisations/tfm?part=providers';

before(async () => {
  web = await startWebWorld({ settings: { providerNetworks: networks } });
  provider = await startOrganisationProvider({ url: web.world.url, key: 'finanzen' });
  provider.accounts.set('nora', { claims: { name: 'Nora Neu', preferred_username: 'nora' } });
  const { directory } = web.world.landescloud;
  const { actor } = web.world.person('admin');
  await directory.organisations.update(actor, 'tfm', { mailDomains: ['tfm.example'] });
  await directory.organisations.assignRole(actor, 'tfm', 'organisation-administrator', 'anna');
});
after(async () => {
  await web[Symbol.asyncDispose]();
  await provider[Symbol.asyncDispose]();
});

describe('an organisation’s providers in the browser', () => {
  it('are added, checked, changed and used by who administers the organisation', async () => {
    await using visit = await web.visit('/administration', { as: 'anna', knows: [provider.issuer] });
    const { page } = visit;
    await page.getByRole('link', { name: 'Organisationen' }).first().click();
    await page
      .getByRole('row', { name: /Finanzministerium|Ministerium für Finanzen/ })
      .first()
      .click();
    await page.getByRole('tab', { name: 'Anmeldedienste' }).click();
    await page.getByText('Noch gibt es keinen eigenen Anmeldedienst.').waitFor();
    await assertAccessible(page, 'no provider yet');
    await picture(page, 'empty');
    await page.getByRole('button', { name: 'Anmeldedienst hinzufügen' }).click();
    const dialog = page.getByRole('dialog', { name: 'Anmeldedienst hinzufügen' });
    assert.equal(await dialog.getByLabel('Mail-Domänen').inputValue(), 'tfm.example');
    await dialog.getByLabel('Name auf der Anmeldeseite').fill('Anmeldung Finanzen');
    await dialog.getByLabel('Kürzel').fill('Finanzen');
    await dialog.getByLabel('Adresse des Dienstes').fill(`${provider.issuer}/.well-known/openid-configuration`);
    await dialog.getByLabel('Client-ID').fill('falsch');
    await dialog.getByRole('textbox', { name: 'Geheimnis des Clients' }).fill(provider.clientSecret);
    await assertAccessible(page, 'the dialog for a new provider');
    await picture(page, 'add');
    await dialog.getByRole('button', { name: 'Hinzufügen' }).click();
    await dialog.getByText('Die Adresse sieht so aus: https://anmeldung').waitFor();
    await dialog.getByLabel('Adresse des Dienstes').fill(provider.issuer);
    await dialog.getByRole('radio', { name: 'bekommt bei der ersten Anmeldung eines' }).check({ force: true });
    await dialog.getByRole('button', { name: 'Hinzufügen' }).click();
    const card = page.getByRole('region', { name: 'Anmeldung Finanzen' });
    await card.getByText(`${web.world.url}/api/v1/sign-in/oidc/finanzen/callback`).waitFor();
    await card.getByText(`${web.world.url}/api/v1/sign-in/oidc/finanzen/logout`).waitFor();
    await card.getByRole('button', { name: 'Verbindung prüfen' }).click();
    await card.getByText('Der Dienst antwortet.').waitFor();
    await assertAccessible(page, 'a provider that answers');
    await picture(page, 'checked');

    await card.getByRole('button', { name: 'Einstellungen ändern' }).click();
    const change = page.getByRole('dialog', { name: 'Anmeldedienst ändern' });
    await change.getByLabel('Client-ID').fill(provider.clientId);
    await change.getByLabel('Zählt als zweiter Faktor').fill('acr=mfa');
    await change.getByText('Angaben, Gruppen und Rollen aus dem Dienst').click();
    await change.getByLabel('Gruppen des Dienstes').fill('fm = gibt-es-nicht');
    await assertAccessible(page, 'everything about a provider');
    await picture(page, 'change');
    await change.getByRole('button', { name: 'Speichern' }).click();
    await change.getByText('Geben Sie das Geheimnis noch einmal ein').waitFor();
    await change.getByRole('textbox', { name: 'Geheimnis des Clients' }).fill(provider.clientSecret);
    await change.getByRole('button', { name: 'Speichern' }).click();
    await change.getByText('Eine der Gruppen gibt es hier und darunter nicht.').waitFor();
    await change.getByLabel('Gruppen des Dienstes').fill('');
    await change.getByRole('button', { name: 'Speichern' }).click();
    await change.waitFor({ state: 'detached' });

    await using other = await web.visit('/login', { knows: [provider.issuer] });
    await other.page.getByLabel('Anmeldename').fill('nora@tfm.example');
    await other.page.getByRole('button', { name: 'Weiter mit Anmeldung Finanzen' }).click();
    await other.page.getByLabel('Kennung').fill('nora');
    await other.page.getByRole('button', { name: 'Anmelden beim Dienst' }).click();
    await other.page.getByRole('heading', { name: /Guten/ }).waitFor();

    await page.reload();
    await card.getByText('1 Person hat sich damit angemeldet').waitFor();
    await card.getByRole('button', { name: 'Aktionen für Anmeldung Finanzen' }).click();
    await page.getByRole('menuitem', { name: 'Abschalten' }).click();
    const question = page.getByRole('alertdialog');
    await assertAccessible(page, 'the question before switching off');
    await picture(page, 'question');
    await question.getByRole('button', { name: 'Abschalten' }).click();
    await card.getByText('Abgeschaltet').waitFor();
    await until(async () => (await other.context.request.get('/api/v1/session')).status() === 401);
    await card.getByRole('button', { name: 'Aktionen für Anmeldung Finanzen' }).click();
    await page.getByRole('menuitem', { name: 'Einschalten' }).click();
    await card.getByText('Eingeschaltet').waitFor();
  });

  for (const look of looksOf(1)) {
    it(`looks right: ${nameOf(look)}`, async () => {
      await using visit = await web.visit(address, { ...look, as: 'anna' });
      const { page } = visit;
      await page.getByRole('region', { name: 'Anmeldung Finanzen' }).waitFor();
      await assertAccessible(page, 'the providers of an organisation');
      await picture(page, `providers-${nameOf(look)}`);
      await page.getByRole('button', { name: /Einstellungen ändern|Change settings/ }).click();
      await page.getByRole('dialog').locator('summary').click();
      await assertAccessible(page, 'everything about a provider');
      await picture(page, `change-${nameOf(look)}`);
    });
  }

  it('is removed, and is not there for who administers nothing here', async () => {
    await using visit = await web.visit(address, { as: 'anna' });
    const { page } = visit;
    await page.getByRole('button', { name: 'Aktionen für Anmeldung Finanzen' }).click();
    await page.getByRole('menuitem', { name: 'Entfernen' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Entfernen' }).click();
    await page.getByText('Noch gibt es keinen eigenen Anmeldedienst.').waitFor();
    await page.goto('/administration/organisations/tmil');
    await page.getByRole('tab', { name: 'Regeln' }).waitFor();
    assert.equal(await page.getByRole('tab', { name: 'Anmeldedienste' }).count(), 0);
  });
});
