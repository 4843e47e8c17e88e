import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { until } from './files-helpers.ts';
import { assertAccessible, isInTurn, looks, nameOf, picture, startWebWorld, type WebWorld } from './web-world.ts';

const zone = 'Europe/Berlin';
/** A day on which nothing else is. */
const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

describe('rooms in the web', () => {
  let web: WebWorld;
  before(async () => {
    web = await startWebWorld();
  });
  after(() => web[Symbol.asyncDispose]());

  async function bookings(): Promise<string[]> {
    const { scheduling } = web.world.landescloud;
    const from = Date.parse(day);
    const range = { from, to: from + 86_400_000 };
    const found = await scheduling.rooms.bookings(web.world.person('anna').actor, ['saal-2', 'festsaal'], range);
    const clock = (ms: number) => new Date(ms).toLocaleTimeString('de-DE', { timeZone: zone, timeStyle: 'short' });
    return found.map(
      ({ room, start, end, title, isAsked }) =>
        `${room} ${clock(start)}-${clock(end)} ${title ?? '-'}${isAsked ? ' ?' : ''}`,
    );
  }
  const booked = (expected: readonly string[]) =>
    until(`booked: ${expected.join(', ')}`, async () => JSON.stringify(await bookings()) === JSON.stringify(expected));

  test('an administrator adds rooms; one of them needs agreement', async () => {
    await using visit = await web.visit('/administration/rooms', { as: 'admin', zone });
    const { page } = visit;
    const add = async (name: string, fill: () => Promise<void>) => {
      await page.getByRole('button', { name: 'Raum oder Gerät anlegen' }).click();
      const form = page.getByRole('dialog', { name: 'Raum oder Gerät anlegen' });
      await form.getByRole('textbox', { name: 'Name' }).fill(name);
      await form.getByRole('combobox', { name: 'Organisation' }).fill('Finanz');
      await page.getByRole('option', { name: 'Finanzministerium' }).click();
      await form.getByRole('textbox', { name: 'Gebäude' }).fill('Haus A');
      await form.getByRole('spinbutton', { name: 'Plätze' }).fill('12');
      await form.getByRole('textbox', { name: 'Ausstattung' }).fill('Beamer, Flipchart');
      await fill();
      await form.getByRole('button', { name: 'Anlegen' }).click();
      await form.waitFor({ state: 'detached' });
      await page.getByRole('cell', { name }).first().waitFor();
    };
    await add('Saal 2', () => Promise.resolve());
    await add('Festsaal', async () => {
      await page.getByText('Wer im Land arbeitet').click();
      await page.getByText('Jemand muss zustimmen').click();
      await page.getByRole('combobox', { name: 'Wer zustimmt' }).fill('Anna');
      await page.getByRole('option', { name: /Anna Albrecht/ }).click();
      await page.getByRole('button', { name: 'Anna Albrecht entfernen' }).waitFor();
    });
    await page.getByText('Anna Albrecht stimmt zu').waitFor();
  });

  test('booked by a drag and by keyboard alone; a taken one cannot be chosen', async () => {
    await using visit = await web.visit(`/calendar?view=rooms&date=${day}`, { as: 'anna', zone });
    const { page } = visit;
    const strip = page.getByRole('row', { name: /Saal 2/ }).locator('.room-strip');
    const box = await strip.boundingBox();
    assert.ok(box !== null);
    const x = (hour: number) => box.x + (box.width * (hour - 7)) / 13;
    await page.mouse.move(x(9) + 1, box.y + 30);
    await page.mouse.down();
    await page.mouse.move(x(9.5), box.y + 30);
    await page.mouse.move(x(10.5) - 1, box.y + 30);
    await page.mouse.up();
    const form = page.getByRole('dialog', { name: 'Neuer Termin' });
    await form.getByRole('textbox', { name: 'Titel' }).fill('Klausur');
    await form.getByText('frei', { exact: true }).waitFor();
    assert.equal(await form.getByRole('textbox', { name: 'Ort oder Raum' }).inputValue(), 'Saal 2, Haus A');
    await form.getByRole('button', { name: 'Speichern und buchen' }).click();
    await booked(['saal-2 09:00-10:30 Klausur']);
    const own = page.getByRole('button', { name: /^Klausur · Anna Albrecht, 09:00–10:30/ });
    await own.click();
    await page.getByRole('dialog', { name: 'Klausur' }).getByText('Gebucht', { exact: true }).waitFor();
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Festsaal buchen' }).focus();
    await page.keyboard.press('Enter');
    await form.getByRole('textbox', { name: 'Titel' }).waitFor();
    await page.keyboard.type('Empfang');
    await form.getByRole('button', { name: 'Raum oder Gerät suchen' }).focus();
    await page.keyboard.press('Enter');
    const taken = form.getByRole('button', { name: /Saal 2.*schon gebucht/ });
    await taken.waitFor();
    await taken.focus();
    await page.keyboard.press('Enter');
    assert.equal(
      await form.getByRole('list', { name: 'Räume und Geräte', exact: true }).getByRole('listitem').count(),
      1,
    );
    await form.getByRole('button', { name: 'Raumsuche schließen' }).focus();
    await page.keyboard.press('Enter');
    await form.getByRole('textbox', { name: 'Titel' }).focus();
    await page.keyboard.press('Enter');
    await booked(['saal-2 09:00-10:30 Klausur', 'festsaal 09:00-10:00 Empfang']);
  });

  test('what waits for one’s decision is decided on its page, and the organiser reads why', async () => {
    const { world } = web;
    await using hers = await web.visit(`/calendar?view=rooms&date=${day}`, { as: 'clara', zone });
    const { page: clara } = hers;
    await clara.getByText('Schon gebucht').first().waitFor();
    assert.equal(await clara.getByText('Empfang').count(), 0, 'not told to others');
    assert.equal(await clara.getByText('Saal 2').count(), 0, 'what she may not book is not offered');
    await clara.getByLabel('Frei ab').fill('14:00');
    await clara.getByLabel('Frei bis').fill('15:00');
    await clara.getByRole('button', { name: 'Festsaal buchen' }).click();
    const form = clara.getByRole('dialog', { name: 'Neuer Termin' });
    await form.getByRole('textbox', { name: 'Titel' }).fill('Bürgerabend');
    await form.getByText('frei, mit Zustimmung').waitFor();
    await form.getByRole('button', { name: 'Speichern und buchen' }).click();
    const all = ['saal-2 09:00-10:30 Klausur', 'festsaal 09:00-10:00 Empfang'];
    await booked([...all, 'festsaal 14:00-15:00 Bürgerabend ?']);

    await using visit = await web.visit('/', { as: 'anna', zone });
    const { page } = visit;
    await page.getByRole('link', { name: '1 Buchung wartet auf Ihre Entscheidung.' }).click();
    await page.getByRole('button', { name: 'Festsaal für Clara Conrad ablehnen' }).click();
    const dialog = page.getByRole('dialog', { name: 'Buchung ablehnen' });
    await dialog.getByRole('textbox', { name: 'Grund' }).fill('Der Saal wird gestrichen.');
    await dialog.getByRole('button', { name: 'Ablehnen' }).click();
    await page.getByText('Nichts wartet auf Sie.').waitFor();
    await booked(all);
    await clara.goto(`${world.url}/calendar?view=day&date=${day}`);
    await clara.getByRole('button', { name: /^Bürgerabend/ }).click();
    const facts = clara.getByRole('dialog', { name: 'Bürgerabend' });
    await facts.getByText('Nicht gebucht').waitFor();
    await facts.getByText('Der Saal wird gestrichen.').waitFor();
  });

  for (const look of looks) {
    test(`looks right: ${nameOf(look)}`, async () => {
      await using visit = await web.visit(`/calendar?view=rooms&date=${day}`, { as: 'anna', zone, ...look });
      const { page } = visit;
      await page.locator('.room-booking').first().waitFor();
      if (isInTurn(look, 0)) {
        await picture(page, `rooms-${nameOf(look)}`);
        await assertAccessible(page, 'the rooms of a day');
      }
      if (!isInTurn(look, 1)) return;
      const find = look.language === 'en' ? 'Find a room or device' : 'Raum oder Gerät suchen';
      await page.locator('.room-head .ui-icon-button').last().click();
      await page.getByRole('button', { name: find }).click();
      await page.locator('.room-choice').first().waitFor();
      await picture(page, `room-finder-${nameOf(look)}`);
      await assertAccessible(page, 'the search for rooms');
    });
  }

  test('the page of rooms looks right, and a closed one gives back what was booked', async () => {
    for (const look of looks.filter((one) => one.theme === 'dark' && one.phone === true)) {
      await using visit = await web.visit('/administration/rooms', { as: 'admin', zone, ...look });
      const { page } = visit;
      await page.getByRole('cell', { name: 'Saal 2' }).first().waitFor();
      await picture(page, `room-administration-${nameOf(look)}`);
      await assertAccessible(page, 'the administration of rooms');
      await page.getByRole('button', { name: /Saal 2/ }).click();
      await page.getByRole('menuitem').first().click();
      await page.locator('.room-form').waitFor();
      await picture(page, `room-dialog-${nameOf(look)}`);
      await assertAccessible(page, 'a room');
    }
    await using visit = await web.visit('/administration/rooms', { as: 'admin', zone });
    const { page } = visit;
    await page.getByRole('button', { name: 'Aktionen für Saal 2' }).click();
    await page.getByRole('menuitem', { name: 'Für Buchungen schließen' }).click();
    await page.getByText('Alle absagen').click();
    await page.getByRole('textbox', { name: 'Grund' }).fill('Umbau');
    await page.getByRole('button', { name: 'Schließen und nicht mehr vergeben' }).click();
    await page.getByText('geschlossen', { exact: true }).waitFor();
    await booked(['festsaal 09:00-10:00 Empfang']);
  });
});
