import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemActor } from '@landescloud/kernel';
import { emptyFields } from '@landescloud/vcard';
import { chooseAction, put } from './files-helpers.ts';
import { assertAccessible, looks, nameOf, picture, startWebWorld, type WebWorld } from './web-world.ts';

let web: WebWorld;
before(async () => {
  web = await startWebWorld();
  const { contacts, imports } = web.world.landescloud.contacts;
  const { actor } = web.world.person('anna');
  await contacts.list(actor, { offset: 0, limit: 1 });
  const given = ['Anna', 'Bernd', 'Christa', 'Dirk', 'Elke', 'Frank', 'Gerda', 'Horst', 'Inge', 'Jürgen', 'Katrin', 'Lars'];
  const family = ['Ahrendt', 'Bauer', 'Çelik', 'Dietrich', 'Ebert', 'Fuchs', 'Groß', 'Hoffmann', 'Krause', 'Müller', 'Öztürk', 'Schmidt', 'Weiß', 'Zimmermann'];
  const offices = ['Stadtwerke Gera', 'Landratsamt Saale-Orla-Kreis', 'Baubüro Krause', 'Universität Jena'];
  const cards = given.flatMap((first, at) =>
    family.map((last, index) =>
      ['BEGIN:VCARD', 'VERSION:4.0', `UID:${at}-${index}`, `FN:${first} ${last}`, `N:${last};${first};;;`, `ORG:${offices[(at + index) % 4]}`, `EMAIL;TYPE=work:${first}.${last}@example.org`.toLowerCase().replace('email', 'EMAIL'), 'END:VCARD', ''].join('\r\n'),
    ),
  );
  await imports.run(actor, 'contacts', { format: 'vcard', write: true, data: Buffer.from(cards.join('')) });
  const mail = (value: string, kind: 'work' | 'home', preferred = false) => ({ value, kind, label: null, preferred });
  const whole = await contacts.add(actor, 'contacts', {
    names: { ...emptyFields.names, prefix: 'Dr.', given: 'Jürgen', family: 'Abel-Lüdenscheidt' },
    organisation: 'Ministerium für Infrastruktur',
    department: 'Referat 31',
    title: 'Referatsleiter',
    mails: [mail('juergen.abel@tmil.example', 'work', true), mail('jm@privat.example', 'home')],
    phones: [
      { value: '+49 361 57-3411', kind: 'work', label: null, preferred: true },
      { value: '0170 1234567', kind: 'mobile', label: null, preferred: false },
      { value: '0361 57-1', kind: 'other', label: 'Bereitschaft', preferred: false },
    ],
    addresses: [{ kind: 'work', label: null, preferred: false, street: 'Telemannstraße 49', extended: 'Haus 2', box: '', code: '99091', locality: 'Erfurt', region: '', country: 'Deutschland' }],
    urls: [{ value: 'https://infrastruktur.example/', kind: 'work', label: null, preferred: false }],
    birthday: '1968-02-29',
    categories: ['Bau', 'Verkehr'],
    note: 'Erreichbar Montag bis Donnerstag.\nVertretung: Frau Groß.',
  });
  await contacts.add(actor, 'contacts', { kind: 'group', name: 'Krisenstab', members: [`urn:uuid:${whole.uid}`, 'urn:uuid:2-3', 'mailto:lage@example.org'] });
  await contacts.add(actor, 'contacts', { name: 'J. Abel', mails: [mail('Juergen.Abel@tmil.example', 'work')], title: 'Leiter' });
}); // prettier-ignore
after(() => web[Symbol.asyncDispose]());

describe('the address book', { timeout: 300_000 }, () => {
  it('is searched as one types, opened, changed in place, and what is deleted comes back', async () => {
    await using visit = await web.visit('/contacts', { as: 'anna' });
    const { page } = visit;
    await page.getByText('171 Kontakte').waitFor();
    const list = page.getByRole('listbox', { name: 'Kontakte' });
    await page.getByLabel('Kontakte suchen').fill('abel lüd');
    await page.getByText('1 gefunden').waitFor();
    await list.getByRole('option', { name: /Abel-Lüdenscheidt/ }).click();
    await page.getByRole('heading', { name: 'Dr. Jürgen Abel-Lüdenscheidt' }).waitFor();
    await page.getByRole('link', { name: '+49 361 57-3411' }).waitFor();
    await page.getByText('29. Februar 1968').waitFor();
    await page.getByText('Bereitschaft').waitFor();
    await page.getByRole('button', { name: 'Bearbeiten', exact: true }).click();
    const form = page.getByRole('form', { name: 'Kontakt bearbeiten' });
    await form.getByLabel('Funktion').fill('Abteilungsleiter');
    await form.getByRole('button', { name: 'Telefonnummer hinzufügen' }).click();
    await form.getByLabel('Telefon, Zeile 4').fill('112');
    await form.getByLabel('Geburtstag').fill('31.2.1968');
    await form.getByText('Bitte als Tag.Monat.Jahr').waitFor();
    await form.getByLabel('Geburtstag').fill('29.2.');
    await picture(page, 'contacts-edit');
    await assertAccessible(page, 'a contact being changed');
    await form.getByRole('button', { name: 'Speichern' }).click();
    await page.getByText('29. Februar', { exact: true }).waitFor();
    await page.getByText('Abteilungsleiter').first().waitFor();
    const { contacts } = web.world.landescloud.contacts;
    const { actor } = web.world.person('anna');
    const [line] = (await contacts.list(actor, { text: 'lüdenscheidt', offset: 0, limit: 1 })).items;
    const { fields } = await contacts.get(actor, 'contacts', line?.id ?? 0);
    assert.deepEqual([fields.phones.length, fields.phones[2]?.label, fields.birthday], [4, 'Bereitschaft', '--02-29']);
    await page.getByRole('button', { name: 'Weitere Aktionen' }).click();
    await page.getByRole('menuitem', { name: 'Kontakt löschen' }).click();
    await page.getByText('Nichts gefunden').waitFor();
    await page.getByRole('button', { name: 'Rückgängig' }).click();
    await page.getByText('1 gefunden').waitFor();
  });

  it('is used by keyboard alone', async () => {
    await using visit = await web.visit('/contacts', { as: 'anna' });
    const { page } = visit;
    await page.getByText('171 Kontakte').waitFor();
    await page.getByLabel('Kontakte suchen').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.getByRole('heading', { level: 2, name: 'Anna Ahrendt' }).waitFor();
    await page.keyboard.press('z');
    await page.getByRole('heading', { level: 2, name: 'Anna Zimmermann' }).waitFor();
    await page.keyboard.press('End');
    await page.getByRole('heading', { level: 2, name: 'Lars Zimmermann' }).waitFor();
    await page.keyboard.press('Home');
    await page.getByRole('heading', { level: 2, name: 'Dr. Jürgen Abel-Lüdenscheidt' }).waitFor();
    await page.getByRole('button', { name: 'Neuer Kontakt' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Person' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByLabel('Vorname').waitFor();
    await page.locator('input:focus').waitFor();
    await page.keyboard.type('Zora');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Zuletzt');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 2, name: 'Zora Zuletzt' }).waitFor();
    assert.deepEqual(visit.strangers, []);
  });

  it('imports with a look before, merges what is double, shares, and shows the directory', async () => {
    await using visit = await web.visit('/contacts', { as: 'anna' });
    const { page } = visit;
    await page.getByRole('button', { name: 'Importieren' }).click();
    const importing = page.getByRole('dialog', { name: 'Kontakte importieren' });
    const table =
      'Vorname;Nachname;E-Mail-Adresse;Zimmer\r\nUte;Übernommen;ute@example.org;7\r\nAnna;Ahrendt;anna.ahrendt@example.org;8\r\n';
    await importing
      .locator('input[type="file"]')
      .setInputFiles({ name: 'liste.csv', mimeType: 'text/csv', buffer: Buffer.from(table, 'latin1') });
    await importing.getByText('2 Kontakte in der Datei').waitFor();
    await importing.getByText('Nicht übernommen werden die Spalten: Zimmer').waitFor();
    await importing.getByRole('checkbox', { name: /auslassen/ }).waitFor();
    await picture(page, 'contacts-import');
    await assertAccessible(page, 'importing contacts');
    await importing.getByRole('button', { name: '1 Kontakt importieren' }).click();
    await page.getByText('1 Kontakt übernommen').waitFor();
    await page.getByRole('button', { name: 'Doppelte finden' }).click();
    await page
      .getByRole('button', { name: /Zusammenführen: / })
      .first()
      .click();
    const merging = page.getByRole('dialog', { name: 'Kontakte zusammenführen' });
    await merging.getByText('entfällt').first().waitFor();
    await picture(page, 'contacts-merge');
    await assertAccessible(page, 'merging contacts');
    await merging.getByRole('button', { name: 'Jetzt zusammenführen' }).click();
    await page.getByText('Keine doppelten Kontakte').waitFor();
    await page.getByRole('button', { name: 'Rückgängig' }).click();
    await page
      .getByRole('button', { name: /Zusammenführen: / })
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Mehr zu Kontakte' }).click();
    await page.getByRole('menuitem', { name: 'Freigeben' }).click();
    const sharing = page.getByRole('dialog', { name: '„Kontakte“ freigeben' });
    await sharing.getByText('Noch für niemanden.').waitFor();
    await picture(page, 'contacts-share');
    await assertAccessible(page, 'sharing an address book');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Verzeichnis' }).click();
    await page.getByRole('option', { name: /Anna/ }).first().click();
    await page.getByRole('button', { name: 'Übernehmen' }).waitFor();
    await page.getByRole('button', { name: 'Neues Adressbuch' }).click();
    const adding = page.getByRole('dialog', { name: 'Neues Adressbuch' });
    await adding.getByLabel('Name').fill('Presse');
    await adding.getByText('Grün').click();
    await assertAccessible(page, 'a new address book');
    await adding.getByRole('button', { name: 'Anlegen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Presse' }).waitFor();
    await page.getByText('Noch keine Kontakte').waitFor();
    await picture(page, 'contacts-empty');
    assert.deepEqual(visit.strangers, []);
  });

  it('offers who has a mail address where somebody is invited', async () => {
    await using visit = await web.visit('/guests?invite=true', { as: 'anna' });
    const { page } = visit;
    const dialog = page.getByRole('dialog', { name: 'Gast einladen' });
    await dialog.getByRole('combobox', { name: 'Aus Ihren Kontakten' }).pressSequentially('lüdensch');
    await page.getByRole('option', { name: /Abel-Lüdenscheidt/ }).click();
    assert.equal(await dialog.getByLabel('Name', { exact: true }).inputValue(), 'Dr. Jürgen Abel-Lüdenscheidt');
    assert.equal(await dialog.getByLabel('E-Mail-Adresse').inputValue(), 'juergen.abel@tmil.example');
    await assertAccessible(page, 'a guest from the contacts');
  });

  it('offers contacts and distribution lists where somebody is invited to an event, and where files are shared', async () => {
    await using visit = await web.visit('/calendar?view=day&date=2027-11-08', { as: 'anna' });
    const { page } = visit;
    await page.getByRole('button', { name: 'Termin', exact: true }).click();
    const form = page.getByRole('dialog', { name: 'Neuer Termin' });
    await form.getByRole('combobox', { name: 'Personen einladen' }).pressSequentially('krisenst');
    await page.getByRole('option', { name: /Krisenstab/ }).click();
    const invited = form.getByRole('list', { name: 'Eingeladen' });
    await invited.getByText('Dr. Jürgen Abel-Lüdenscheidt', { exact: true }).waitFor();
    await invited.getByText('lage@example.org', { exact: true }).waitFor();
    assert.equal(await invited.getByRole('listitem').count(), 3);
    await page.keyboard.press('Escape');
    await put(web.world, 'anna', 'Lageplan.txt', 'Plan');
    await page.goto('/files');
    await chooseAction(page, 'Lageplan.txt', 'Teilen …');
    const share = page.getByRole('dialog', { name: '„Lageplan.txt“ teilen' });
    await share.getByRole('combobox', { name: 'Person, Gruppe oder Organisation' }).pressSequentially('krisenst');
    await page.getByRole('option', { name: /Krisenstab/ }).click();
    const link = page.getByRole('dialog', { name: 'Öffentlicher Link' });
    await link.getByLabel('Mailadressen', { exact: true }).waitFor();
    assert.match(
      await link.getByLabel('Mailadressen', { exact: true }).inputValue(),
      /^juergen\.abel@tmil\.example\n.*\nlage@example\.org$/,
    );
    await assertAccessible(page, 'a link for a distribution list');
  });

  it('makes an address book for a group, which its members share; a picture is cut by keys', async () => {
    const { directory } = web.world.landescloud;
    const system = systemActor('test');
    await directory.groups.add(system, { key: 'lage', name: 'Lagezentrum', organisationKey: 'tmil' });
    for (const login of ['anna', 'bernd']) await directory.groups.addMember(system, 'lage', login);
    await directory.organisations.assignRole(system, 'tmil', 'organisation-administrator', 'bernd');
    await using his = await web.visit('/contacts', { as: 'bernd' });
    await his.page.getByRole('button', { name: 'Neues Adressbuch' }).click();
    const dialog = his.page.getByRole('dialog', { name: 'Neues Adressbuch' });
    await dialog.getByLabel('Name').fill('Bereitschaft');
    await dialog.getByRole('button', { name: 'Mir Gehört' }).click();
    await his.page.getByRole('option', { name: 'Lagezentrum' }).click();
    await assertAccessible(his.page, 'an address book for a group');
    await picture(his.page, 'contacts-group-book');
    await dialog.getByRole('button', { name: 'Anlegen' }).click();
    await his.page.getByRole('heading', { level: 1, name: 'Bereitschaft' }).waitFor();
    await his.page.getByRole('button', { name: 'Mehr zu Bereitschaft' }).click();
    await his.page.getByRole('menuitem', { name: 'Freigeben' }).click();
    await his.page.getByText('Für niemanden außerhalb der Gruppe.').waitFor();

    await using hers = await web.visit('/contacts', { as: 'anna' });
    const { page } = hers;
    await page.getByRole('button', { name: /^Bereitschaft/ }).click();
    await page.getByRole('button', { name: 'Neuer Kontakt' }).click();
    await page.getByRole('menuitem', { name: 'Person' }).click();
    await page.getByLabel('Nachname').fill('Wachhabend');
    await page.getByRole('button', { name: 'Speichern' }).click();
    await page.getByRole('heading', { level: 2, name: 'Wachhabend' }).waitFor();
    await page.getByRole('button', { name: 'Bearbeiten', exact: true }).click();
    const buffer = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR4nGP4zwAE/wEHAAH/4iOeWQAAAABJRU5ErkJggg==',
      'base64',
    );
    await page.locator('input[type="file"]').setInputFiles({ name: 'bild.png', mimeType: 'image/png', buffer });
    const crop = page.getByRole('dialog', { name: 'Ausschnitt wählen' });
    await crop.getByRole('application', { name: 'Ausschnitt' }).focus();
    for (let press = 0; press < 10; press += 1) await page.keyboard.press('ArrowRight');
    await assertAccessible(page, 'a picture being cut');
    await picture(page, 'contacts-photo');
    await crop.getByRole('button', { name: 'Bild übernehmen' }).click();
    await page.getByRole('button', { name: 'Bild entfernen' }).waitFor();
  });

  it('looks right everywhere', async () => {
    const { contacts } = web.world.landescloud.contacts;
    const { actor } = web.world.person('anna');
    const [line] = (await contacts.list(actor, { text: 'lüdenscheidt', offset: 0, limit: 1 })).items;
    const [group] = (await contacts.list(actor, { kind: 'group', offset: 0, limit: 1 })).items;
    for (const [turn, look] of looks.entries()) {
      const views = [
        ['/contacts', 'contacts'],
        [`/contacts?of=contacts&id=${line?.id}`, 'contact'],
        [`/contacts?view=groups&of=contacts&id=${group?.id}`, 'contact-group'],
        ['/contacts?view=duplicates', 'contact-duplicates'],
        ['/contacts?view=trash', 'contact-trash'],
      ] as const;
      const inTurn =
        process.env['LANDESCLOUD_PICTURES'] === undefined
          ? views.filter((_, at) => at % 2 === (turn === 0 || turn === 3 ? 0 : 1))
          : views;
      for (const [path, name] of inTurn) {
        await using visit = await web.visit(path, { ...look, as: 'anna' });
        await visit.page
          .getByRole('main')
          .getByText(/Abel|Krisenstab|[Gg]elöscht|eleted/)
          .filter({ visible: true })
          .first()
          .waitFor();
        await assertAccessible(visit.page, `${name} ${nameOf(look)}`);
        await picture(visit.page, `${name}-${nameOf(look)}`);
      }
    }
  });
});
