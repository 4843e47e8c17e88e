import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { calendarHelpers, zone } from './calendar-helpers.ts';
import { until } from './files-helpers.ts';
import { assertAccessible, picture, startWebWorld, type WebWorld } from './web-world.ts';

/** A working week in which nothing else is. */
const week = ['2027-11-08', '2027-11-12'] as const;

describe('the web calendar: files, finding, conflicts, fingers', () => {
  let web: WebWorld;
  before(async () => {
    web = await startWebWorld();
  });
  after(() => web[Symbol.asyncDispose]());

  const { ask, listed, add, at } = calendarHelpers(() => web, week[0]);

  test('a file of events: what was left out and why, taken back, and out again', async () => {
    await using visit = await web.visit(`/calendar?view=workweek&date=${week[0]}`, { as: 'anna', zone });
    const { page } = visit;
    await page.getByRole('button', { name: 'Mehr zur Ansicht' }).click();
    await page.getByRole('menuitem', { name: 'Termine importieren' }).click();
    const dialog = page.getByRole('dialog', { name: 'Kalender importieren' });
    const event = (uid: string, start: string, summary: string) =>
      `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTART:${start}\r\nDURATION:PT1H\r\nSUMMARY:${summary}\r\nEND:VEVENT\r\n`;
    const file = (name: string, text: string) => ({ name, mimeType: 'text/calendar', buffer: Buffer.from(text) });
    const input = dialog.locator('input[type="file"]');
    await input.setInputFiles(file('seite.ics', '<html></html>'));
    await dialog.getByRole('button', { name: 'Importieren' }).click();
    await dialog.getByText('Das ist kein Kalender.').waitFor();
    const text = `BEGIN:VCALENDAR\r\n${event('web-1', '20271112T130000Z', 'Aus der Datei')}${event('web-2', 'gestern', 'Ohne Datum')}END:VCALENDAR\r\n`;
    await input.setInputFiles(file('Alter Kalender.ics', text));
    await dialog.getByRole('button', { name: /In den Kalender$/ }).click();
    await page.getByRole('option', { name: 'Neuer Kalender „Alter Kalender“' }).click();
    await assertAccessible(page, 'importing a calendar');
    await picture(page, 'calendar-import');
    await dialog.getByRole('button', { name: 'Importieren' }).click();
    await dialog.getByText('1 Eintrag steht jetzt in „Alter Kalender“.').waitFor();
    await dialog.getByText('Ohne Datum').waitFor();
    await dialog.getByText('ein Datum oder eine Dauer ist ungültig').waitFor();
    await assertAccessible(page, 'what was imported');
    await picture(page, 'calendar-imported');
    await dialog.getByRole('button', { name: 'Fertig' }).click();
    const shown = page.getByRole('button', { name: /^Aus der Datei, 14:00/ });
    await shown.click();
    const facts = page.getByRole('dialog', { name: 'Aus der Datei' });
    const [one] = await Promise.all([
      page.waitForEvent('download'),
      facts.getByRole('link', { name: 'Als Datei (.ics) speichern' }).click(),
    ]);
    assert.equal(one.suggestedFilename(), 'Aus der Datei.ics');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Mehr zu „Alter Kalender“' }).click();
    const [all] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Als Datei (.ics) exportieren' }).click(),
    ]);
    assert.equal(all.suggestedFilename(), 'Alter Kalender.ics');

    // dropped on the page, into the calendar that is proposed; taken back
    const dropped = text.replaceAll('web-', 'gezogen-').replace('Aus der Datei', 'Gezogen');
    await page.evaluate(`(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([${JSON.stringify(dropped)}], 'gezogen.ics', { type: 'text/calendar' }));
      const drop = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer });
      document.querySelector('.calendar-page').dispatchEvent(drop);
    })()`);
    await dialog.getByText('gezogen.ics').waitFor();
    await dialog.getByRole('button', { name: 'Importieren' }).click();
    await until('it is in', async () => (await listed('anna')).includes('2027-11-12 14:00-15:00 Gezogen'));
    await dialog.getByRole('button', { name: 'Import zurücknehmen' }).click();
    await until('it is out', async () => (await listed('anna')).every((line) => !line.endsWith('Gezogen')));
    await dialog.waitFor({ state: 'detached' });
    assert.ok(
      (await listed('anna')).some((line) => line.endsWith('Aus der Datei')),
      'the other import stays',
    );
  });

  test('found again by keyboard: in the calendar and by the one search', async () => {
    const recurrence = { frequency: 'monthly', interval: 1, count: 3 };
    const id = await add('anna', {
      title: 'Zwölferrunde',
      place: 'Kassel',
      when: at('2028-02-01', '09:00', '10:00'),
      recurrence,
    });
    await using visit = await web.visit(`/calendar?view=month&date=${week[0]}`, { as: 'anna', zone });
    const { page } = visit;
    await page.getByRole('heading', { name: 'November 2027', level: 1 }).waitFor();
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Tastenkürzel' });
    await keys.getByText('Termin in einem Satz schreiben').waitFor();
    await assertAccessible(page, 'the keys');
    await picture(page, 'calendar-keys');
    await page.keyboard.press('Escape');
    await keys.waitFor({ state: 'detached' });
    await page.keyboard.press('/');
    await page.getByRole('searchbox', { name: 'Termine suchen' }).waitFor();
    await page.keyboard.type('kassel');
    await page.getByText('1 Termin gefunden').waitFor();
    await assertAccessible(page, 'events that were found');
    await picture(page, 'calendar-search');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Zwölferrunde' }).getByText('Kassel').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Zwölferrunde im Kalender zeigen' }).click();
    await page.getByRole('heading', { name: 'Februar 2028', level: 1 }).waitFor();

    await page.keyboard.press('Control+k');
    await page.getByRole('searchbox', { name: 'Dateien, Termine' }).fill('zwölferr');
    await page.getByRole('menuitem', { name: 'Zwölferrunde' }).waitFor();
    await assertAccessible(page, 'the one search');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Zwölferrunde' }).getByText('Kassel').waitFor();
    await page.keyboard.press('Escape');
    await page.goto('/search?q=zwölferr');
    await page.getByRole('region', { name: 'Termine' }).getByRole('button', { name: 'Zwölferrunde' }).click();
    await page.getByRole('dialog', { name: 'Zwölferrunde' }).waitFor();
    // as the list of what has happened leads there
    await page.goto(`/calendar?view=month&event=${id}`);
    await page.getByRole('dialog', { name: 'Zwölferrunde' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Februar 2028', level: 1 }).waitFor();
  });

  test('somebody else changed it meanwhile: both are shown, what was typed stays; deleted: made anew', async () => {
    const id = await add('anna', { title: 'Anhörung', place: 'Raum 1', when: at(week[1], '10:00', '11:00') });
    const meanwhile = (change: object) =>
      ask('anna', 'PATCH', `/calendar/events/${id}`, { scope: 'all', recurrenceId: null, etag: null, change });
    await using visit = await web.visit(`/calendar?view=day&date=${week[1]}`, { as: 'anna', zone });
    const { page } = visit;
    const edit = async (name: string | RegExp) => {
      await page.getByRole('button', { name }).click();
      await page.getByRole('dialog', { name: 'Anhörung' }).getByRole('button', { name: 'Bearbeiten' }).click();
      return page.getByRole('dialog', { name: 'Termin bearbeiten' });
    };
    const form = await edit(/^Anhörung, 10:00/);
    await form.getByRole('textbox', { name: 'Ort' }).fill('Raum 2');
    await form.getByRole('textbox', { name: 'Titel' }).fill('Anhörung Haushalt');
    await form.getByRole('button', { name: 'Beschreibung, Kategorien' }).click();
    await form.getByRole('combobox', { name: 'Kategorien' }).fill('Ausschuss');
    await page.getByRole('option', { name: 'Ausschuss Neue Kategorie' }).click();
    await meanwhile({ place: 'Raum 3', title: 'Anhörung neu', description: 'Mit Tagesordnung' });
    await form.getByRole('button', { name: 'Speichern' }).click();
    const conflict = page.getByRole('dialog', { name: 'Inzwischen geändert' });
    await conflict.getByText('Außerdem geändert, und das bleibt so: Beschreibung').waitFor();
    await assertAccessible(page, 'a conflict');
    await picture(page, 'calendar-conflict');
    await conflict.getByRole('radio', { name: 'Raum 3' }).focus();
    await page.keyboard.press('Space');
    await conflict.getByRole('button', { name: 'So speichern' }).click();
    await conflict.waitFor({ state: 'detached' });
    await form.waitFor({ state: 'detached' });
    const { title, place, description, categories } = await ask<Record<string, unknown>>(
      'anna',
      'GET',
      `/calendar/events/${id}`,
    );
    assert.deepEqual(
      [title, place, description, categories],
      ['Anhörung Haushalt', 'Raum 3', 'Mit Tagesordnung', ['Ausschuss']],
    );
    const again = await edit(/^Anhörung Haushalt, 10:00/);
    await again.getByRole('textbox', { name: 'Titel' }).fill('Anhörung, zweiter Versuch');
    await ask('anna', 'DELETE', `/calendar/events/${id}?scope=all`);
    await again.getByRole('button', { name: 'Speichern' }).click();
    await page.getByRole('button', { name: 'Als neuen Termin anlegen' }).click();
    await again.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Anhörung, zweiter Versuch, 10:00/ }).waitFor();
  });

  test('by fingers: a week on by a stroke, an event moved by holding it', async () => {
    await add('anna', { title: 'Frühstück', when: at('2027-12-06', '09:00', '10:00') });
    await using visit = await web.visit('/calendar?view=week&date=2027-12-13', { as: 'anna', zone, phone: true });
    const { page, context } = visit;
    await page.getByRole('heading', { name: '13.–19. Dezember 2027' }).waitFor();
    const client = await context.newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0) =>
      client.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
    await touch('touchStart', 120, 500);
    for (const x of [160, 220, 280]) await touch('touchMove', x, 500);
    await touch('touchEnd');
    await page.getByRole('heading', { name: '6.–12. Dezember 2027' }).waitFor();
    const event = page.getByRole('button', { name: /^Frühstück, 09:00/ });
    await event.scrollIntoViewIfNeeded();
    const box = await event.boundingBox();
    assert.ok(box !== null);
    const [x, y] = [box.x + box.width / 2, box.y + 10];
    const column = await page.locator('.time-column').first().boundingBox();
    assert.ok(column !== null);
    await touch('touchStart', x, y);
    await page.locator('.drag-ghost').waitFor();
    await touch('touchMove', x + column.width, y + 5);
    await touch('touchMove', x + column.width, y + column.height / 24);
    await touch('touchEnd');
    await until('it is moved', async () => (await listed('anna')).includes('2027-12-07 10:00-11:00 Frühstück'));
    await page.getByRole('heading', { name: '6.–12. Dezember 2027' }).waitFor();
  });
});
