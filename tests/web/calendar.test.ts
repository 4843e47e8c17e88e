import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { systemActor } from '@landescloud/kernel';
import type { Page } from 'playwright-core';
import { calendarHelpers, zone } from './calendar-helpers.ts';
import { until } from './files-helpers.ts';
import { assertAccessible, isInTurn, looks, nameOf, picture, startWebWorld, type WebWorld } from './web-world.ts';

const system = systemActor('test');
/** A working week in which nothing else is. */
const week = ['2027-11-08', '2027-11-09', '2027-11-10', '2027-11-11', '2027-11-12'] as const;

describe('the web calendar', () => {
  let web: WebWorld;
  before(async () => {
    web = await startWebWorld();
    for (const key of ['tfm', 'tmil'])
      await web.world.landescloud.directory.organisations.setRule(system, key, 'people.visibility', 'everyone');
  });
  after(() => web[Symbol.asyncDispose]());

  const { add, listed, at } = calendarHelpers(() => web, week[0]);
  const shows = (what: string, login: string, expected: readonly string[]) =>
    until(what, async () => JSON.stringify(await listed(login)) === JSON.stringify(expected));

  /** Where an hour of a day of the working week is. */
  async function point(page: Page, day: number, hour: number): Promise<{ x: number; y: number }> {
    const column = page.locator('.time-column').nth(day);
    const box = await column.boundingBox();
    assert.ok(box !== null);
    return { x: box.x + box.width / 2, y: box.y + (box.height / 24) * hour };
  }

  test('by mouse: drawn, moved, made longer, taken back, deleted', async () => {
    await using visit = await web.visit(`/calendar?view=workweek&date=${week[0]}`, { as: 'anna', zone });
    const { page } = visit;
    await page.getByRole('heading', { name: '8.–12. November 2027' }).waitFor();
    const [from, to] = [await point(page, 1, 9), await point(page, 1, 10.5)];
    await page.mouse.move(from.x, from.y + 2);
    await page.mouse.down();
    await page.mouse.move(from.x, from.y + 30);
    await page.mouse.move(to.x, to.y - 2);
    await page.mouse.up();
    const form = page.getByRole('dialog', { name: 'Neuer Termin' });
    await form.getByRole('textbox', { name: 'Titel' }).fill('Klausur');
    await form.getByRole('textbox', { name: 'Ort' }).fill('Raum 7');
    await form.getByRole('button', { name: 'Speichern' }).click();
    await shows('it is there', 'anna', ['2027-11-09 09:00-10:30 Klausur']);

    const event = page.getByRole('button', { name: 'Klausur, 09:00 bis 10:30, Raum 7' });
    const box = await event.boundingBox();
    assert.ok(box !== null);
    const target = await point(page, 3, 13);
    await page.mouse.move(box.x + 40, box.y + 5);
    await page.mouse.down();
    await page.mouse.move(box.x + 60, box.y + 40);
    await page.mouse.move(target.x, target.y + 5);
    await page.mouse.up();
    await shows('it is moved', 'anna', ['2027-11-11 13:00-14:30 Klausur']);
    const moved = page.getByRole('button', { name: 'Klausur, 13:00 bis 14:30, Raum 7' });
    const end = await moved.boundingBox();
    assert.ok(end !== null);
    const later = await point(page, 3, 16);
    await page.mouse.move(end.x + 40, end.y + end.height - 4);
    await page.mouse.down();
    await page.mouse.move(end.x + 40, end.y + end.height + 20);
    await page.mouse.move(later.x, later.y);
    await page.mouse.up();
    await shows('it is longer', 'anna', ['2027-11-11 13:00-16:00 Klausur']);
    await page.getByText('Termin verschoben').nth(1).waitFor();
    await page.getByRole('button', { name: 'Rückgängig' }).last().click();
    await shows('it is as long as before', 'anna', ['2027-11-11 13:00-14:30 Klausur']);

    await moved.click();
    await page.getByRole('dialog', { name: 'Klausur' }).getByRole('button', { name: 'Löschen' }).click();
    await shows('it is gone', 'anna', []);
    await page.getByText('Termin gelöscht').waitFor();
    await page.getByRole('button', { name: 'Rückgängig' }).last().click();
    await shows('it is back', 'anna', ['2027-11-11 13:00-14:30 Klausur']);
    await moved.waitFor();
    await page.keyboard.press('Escape');
    await moved.focus();
    await page.keyboard.press('Delete');
    await shows('it is gone by the key', 'anna', []);
  });

  test('by keyboard alone: in plain words, by the form, days and events by arrows, a series in its three ways', async () => {
    await using visit = await web.visit(`/calendar?view=workweek&date=${week[0]}`, { as: 'anna', zone });
    const { page } = visit;
    await page.getByRole('heading', { name: '8.–12. November 2027' }).waitFor();
    await page.keyboard.press('q');
    await page.keyboard.type('9.11.2027 9-10 Dienstbesprechung in Raum 204');
    await page.getByText('Di., 9. November').waitFor();
    await page.getByText('09:00–10:00', { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await shows('the line made it', 'anna', ['2027-11-09 09:00-10:00 Dienstbesprechung']);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Dienstbesprechung, 09:00/ }).waitFor();
    await page.getByRole('button', { name: 'Montag, 8. November 2027' }).last().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Dienstbesprechung' }).waitFor();
    await page.getByText('Raum 204').last().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Dienstbesprechung' }).waitFor({ state: 'detached' });
    await page.keyboard.press('n');
    const form = page.getByRole('dialog', { name: 'Neuer Termin' });
    await form.getByRole('textbox', { name: 'Titel' }).waitFor();
    assert.equal(
      await form.getByLabel('Beginn', { exact: true }).inputValue(),
      '2027-11-09',
      'on the day where one is',
    );
    await page.keyboard.type('Jour fixe');
    await form.getByRole('button', { name: 'Einmalig Wiederholung' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: 'jede Woche am Dienstag' }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.type('ede Woche');
    await page.keyboard.press('Enter');
    await form.getByRole('button', { name: 'Ohne Ende Ende der Serie' }).click();
    await page.getByRole('option', { name: 'Nach einer Anzahl' }).click();
    await form
      .getByRole('textbox', { name: 'Anzahl' })
      .or(form.getByRole('spinbutton', { name: 'Anzahl' }))
      .fill('3');
    await form.getByRole('button', { name: 'Speichern' }).focus();
    await page.keyboard.press('Enter');
    const series = [
      '2027-11-09 09:00-10:00 Jour fixe',
      '2027-11-16 09:00-10:00 Jour fixe',
      '2027-11-23 09:00-10:00 Jour fixe',
    ];
    const own = async () => (await listed('anna')).filter((line) => line.endsWith('Jour fixe'));
    const becomes = (what: string, expected: readonly string[]) =>
      until(what, async () => JSON.stringify(await own()) === JSON.stringify(expected));
    await becomes('three of them', series);
    await form.waitFor({ state: 'detached' });

    await page.keyboard.press('PageDown');
    await page.getByRole('heading', { name: '15.–19. November 2027' }).waitFor();
    const second = page.getByRole('button', { name: 'Jour fixe, 09:00 bis 10:00, Serie' });
    await second.waitFor();
    await second.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Jour fixe' }).getByRole('button', { name: 'Bearbeiten' }).click();
    const edit = page.getByRole('dialog', { name: 'Termin bearbeiten' });
    await edit.getByLabel('Uhrzeit des Beginns').fill('11:00');
    await edit.getByRole('button', { name: 'Speichern' }).click();
    const scope = page.getByRole('dialog', { name: 'Termin der Serie ändern' });
    await scope.getByRole('radio', { name: 'Dieser und alle folgenden' }).focus();
    await page.keyboard.press('Space');
    await scope.getByRole('button', { name: 'So ändern' }).click();
    await becomes('it and the last one moved', [
      series[0] ?? '',
      '2027-11-16 11:00-12:00 Jour fixe',
      '2027-11-23 11:00-12:00 Jour fixe',
    ]);
    await page.getByText('Termin geändert').waitFor();
    await page.getByRole('button', { name: 'Rückgängig' }).last().click();
    await becomes('all as before', series);
    await second.waitFor();
    await second.focus();
    await page.keyboard.press('Delete');
    const removal = page.getByRole('dialog', { name: 'Termin der Serie löschen' });
    await removal.getByRole('button', { name: 'Löschen' }).click();
    await becomes('two are left', [series[0] ?? '', series[2] ?? '']);
    for (const [key, name] of [
      ['4', 'November 2027'],
      ['1', 'Dienstag, 16. November 2027'],
    ] as const) {
      await page.keyboard.press('Escape');
      await page.keyboard.press(key);
      if (key === '4') await page.getByRole('heading', { name, exact: true, level: 1 }).waitFor();
      else await page.locator('.time-grid-day').waitFor();
    }
  });

  test('a calendar is made, shared, hidden, seen by a deputy, who writes on behalf; live; deleted and brought back', async () => {
    await using hers = await web.visit(`/calendar?view=week&date=${week[0]}`, { as: 'anna', zone });
    const anna = hers.page;
    await anna.getByRole('button', { name: 'Kalender anlegen' }).click();
    const dialog = anna.getByRole('dialog', { name: 'Neuer Kalender' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Abteilung 2');
    await dialog.getByRole('button', { name: 'Anlegen' }).click();
    await anna.getByRole('checkbox', { name: 'Abteilung 2' }).waitFor();
    await anna.getByRole('button', { name: 'Mehr zu „Abteilung 2“' }).click();
    await anna.getByRole('menuitem', { name: 'Freigeben' }).click();
    const share = anna.getByRole('dialog', { name: 'Kalender „Abteilung 2“ freigeben' });
    await share.getByRole('combobox', { name: 'Person, Gruppe oder Organisation' }).fill('böh');
    await anna.getByRole('option', { name: 'Bernd Böhme' }).click();
    await share.getByRole('button', { name: 'Ansehen Berechtigung' }).click();
    await anna.getByRole('option', { name: 'Vertreten' }).click();
    await share.getByRole('button', { name: 'Kalender freigeben' }).click();
    await share.getByRole('button', { name: 'Freigabe für Bernd Böhme beenden' }).waitFor();
    await anna.keyboard.press('Escape');

    await using his = await web.visit(`/calendar?view=week&date=${week[0]}`, { as: 'bernd', zone });
    const bernd = his.page;
    await bernd.getByRole('checkbox', { name: /Abteilung 2/ }).waitFor();
    await bernd.getByRole('button', { name: 'Termin', exact: true }).click();
    const form = bernd.getByRole('dialog', { name: 'Neuer Termin' });
    await form.getByRole('textbox', { name: 'Titel' }).fill('Vertretung im Ausschuss');
    await form.getByRole('button', { name: /Kalender$/ }).click();
    await bernd.getByRole('option', { name: /Abteilung 2/ }).click();
    await form.getByText('Sie tragen das im Namen von Anna Albrecht ein.').waitFor();
    await form.getByRole('button', { name: 'Speichern' }).click();
    // she looks at the same week and sees it without doing anything
    const seen = anna.getByRole('button', { name: /Vertretung im Ausschuss/ });
    await seen.waitFor();
    await anna.getByRole('checkbox', { name: 'Abteilung 2' }).click({ force: true });
    await seen.waitFor({ state: 'detached' });
    await anna.getByRole('checkbox', { name: 'Abteilung 2' }).click({ force: true });
    await seen.waitFor();
    await anna.getByRole('button', { name: 'Mehr zu „Abteilung 2“' }).click();
    await anna.getByRole('menuitem', { name: 'Löschen' }).click();
    await seen.waitFor({ state: 'detached' });
    await anna.getByRole('button', { name: 'Rückgängig' }).last().click();
    await seen.waitFor();
  });

  test('a time for several: proposals, the place of work, an invitation', async () => {
    await add('bernd', { title: 'Besetzt', when: at(week[2], '08:00', '11:00') });
    await using visit = await web.visit(`/calendar?view=day&date=${week[2]}`, { as: 'anna', zone });
    const { page } = visit;
    await page.getByRole('button', { name: 'Termin', exact: true }).click();
    const form = page.getByRole('dialog', { name: 'Neuer Termin' });
    await form.getByRole('textbox', { name: 'Titel' }).fill('Abstimmung');
    await form.getByRole('combobox', { name: 'Personen einladen' }).fill('böh');
    await page.getByRole('option', { name: 'Bernd Böhme' }).click();
    await form.getByRole('button', { name: 'Zeit finden' }).click();
    await form.getByText('beschäftigt von 08:00 bis 11:00').waitFor();
    const proposal = form.getByRole('button', { name: 'Mi., 10. November, 11:00 Alle können' });
    await proposal.click();
    assert.equal(await form.getByLabel('Uhrzeit des Beginns').inputValue(), '11:00');
    await picture(page, 'calendar-find-time');
    await form.getByRole('button', { name: 'Speichern und einladen' }).click();
    await until('it is there', async () => (await listed('anna')).includes('2027-11-10 11:00-12:00 Abstimmung'));
    const made = page.getByRole('button', { name: /^Abstimmung, 11:00/ });
    await made.click();
    const facts = page.getByRole('dialog', { name: 'Abstimmung' });
    await facts.getByText('Bernd Böhme').waitFor();
    await facts.getByText('Noch keine Antwort').waitFor();
    await page.keyboard.press('Escape');
    await page
      .getByRole('button', { name: /nicht angegeben$/ })
      .first()
      .click();
    await page.getByRole('menuitem', { name: 'Zu Hause' }).click();
    await page.getByRole('button', { name: /: Zu Hause$/ }).waitFor();
  });

  for (const look of looks) {
    test(`looks right: ${nameOf(look)}`, async () => {
      if ((await listed('anna')).every((line) => !line.includes('Haushaltsgespräch'))) {
        await add('anna', {
          title: 'Haushaltsgespräch',
          place: 'Sitzungssaal',
          when: at(week[0], '13:00', '14:30'),
          link: 'https://konferenz.example/abc',
        });
        await add('anna', { title: 'Anruf', when: at(week[0], '13:30', '14:00'), isTentative: true });
        await add('anna', { title: 'Arzt', when: at(week[4], '08:00', '09:00'), classification: 'private' });
        await add('anna', {
          title: 'Messe',
          when: { allDay: true, startDate: week[2], startTime: null, endDate: week[3], endTime: null, zone: null },
        });
      }
      const views = ['workweek', 'month', 'list', 'year', 'day', 'team'];
      for (const [number, view] of views.entries()) {
        if (!isInTurn(look, number)) continue;
        await using visit = await web.visit(`/calendar?view=${view}&date=${week[0]}`, { as: 'anna', ...look, zone });
        const { page } = visit;
        const event = page.getByRole('button', { name: /^Haushaltsgespräch/ }).first();
        if (view === 'month') await page.locator('[data-key]').first().waitFor();
        else if (view === 'year' || view === 'team')
          await page.locator('.year-day-today, .year-day-1, .team-person').first().waitFor();
        else await event.waitFor();
        await assertAccessible(page, `${view} of the calendar`);
        await picture(page, `calendar-${view}-${nameOf(look)}`);
        if (view !== 'workweek' && view !== 'day') continue;
        await event.click();
        await page.getByRole('dialog', { name: 'Haushaltsgespräch' }).getByText('Sitzungssaal').waitFor();
        await assertAccessible(page, 'an event');
        await picture(page, `calendar-event-${nameOf(look)}`);
        await page.getByRole('button', { name: look.language === 'en' ? 'Edit' : 'Bearbeiten', exact: true }).click();
        await page.locator('.event-form').waitFor();
        await assertAccessible(page, 'the form');
        await picture(page, `calendar-form-${nameOf(look)}`);
      }
    });
  }
});
