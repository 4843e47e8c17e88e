import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemActor } from '@landescloud/kernel';
import { assertAccessible, looksOf, startWebWorld, until, type WebWorld } from './web-world.ts';

const system = systemActor('test');
const day = 24 * 3_600_000;

let web: WebWorld;
before(async () => {
  web = await startWebWorld();
});
after(() => web[Symbol.asyncDispose]());

const spaceOf = async (name: string) => {
  const { actor } = web.world.person('anna');
  return (await web.world.landescloud.files.spaces.list(actor)).find((space) => space.name === name);
};

describe('exchange spaces', { timeout: 300_000 }, () => {
  it('are made with purpose and end, prolonged, ended, and handed over', async () => {
    await using visit = await web.visit('/files', { as: 'anna' });
    const { page } = visit;
    await page.getByRole('button', { name: 'Neu', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Austauschraum' }).click();
    const making = page.getByRole('dialog', { name: 'Austauschraum anlegen' });
    await making.getByRole('textbox', { name: 'Name' }).fill('Gutachten Brücke');
    await making.getByRole('textbox', { name: 'Zweck' }).fill('Statik der Brücke, AZ 4711');
    await assertAccessible(page, 'making an exchange space');
    await making.getByRole('button', { name: 'Anlegen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Gutachten Brücke' }).waitFor();
    const about = page.getByRole('region', { name: 'Über diesen Raum' });
    await about.getByText('Statik der Brücke, AZ 4711').waitFor();
    await about.getByText('Verantwortlich: Anna').waitFor();

    await page.getByRole('button', { name: 'Raum verwalten' }).click();
    await page.getByRole('menuitem', { name: 'Jetzt beenden' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Beenden' }).click();
    await page.getByText('Er lässt sich nur noch lesen und wird am').waitFor();
    await page.getByRole('button', { name: 'Hochladen' }).waitFor({ state: 'detached' });
    await assertAccessible(page, 'an ended exchange space');
    const ended = await spaceOf('Gutachten Brücke');
    assert.ok(ended?.closedAt);

    await page.getByRole('button', { name: 'Raum verwalten' }).click();
    await page.getByRole('menuitem', { name: 'Verlängern' }).click();
    const prolonging = page.getByRole('dialog', { name: 'Raum verlängern' });
    const until_ = new Date(Date.now() + 20 * day).toISOString().slice(0, 10);
    await prolonging.getByLabel('Letzter Tag').fill(until_);
    await prolonging.getByRole('button', { name: 'Speichern' }).click();
    await page.getByRole('button', { name: 'Hochladen' }).waitFor();
    assert.equal((await spaceOf('Gutachten Brücke'))?.closedAt, null);

    await page.getByRole('button', { name: 'Raum verwalten' }).click();
    await page.getByRole('menuitem', { name: 'Übergeben' }).click();
    const handing = page.getByRole('dialog', { name: '„Gutachten Brücke“ übergeben' });
    await handing.getByText('An die Organisation').click();
    await assertAccessible(page, 'handing a space over');
    await handing.getByRole('button', { name: 'Jetzt übergeben' }).click();
    await page.getByRole('heading', { level: 1, name: 'Dateien' }).waitFor();
    assert.equal(await spaceOf('Gutachten Brücke'), undefined);
  });
});

describe('how long data are kept', { timeout: 300_000 }, () => {
  it('an administrator makes terms and holds, a manager chooses, and everyone sees it', async () => {
    const { files } = web.world.landescloud;
    const space = await files.spaces.createProject(system, {
      name: 'Vorgänge',
      organisationKey: 'tfm',
      purpose: 'Akten des Referats 21',
      quotaBytes: 1_000,
    });
    await files.spaces.setMember(system, space.id, 'anna', 'manager');
    const { actor } = web.world.person('anna');
    const place = { path: ['Vorgänge', 'Akte.txt'] };
    const source = [Buffer.alloc(850, 'x')];
    await files.contents.write(actor, { place, onConflict: 'fail', source: from(source), length: 850, checksums: [] });

    {
      await using visit = await web.visit('/administration/organisations/tfm?part=retention', { as: 'admin' });
      const { page } = visit;
      await page.getByRole('button', { name: 'Frist hinzufügen' }).click();
      const term = page.getByRole('dialog', { name: 'Frist anlegen' });
      await term.getByRole('textbox', { name: 'Name' }).fill('Vorgang 10 Jahre');
      await term.getByRole('textbox', { name: 'Dauer' }).fill('10');
      await assertAccessible(page, 'making a term');
      await term.getByRole('button', { name: 'Anlegen' }).click();
      await page.getByRole('cell', { name: '10 Jahre', exact: true }).waitFor();
      await page.getByRole('button', { name: 'Löschsperre setzen' }).click();
      const hold = page.getByRole('dialog', { name: 'Sperre setzen' });
      await hold.getByLabel('Adresse des Raums, Ordners oder der Datei').fill(`${web.world.url}/files/${space.rootId}`);
      await hold.getByLabel('Begründung').fill('Klage 3 K 12/27');
      await hold.getByRole('button', { name: 'Setzen' }).click();
      await page.getByRole('cell', { name: 'Klage 3 K 12/27' }).waitFor();
      await assertAccessible(page, 'terms and holds');
    }

    await using visit = await web.visit(`/files/${space.rootId}`, { as: 'anna' });
    const { page } = visit;
    await page.getByText('Der Raum ist zu 85 % belegt.').waitFor();
    await page.getByText('Muss aufbewahrt werden: Hier wird nichts endgültig gelöscht').waitFor();
    const details = page.getByRole('complementary', { name: 'Details' });
    if (!(await details.isVisible())) await page.getByRole('button', { name: 'Details' }).first().click();
    await details.getByRole('button', { name: 'Aufbewahrung' }).click();
    await page.getByRole('option', { name: 'Vorgang 10 Jahre' }).click();
    await details.getByText('Wird nach Ankündigung gelöscht').waitFor();
    await assertAccessible(page, 'a space with everything');
    const file = await files.nodes.get(actor, place);
    const life = await files.retention.of(actor, file.id);
    assert.equal(life.retention?.name, 'Vorgang 10 Jahre');
    assert.ok(life.held);
    const chooser = page.getByLabel('Dateien auswählen').first();
    await chooser.setInputFiles([
      { name: 'klein.txt', mimeType: 'text/plain', buffer: Buffer.alloc(100, 'k') },
      { name: 'groß.txt', mimeType: 'text/plain', buffer: Buffer.alloc(100, 'g') },
    ]);
    const room = page.getByRole('alertdialog', { name: 'Der Speicherplatz reicht nicht für alles' });
    await room.getByRole('listitem').filter({ hasText: 'groß.txt' }).waitFor();
    await assertAccessible(page, 'what does not fit');
    await room.getByRole('button', { name: '1 Datei hochladen, die passt' }).click();
    await page.getByRole('row', { name: /klein\.txt/ }).waitFor();
    await page.getByRole('row', { name: /Akte\.txt/ }).click();
    await page.keyboard.press('Delete');
    await page.getByText('Daran wird nichts gelöscht: Es muss aufbewahrt werden.').first().waitFor();
    await until(async () => (await files.nodes.get(actor, place)).id === file.id);
  });

  it('looks right everywhere', async () => {
    const { files } = web.world.landescloud;
    const end = Date.now() + 10 * day;
    const exchange = await files.spaces.createExchange(system, {
      name: 'Austausch',
      organisationKey: 'tfm',
      purpose: 'Unterlagen zum Neubau, AZ 0815',
      endsAt: end,
      sponsorLogin: 'anna',
      quotaBytes: 1_000_000,
    });
    for (const look of looksOf(1)) {
      await using visit = await web.visit(`/files/${exchange.rootId}`, { as: 'anna', ...look });
      const about = look.language === 'en' ? 'About this space' : 'Über diesen Raum';
      await visit.page.getByRole('region', { name: about }).waitFor();
      await assertAccessible(visit.page, `an exchange space ${JSON.stringify(look)}`);
    }
  });
});

async function* from(parts: readonly Buffer[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}
