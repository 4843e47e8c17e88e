import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { systemActor } from '@landescloud/kernel';
import { until } from './files-helpers.ts';
import { assertAccessible, looksOf, nameOf, picture, startWebWorld, type WebWorld } from './web-world.ts';

const system = systemActor('test');
const zone = 'Europe/Berlin';
const minute = 60_000;
const stamp = (at: number) => new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '');

describe('reminders in the web', () => {
  let web: WebWorld;
  before(async () => {
    web = await startWebWorld();
    for (const key of ['tfm', 'tmil'])
      await web.world.landescloud.directory.organisations.setRule(system, key, 'people.visibility', 'everyone');
  });
  after(() => web[Symbol.asyncDispose]());

  /** An event in ten minutes whose reminder is due in a second. */
  async function remindOf(uid: string, title: string, more = ''): Promise<void> {
    const at = Math.floor(Date.now() / 1000) * 1000 + 2000;
    const body = `BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:${uid}\nDTSTAMP:20270101T000000Z\nDTSTART:${stamp(at + 10 * minute)}
DURATION:PT45M\nSUMMARY:${title}\n${more}BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT10M\nEND:VALARM\nEND:VEVENT\nEND:VCALENDAR\n`;
    const path = `/remote.php/dav/calendars/anna/personal/${uid}.ics`;
    const headers = { 'content-type': 'text/calendar' };
    assert.equal((await web.world.fetch('anna', path, { method: 'PUT', body, headers })).status, 201);
    await until(`${title} is due`, async () => {
      await web.world.landescloud.reminders.ring();
      const open = await web.world.landescloud.reminders.open(web.world.person('anna').actor);
      return open.some((each) => each.title === title);
    });
  }

  test('what rings appears at once and outside of the page, is put off and dismissed', async () => {
    await using visit = await web.visit('/files', { as: 'anna', zone });
    const { page, context } = visit;
    await context.grantPermissions(['notifications']);
    // The browser without a shell has no place to show them, and says that it may not.
    await page.addInitScript({
      content: `globalThis.shown = [];
        document.hasFocus = () => false;
        globalThis.Notification = class extends Notification {
          static permission = 'granted';
          constructor(title, options) {
            super(title, options);
            shown.push(title + ': ' + options.body);
          }
        };`,
    });
    await page.reload();
    await page.getByRole('button', { name: 'Mitteilungen', exact: true }).waitFor();
    await remindOf('r1', 'Lagebesprechung', 'LOCATION:Raum 7\nURL:https://konferenz.example/lage\n');
    const card = page.getByRole('article', { name: 'Erinnerung: Lagebesprechung' });
    await card.getByText(/^in \d+ Minuten · \d\d:\d\d–\d\d:\d\d · Raum 7$/).waitFor();
    await page.getByRole('button', { name: 'Mitteilungen, 1 ungelesen' }).waitFor();
    assert.match(String(await page.evaluate('shown.join()')), /^Lagebesprechung: in \d+ Minuten · .*Raum 7$/);
    await assertAccessible(page, 'a reminder');
    await picture(page, 'reminder-card');
    await card.getByRole('button', { name: 'Später erinnern: Lagebesprechung' }).click();
    await picture(page, 'reminder-later');
    await page.getByRole('menuitem', { name: 'In 5 Minuten' }).click();
    await card.waitFor({ state: 'detached' });
    await web.world.landescloud.database.query('update calendar.reminder set snoozed_until = 1');
    await web.world.landescloud.reminders.ring();
    await card.waitFor();
    await card.getByRole('button', { name: 'Abhaken: Lagebesprechung' }).focus();
    await page.keyboard.press('Enter');
    await card.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Mitteilungen', exact: true }).waitFor();
    for (const [uid, title] of [
      ['r2', 'Zweitens'],
      ['r3', 'Drittens'],
      ['r4', 'Viertens'],
      ['r5', 'Fünftens'],
    ] as const)
      await remindOf(uid, title);
    await page.getByText('Eine weitere Erinnerung').waitFor();
    await picture(page, 'reminder-many');
    await page.getByRole('button', { name: 'Alle abhaken' }).click();
    await page.getByText('Eine weitere Erinnerung').waitFor({ state: 'detached' });
    await until('all are done', async () => {
      const open = await web.world.landescloud.reminders.open(web.world.person('anna').actor);
      return open.length === 0;
    });
  });

  test('new events remind as one has chosen; in the form several, by mail too; of an invitation one chooses alone', async () => {
    await using visit = await web.visit('/calendar?view=day&date=2027-11-10', { as: 'anna', zone });
    const { page } = visit;
    await page.getByRole('button', { name: 'Termin', exact: true }).click();
    const form = page.getByRole('dialog', { name: 'Neuer Termin' });
    await form.getByRole('textbox', { name: 'Titel' }).fill('Abstimmung');
    await form.getByRole('combobox', { name: 'Personen einladen' }).fill('böh');
    await page.getByRole('option', { name: 'Bernd Böhme' }).click();
    await form.getByRole('button', { name: /Erinnerung, Sichtbarkeit$/ }).click();
    await form.getByRole('button', { name: '15 Minuten vorher Erinnerung 1' }).waitFor();
    await form.getByRole('button', { name: 'Erinnerung hinzufügen' }).click();
    await form.getByRole('button', { name: /Erinnerung 2$/ }).click();
    await page.getByRole('option', { name: '1 Tag vorher' }).click();
    await form.getByRole('button', { name: /Weg 2$/ }).click();
    await page.getByRole('option', { name: 'Per E-Mail' }).click();
    await picture(page, 'reminder-form');
    await form.getByRole('button', { name: 'Speichern und einladen' }).click();
    await page.getByRole('button', { name: /^Abstimmung/ }).click();
    const popover = page.getByRole('dialog', { name: 'Abstimmung' });
    await popover.getByText('15 Minuten vorher, 1 Tag vorher per E-Mail').waitFor();
    await picture(page, 'reminder-popover');

    const alarmsOf = async (login: string) => {
      const [row] = await web.world.landescloud.database.query<{ data: Buffer }>(
        `select o.data from calendar.object o join calendar.calendar c on c.id = o.calendar_id
         where c.owner_kind = 'person' and c.owner_id = $1 and o.shown->>'summary' = 'Abstimmung'`,
        [web.world.person(login).id],
      );
      return [...(row?.data.toString() ?? '').matchAll(/ACTION:(\w+)\r?\nTRIGGER:(\S+)/g)].map(
        ([, a, t]) => `${a} ${t}`,
      );
    };
    assert.deepEqual(await alarmsOf('anna'), ['DISPLAY -PT15M', 'EMAIL -P1D']);
    await using his = await web.visit('/calendar?view=day&date=2027-11-10', { as: 'bernd', zone });
    await his.page.getByRole('button', { name: /^Abstimmung/ }).click();
    const seen = his.page.getByRole('dialog', { name: 'Abstimmung' });
    await seen.getByText('Keine Erinnerung').waitFor();
    await seen.getByRole('button', { name: 'Erinnerung ändern' }).click();
    await seen.getByRole('button', { name: 'Erinnerung hinzufügen' }).click();
    await until('it is his', async () => (await alarmsOf('bernd')).join() === 'DISPLAY -PT15M');
    assert.deepEqual(await alarmsOf('anna'), ['DISPLAY -PT15M', 'EMAIL -P1D'], 'hers are as before');
    await picture(his.page, 'reminder-invited');
  });

  for (const look of looksOf(0)) {
    test(`how one is reminded: ${nameOf(look)}`, async () => {
      const { calendar } = web.world.landescloud;
      await calendar.share(
        web.world.person('bernd').actor,
        { uri: 'personal' },
        { set: [{ kind: 'person', key: 'anna', role: 'manager' }] },
      );
      await using visit = await web.visit('/settings/notifications', { as: 'anna', ...look, zone });
      const { page } = visit;
      const card = page.locator('section', { has: page.locator('#reminders-heading') });
      const isEnglish = look.language === 'en';
      await card.getByRole('button', { name: /(Wie Sie erinnert werden|How you are reminded)$/ }).click();
      await page.getByRole('option', { name: isEnglish ? 'Always both ways' : 'Immer auf beiden Wegen' }).click();
      const { reminders } = web.world.landescloud;
      const choice = () => reminders.choice(web.world.person('anna').actor);
      await until('it is kept', async () => (await choice()).way === 'both');
      await card.getByRole('switch', { name: /Bernd Böhme/ }).waitFor();
      await assertAccessible(page, 'how one is reminded');
      await picture(page, `reminder-settings-${nameOf(look)}`);
      await reminders.choose(web.world.person('anna').actor, { ...(await choice()), way: 'as-set' });
    });
  }
});
