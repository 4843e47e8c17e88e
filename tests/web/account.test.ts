import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemActor } from '@landescloud/kernel';
import { assertAccessible, looksOf, startWebWorld, until, type WebWorld } from './web-world.ts';

let web: WebWorld;
before(async () => {
  web = await startWebWorld();
  const { people } = web.world.landescloud.directory;
  for (const login of ['anna', 'bernd', 'clara']) {
    await people.update(systemActor('test'), login, { email: `${login}@verwaltung.example` });
  }
});
after(() => web[Symbol.asyncDispose]());

const nextPassword = 'Rote Beete am Abend 5';

async function mail(kind: string, to: string): Promise<string | undefined> {
  const [newest] = await web.world.landescloud.database.query<{ text: string }>(
    'select text from platform.mail where kind = $1 and recipient = $2 order by id desc limit 1',
    [kind, to],
  );
  return newest?.text;
}

/** The path with what stands behind #. */
async function linkIn(kind: string, to: string): Promise<string> {
  await until(async () => (await mail(kind, to)) !== undefined);
  return /https?:\/\/[^/]+(\/\S+#[\w-]{43})/.exec((await mail(kind, to))!)![1]!;
}

describe('a forgotten password', { timeout: 300_000 }, () => {
  it('is replaced by a link in a mail, by keyboard; the same words for who does not exist', async () => {
    await using visit = await web.visit('/login');
    const { page } = visit;
    await page.getByRole('link', { name: 'Passwort vergessen?' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Passwort vergessen' }).waitFor();
    const said: string[] = [];
    for (const login of ['niemand', 'anna@verwaltung.example']) {
      await page.goto('/login/reset');
      await page.getByLabel('Anmeldename oder E-Mail-Adresse').waitFor();
      await page.keyboard.type(login);
      await page.keyboard.press('Enter');
      await page.getByText('Sehen Sie in Ihr Postfach.').waitFor();
      said.push(await page.locator('main').innerText());
    }
    assert.equal(said[0], said[1]);

    const link = await linkIn('auth.password_reset', 'anna@verwaltung.example');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(link);
    await page.getByLabel('Neues Passwort', { exact: true }).waitFor();
    assert.ok(asked.every((url) => !new URL(url).pathname.includes(link.split('#')[1]!)));
    await page.getByLabel('Neues Passwort', { exact: true }).fill('kleine wiese am morgen');
    assert.ok(await page.getByRole('button', { name: 'Passwort speichern' }).isDisabled());
    await page.getByLabel('Neues Passwort', { exact: true }).fill(nextPassword);
    await page.getByLabel('Neues Passwort wiederholen').fill(nextPassword);
    await page.keyboard.press('Enter');
    await page.getByText('Ihr neues Passwort gilt ab jetzt.').waitFor();
    await assertAccessible(page, 'a new password');
    await page.getByRole('link', { name: 'Zur Anmeldung' }).click();
    await page.getByLabel('Anmeldename').fill('anna');
    await page.getByLabel('Passwort', { exact: true }).fill(nextPassword);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === '/');

    await page.goto('/login');
    await page.goto(link);
    await page.getByText('Dieser Link wurde schon benutzt oder ist zu alt.').waitFor();
    await assertAccessible(page, 'a used link');
    await page.getByRole('link', { name: 'Neuen Link anfordern' }).waitFor();
    await page.goto('/reset');
    await page.reload();
    await page.getByText('Dieser Link ist nicht vollständig.').waitFor();
  });

  it('looks right everywhere', async () => {
    const { database, auth } = web.world.landescloud;
    await database.query('delete from auth.password_reset');
    await auth.resets.ask('bernd', { address: '192.0.2.1', client: 'test' });
    await auth.followUp();
    const [{ recipient } = { recipient: '' }] = await database.query<{ recipient: string }>(
      `select recipient from platform.mail where kind = 'auth.password_reset' order by id desc`,
    );
    const link = await linkIn('auth.password_reset', recipient);
    for (const look of looksOf(0)) {
      for (const path of ['/login', '/login/reset', '/login/code', link]) {
        await using visit = await web.visit(path, look);
        await visit.page.locator('form input:visible').first().waitFor();
        await assertAccessible(visit.page, `${path} ${JSON.stringify(look)}`);
      }
    }
  });
});

describe('another mail address', { timeout: 300_000 }, () => {
  it('is asked for in the settings, confirmed by a link after signing in, and the one before is told', async () => {
    await using visit = await web.visit('/settings', { as: 'clara' });
    const { page, context } = visit;
    await page.getByRole('button', { name: 'E-Mail-Adresse ändern' }).click();
    const dialog = page.getByRole('dialog', { name: 'Neue E-Mail-Adresse' });
    await dialog.getByLabel('E-Mail-Adresse').fill('keine Adresse');
    await page.keyboard.press('Enter');
    await dialog.getByText('Das ist keine E-Mail-Adresse.').waitFor();
    await dialog.getByLabel('E-Mail-Adresse').fill('clara.neu@example.org');
    await assertAccessible(page, 'a new address');
    await page.keyboard.press('Enter');
    await page.getByText('Wartet auf Bestätigung: clara.neu@example.org').waitFor();
    await assertAccessible(page, 'an address that waits');
    const before = (await page.locator('.settings-facts dd').nth(1).textContent()) ?? '';
    assert.doesNotMatch(before, /neu/);

    const link = await linkIn('auth.mail_change', 'clara.neu@example.org');
    await context.clearCookies();
    await page.goto(link);
    await page.getByLabel('Anmeldename').fill('clara');
    await page.getByLabel('Passwort', { exact: true }).fill(web.world.person('clara').password);
    await page.keyboard.press('Enter');
    await page.getByText('Nachrichten gehen künftig an clara.neu@example.org.').waitFor();
    await assertAccessible(page, 'confirming');
    await page.getByRole('button', { name: 'Bestätigen' }).click();
    await page.getByText('Ihre neue E-Mail-Adresse gilt ab jetzt.').waitFor();
    assert.match((await mail('auth.mail_changed', before.toLowerCase()))!, /clara\.neu@example\.org/);
    await page.getByRole('link', { name: 'Zu den Einstellungen' }).click();
    await page.getByText('clara.neu@example.org').waitFor();
    await page.goto('/settings/devices');
    await page.goto(link);
    await page.getByRole('button', { name: 'Bestätigen' }).click();
    await page.getByText('Dieser Link wurde schon benutzt').waitFor();
  });

  it('is not one’s own to change where a source of people keeps it', async () => {
    const { database } = web.world.landescloud;
    await database.query(
      `with source as (insert into directory.source (organisation_id, kind, name)
         select id, 'csv', 'Personalliste' from directory.organisation where key = 'tmil' returning id)
       insert into directory.source_person (person_id, source_id, external_id)
       select $1, id, 'bernd' from source`,
      [web.world.person('bernd').id],
    );
    await using visit = await web.visit('/settings', { as: 'bernd' });
    await visit.page.getByText('kommen aus dem Verzeichnis Ihrer Organisation').waitFor();
    assert.equal(await visit.page.getByRole('button', { name: 'E-Mail-Adresse ändern' }).count(), 0);
    const refused = await visit.context.request.post('/api/v1/me/email', { data: { email: 'x@example.org' } });
    assert.equal(refused.status(), 409);
    assert.equal(((await refused.json()) as { code: string }).code, 'directory.mail_kept_elsewhere');
  });

  it('looks right everywhere', async () => {
    for (const look of looksOf(1)) {
      await using visit = await web.visit('/settings', { ...look, as: 'clara' });
      await visit.page.getByRole('button', { name: /E-Mail-Adresse ändern|Change e-mail address/ }).click();
      await visit.page.getByRole('dialog').getByRole('textbox').waitFor();
      await assertAccessible(visit.page, JSON.stringify(look));
      await visit.page.goto('/settings/email#x');
      await visit.page.getByRole('button', { name: /Bestätigen|Confirm/ }).waitFor();
      await assertAccessible(visit.page, JSON.stringify(look));
    }
  });
});
