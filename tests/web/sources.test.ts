import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { directoryLdif, personDn } from '../directory/ldap-people.ts';
import { startSlapd } from '../directory/slapd.ts';
import type { Slapd } from '../directory/slapd.ts';
import { assertAccessible, looksOf, startWebWorld, nameOf, picture } from './web-world.ts';
import type { WebWorld } from './web-world.ts';

let web: WebWorld;
let slapd: Slapd;
before(async () => {
  slapd = await startSlapd(directoryLdif({ people: 60, largeGroups: 2, largeGroupSize: 20 }));
  web = await startWebWorld();
});
after(async () => {
  await web[Symbol.asyncDispose]();
  await slapd[Symbol.asyncDispose]();
});

describe('an LDAP source in the browser', () => {
  it('is added, checked, looked at, taken over, and asks before many leave', async () => {
    await using visit = await web.visit('/administration', { as: 'admin' });
    const { page } = visit;
    await page.getByRole('link', { name: 'Quellen' }).first().click();
    await page.getByRole('heading', { name: 'Quellen von Personen' }).waitFor();
    await page.getByRole('button', { name: 'Quelle hinzufügen' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Für welche Organisation?' }).fill('finanz');
    await page.getByRole('option').first().click();
    await dialog.getByLabel('Name der Quelle').fill('Verzeichnis');
    await dialog.getByLabel('Adresse').fill(slapd.url);
    await dialog.getByLabel('Suchbasis').fill(slapd.base);
    await dialog.getByLabel('Benutzer (DN)').fill(slapd.bindDn);
    await dialog.getByRole('textbox', { name: 'Passwort' }).fill('falsch');
    await assertAccessible(page, 'the dialog for a new source');
    await picture(page, 'add');
    await dialog.getByRole('button', { name: 'Hinzufügen' }).click();
    await page.getByRole('heading', { name: 'Verzeichnis' }).waitFor();

    await page.getByRole('tab', { name: 'Einstellungen' }).click();
    await page.getByRole('button', { name: 'Verbindung prüfen' }).click();
    await page.getByText('Anmeldung abgelehnt').waitFor();
    await page.getByRole('textbox', { name: 'Passwort' }).fill(slapd.password);
    await page.getByRole('button', { name: 'Verbindung prüfen' }).click();
    await page.getByText('Die Verbindung steht.').waitFor();
    assert.equal(await page.getByRole('table', { name: 'Die ersten Personen' }).getByRole('row').count(), 6);
    await assertAccessible(page, 'the settings of a source');
    await picture(page, 'settings');
    await page.getByRole('button', { name: 'Speichern' }).click();
    await page.getByText('Die Einstellungen sind gespeichert.').waitFor();

    await page.getByRole('tab', { name: 'Stand' }).click();
    await page.getByRole('button', { name: 'Ansehen, was sich ändern würde' }).click();
    await page.getByText('Das würde sich ändern. Noch ist nichts übernommen.').waitFor();
    await page.getByRole('tab', { name: 'Neu (60)' }).waitFor();
    await picture(page, 'looked');
    await page.getByRole('button', { name: 'Genau das übernehmen' }).click();
    await page.getByText('Letzter Lauf').waitFor();

    await slapd.change(async (client) => {
      for (let at = 40; at < 60; at++) await client.del(personDn(at));
      await client.modifyDN(personDn(5), 'uid=umbenannt');
    });
    await page.getByRole('button', { name: 'Jetzt übernehmen' }).click();
    await page.getByText('20 von 60 Personen würden ausscheiden').waitFor();
    await assertAccessible(page, 'a source that was stopped');
    await picture(page, 'braked');
    await page.getByRole('tab', { name: 'Geändert (1)' }).click();
    await page.getByText('umbenannt').first().waitFor();
    await picture(page, 'changed');
    await page.getByRole('button', { name: 'Ausscheiden lassen …' }).click();
    const question = page.getByRole('alertdialog');
    await assertAccessible(page, 'the question of the brake');
    await picture(page, 'question');
    await question.getByRole('button', { name: 'Ausscheiden lassen' }).click();
    await page.getByText('20 von 60 Personen').waitFor({ state: 'detached' });
    await page.getByText('40 Personen').waitFor();

    await page.getByRole('tab', { name: 'Läufe' }).click();
    await page.getByRole('table', { name: 'Läufe' }).getByRole('row').nth(2).waitFor();
    await assertAccessible(page, 'the runs of a source');
    await picture(page, 'runs');
    // by keyboard alone
    await page
      .getByRole('button', { name: /Lauf vom .* ansehen/ })
      .first()
      .focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('tab', { name: 'Ausscheiden (20)' }).waitFor();
    await assertAccessible(page, 'an earlier run');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('says that the server is not there', async () => {
    await slapd.kill();
    await using visit = await web.visit('/administration/sources', { as: 'admin' });
    const { page } = visit;
    await page.getByRole('link', { name: 'Verzeichnis' }).click();
    await page.getByRole('button', { name: 'Jetzt übernehmen' }).click();
    await page.getByText('Der Server der Quelle antwortet nicht.').waitFor();
    await picture(page, 'failed');
    await slapd.start();
  });
});

describe('a CSV source in the browser', () => {
  it('reads a file, column by column', async () => {
    const { sources } = web.world.landescloud;
    const { actor } = web.world.person('admin');
    const { id } = await sources.add(actor, { organisationKey: 'tfm', kind: 'csv', name: 'Personalliste' });
    await using visit = await web.visit(`/administration/sources/${id}`, { as: 'admin' });
    const { page } = visit;
    const content = [
      'Anmeldename;Vorname;Nachname;E-Mail;Tel.',
      'csv-anna;Anna;Groß;anna@tfm.example;+49 361 1',
      'csv-bernd;Bernd;Klein;keine;',
      'Ungültig Name;X;Y;;',
    ].join('\n');
    await page.getByLabel('CSV-Datei auswählen').setInputFiles({
      name: 'personen.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(content, 'latin1'),
    });
    await page.getByRole('heading', { name: 'Was steht in welcher Spalte?' }).waitFor();
    await page.getByText('zum Beispiel: Groß, Klein').waitFor();
    await assertAccessible(page, 'the choice of columns');
    await picture(page, 'columns');
    await page.getByRole('button', { name: 'Ansehen, was sich ändern würde' }).click();
    await page.getByRole('tab', { name: 'Neu (2)' }).waitFor();
    await page.getByRole('tab', { name: 'Hinweise (2)' }).click();
    await page.getByText('Das ist keine E-Mail-Adresse; sie wird weggelassen.').waitFor();
    await picture(page, 'csv-problems');
    await page.getByRole('button', { name: 'Genau das übernehmen' }).click();
    await page.getByText('2 Personen').waitFor();
    assert.equal((await web.world.landescloud.directory.people.byLogin('csv-anna'))?.name, 'Anna Groß');
    await page.getByLabel('CSV-Datei auswählen').setInputFiles({
      name: 'kaputt.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('a;b\n"offen;1\n'),
    });
    await page.getByText('Ein Anführungszeichen wird nicht geschlossen.').waitFor();
  });
});

describe('a SCIM source in the browser', () => {
  it('shows its address, and a token once', async () => {
    const { sources } = web.world.landescloud;
    const { actor } = web.world.person('admin');
    const { id } = await sources.add(actor, { organisationKey: 'tfm', kind: 'scim', name: 'Entra ID' });
    await using visit = await web.visit(`/administration/sources/${id}`, { as: 'admin' });
    const { page } = visit;
    await page.getByText(`${web.world.url}/scim/v2`).waitFor();
    await page.getByRole('button', { name: 'Zugang anlegen' }).click();
    await page.getByLabel('Wofür ist der Zugang?').fill('Bereitstellung');
    await page.keyboard.press('Enter');
    const token = (await page.getByText(/^scim_/).textContent()) ?? '';
    await assertAccessible(page, 'a new token');
    await picture(page, 'token');
    const headers = { authorization: `Bearer ${token}` };
    assert.equal((await fetch(`${web.world.url}/scim/v2/Users`, { headers })).status, 200);
    await page.getByRole('button', { name: 'Fertig' }).click();
    await page.getByRole('button', { name: 'Zugang „Bereitstellung“ beenden' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Beenden' }).click();
    await page.getByText('Noch gibt es keinen Zugang.').waitFor();
    assert.equal((await fetch(`${web.world.url}/scim/v2/Users`, { headers })).status, 401);
  });
});

describe('an organisation’s administrator', () => {
  it('finds the sources of the own part of the tree, from the start page alone', async () => {
    await web.world.landescloud.database.query(
      `insert into directory.role_assignment (person_id, role, organisation_id)
       select p.id, 'organisation-administrator', p.organisation_id from directory.person p where p.login = 'bernd'`,
    );
    web.world.landescloud.hints.publish('directory.person', { personId: web.world.person('bernd').id });
    await using visit = await web.visit('/', { as: 'bernd' });
    const { page } = visit;
    await page.getByRole('link', { name: 'Verwaltung' }).first().click();
    await page.getByRole('link', { name: 'Quellen' }).first().click();
    await page.getByText('Noch gibt es keine Quelle.').waitFor();
    await page.getByRole('button', { name: 'Quelle hinzufügen' }).click();
    await page.getByRole('dialog').getByText('CSV-Datei').click();
    await page.getByRole('combobox', { name: 'Für welche Organisation?' }).press('ArrowDown');
    assert.equal(await page.getByRole('option').count(), 1, 'the own one alone');
    await page.keyboard.press('Enter');
    await page.getByLabel('Name der Quelle').fill('Liste von Bernd');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Liste von Bernd' }).waitFor();
  });
});

describe('every view of sources', () => {
  for (const look of looksOf(0)) {
    it(`is right in ${nameOf(look)}`, async () => {
      await using visit = await web.visit('/administration/sources', { ...look, as: 'admin' });
      const { page } = visit;
      const all = await web.world.landescloud.sources.list(web.world.person('admin').actor);
      await page.getByRole('link', { name: 'Verzeichnis' }).waitFor();
      await assertAccessible(page, `the sources ${nameOf(look)}`);
      await picture(page, `list-${nameOf(look)}`);
      for (const { id, kind } of all) {
        await page.goto(`/administration/sources/${id}`);
        await page.getByRole('tab').first().waitFor();
        for (const tab of await page.getByRole('tablist').first().getByRole('tab').all()) {
          await tab.click();
          await page.waitForLoadState('networkidle');
          const name = await tab.textContent();
          await assertAccessible(page, `${kind} ${name} ${nameOf(look)}`);
          await picture(page, `${kind}-${name}-${nameOf(look)}`);
        }
      }
    });
  }
});
