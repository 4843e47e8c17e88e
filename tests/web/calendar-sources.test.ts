import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import {
  assertAccessible,
  isInTurn,
  looks,
  nameOf,
  picture,
  startWebWorld,
  until,
  type WebWorld,
} from './web-world.ts';

const zone = 'Europe/Berlin';
const file = (title: string) =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//DE\r\nX-WR-CALNAME:Stadtrat Erfurt\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20270428T160000Z\r\nDTEND:20270428T180000Z\r\nSUMMARY:${title}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;

describe('calendars that are filled from elsewhere', () => {
  let web: WebWorld;
  let server: Server;
  let address: string;
  let status = 200;
  before(async () => {
    server = createServer((_request, response) => void response.writeHead(status).end(file('Ratssitzung')));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/rat.ics`;
    web = await startWebWorld({ settings: { subscriptionNetworks: ['127.0.0.1'] } });
    await web.world.landescloud.calendar.holidays.applyRule();
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await web[Symbol.asyncDispose]();
  });

  const add = async (page: Page, what: string): Promise<void> => {
    await page.getByRole('button', { name: 'Kalender hinzufügen' }).click();
    await page.getByRole('menuitem', { name: what }).click();
  };

  test('holidays are a quiet mark of the day, chosen by state; school is out is said, too', async () => {
    await using visit = await web.visit('/calendar?view=month&date=2027-05-01', { as: 'anna', zone });
    const { page } = visit;
    await page.getByRole('button', { name: /6\. Mai 2027, Christi Himmelfahrt$/ }).waitFor();
    await page.getByRole('button', { name: /27\. Mai 2027, Fronleichnam \(regional\)$/ }).waitFor();
    assert.equal(await page.locator('.month-day-free[data-cell="2027-05-06"]').count(), 1);
    assert.equal(await page.locator('.month-day-free[data-cell="2027-05-27"]').count(), 0, 'most people work');
    await add(page, 'Feiertage und Ferien …');
    const dialog = page.getByRole('dialog', { name: 'Feiertage und Ferien' });
    assert.equal(await dialog.getByRole('checkbox', { name: 'Feiertage Thüringen' }).isChecked(), true);
    await dialog.getByRole('checkbox', { name: 'Schulferien Thüringen' }).press('Space');
    await dialog.getByRole('checkbox', { name: 'Feiertage Bayern' }).press('Space');
    await page.keyboard.press('Escape');
    await page.getByRole('checkbox', { name: 'Schulferien Thüringen' }).waitFor();
    await page.getByRole('button', { name: /27\. Mai 2027, Fronleichnam$/ }).waitFor();
    await page.getByRole('button', { name: /7\. Mai 2027, Schulfreier Tag$/ }).waitFor();
    assert.equal(await page.locator('.month-day-free[data-cell="2027-05-07"]').count(), 0);
    await page.getByRole('button', { name: 'Mehr zu „Feiertage Bayern“' }).click();
    assert.equal(await page.getByRole('menuitem', { name: 'Freigeben …' }).count(), 0);
    await page.getByRole('menuitem', { name: 'Entfernen' }).click();
    await page.getByRole('button', { name: /27\. Mai 2027, Fronleichnam \(regional\)$/ }).waitFor();
  });

  test('a calendar by its address: added, refreshed, its failure said, removed and taken back', async () => {
    await using visit = await web.visit('/calendar?view=workweek&date=2027-04-26', { as: 'anna', zone });
    const { page } = visit;
    await add(page, 'Aus dem Internet abonnieren …');
    const dialog = page.getByRole('dialog', { name: 'Kalender abonnieren' });
    await dialog.getByRole('textbox', { name: 'Adresse' }).fill('webcal://127.0.0.2/intern.ics');
    await dialog.getByRole('button', { name: 'Abonnieren' }).click();
    await dialog.getByText('Diese Adresse darf der Server nicht abrufen').waitFor();
    await assertAccessible(page, 'subscribing');
    await picture(page, 'sources-subscribe');
    await dialog.getByRole('textbox', { name: 'Adresse' }).fill(address);
    await dialog.getByRole('button', { name: 'Abonnieren' }).click();
    const event = page.getByRole('button', { name: /^Ratssitzung, 18:00 bis 20:00/ });
    await event.click();
    const facts = page.getByRole('dialog', { name: 'Ratssitzung' });
    await facts.getByText('Stadtrat Erfurt').waitFor();
    assert.equal(await facts.getByRole('button', { name: 'Bearbeiten' }).count(), 0);
    await page.keyboard.press('Escape');
    status = 503;
    await page.getByRole('button', { name: 'Mehr zu „Stadtrat Erfurt“' }).click();
    await page.getByRole('menuitem', { name: 'Jetzt aktualisieren' }).click();
    await page.getByText('Der Kalender lässt sich gerade nicht abrufen').waitFor();
    await event.waitFor();
    await page.getByRole('button', { name: 'Mehr zu „Stadtrat Erfurt“' }).click();
    await page.getByRole('menuitem', { name: 'Name und Farbe …' }).click();
    const editing = page.getByRole('dialog', { name: 'Kalender bearbeiten' });
    await editing.getByText('Zuletzt abgerufen').waitFor();
    await editing.getByText('Fehlgeschlagen').waitFor();
    await assertAccessible(page, 'a calendar by address');
    await picture(page, 'sources-subscription');
    await page.keyboard.press('Escape');
    status = 200;
    await page.getByRole('button', { name: 'Mehr zu „Stadtrat Erfurt“' }).click();
    await page.getByRole('menuitem', { name: 'Jetzt aktualisieren' }).click();
    await page.getByText('Der Kalender lässt sich gerade nicht abrufen').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Mehr zu „Stadtrat Erfurt“' }).click();
    await page.getByRole('menuitem', { name: 'Löschen' }).click();
    await event.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Rückgängig' }).last().click();
    await event.waitFor();
    await page.keyboard.press('n');
    const form = page.getByRole('dialog', { name: 'Neuer Termin' });
    await form.waitFor();
    assert.doesNotMatch((await form.textContent()) ?? '', /Stadtrat|Feiertage/, 'nobody writes there');
  });

  test('the birthdays of one’s contacts are switched on by one click', async () => {
    await web.world.fetch('anna', '/api/v1/address-books');
    const body = JSON.stringify({ name: 'Eva Schmidt', birthday: '1985-04-28' });
    const headers = { 'content-type': 'application/json' };
    const made = await web.world.fetch('anna', '/api/v1/address-books/contacts/contacts', {
      method: 'POST',
      headers,
      body,
    });
    assert.equal(made.status, 201, await made.text());
    await using visit = await web.visit('/calendar?view=workweek&date=2027-04-26', { as: 'anna', zone });
    const { page } = visit;
    await add(page, 'Geburtstage meiner Kontakte');
    await page.getByRole('button', { name: /^Eva Schmidt wird 42/ }).waitFor();
    await page.getByRole('button', { name: 'Kalender hinzufügen' }).click();
    assert.equal(await page.getByRole('menuitem', { name: 'Geburtstage meiner Kontakte' }).count(), 0);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Mehr zu „Geburtstage“' }).click();
    await page.getByRole('menuitem', { name: 'Löschen' }).click();
    await page.getByRole('button', { name: /^Eva Schmidt wird 42/ }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Rückgängig' }).last().click();
    await page.getByRole('button', { name: /^Eva Schmidt wird 42/ }).waitFor();
  });

  for (const look of looks) {
    test(`looks right: ${nameOf(look)}`, async () => {
      const isEnglish = look.language === 'en';
      await using visit = await web.visit('/calendar?view=month&date=2027-05-01', { as: 'anna', zone, ...look });
      const { page } = visit;
      await page.locator('.month-number').first().waitFor();
      if (look.phone === true)
        await page.getByRole('button', { name: isEnglish ? 'Calendars and month' : 'Kalender und Monat' }).click();
      await until(async () => (await page.locator('.calendar-list').count()) > 1, { what: 'holidays are there' });
      if (isInTurn(look, 0)) {
        await picture(page, `sources-month-${nameOf(look)}`);
        await assertAccessible(page, 'the month');
      }
      if (!isInTurn(look, 1)) return;
      await page.getByRole('button', { name: isEnglish ? 'Add calendar' : 'Kalender hinzufügen' }).click();
      await page.getByRole('menuitem').first().waitFor();
      await picture(page, `sources-menu-${nameOf(look)}`);
      await page.getByRole('menuitem').first().click();
      const dialog = page.getByRole('dialog', {
        name: isEnglish ? 'Public and school holidays' : 'Feiertage und Ferien',
      });
      await dialog.getByRole('checkbox').first().waitFor();
      await assertAccessible(page, 'holidays');
      await picture(page, `sources-holidays-${nameOf(look)}`);
    });
  }
});
