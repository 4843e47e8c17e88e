import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertAccessible, looksOf, startWebWorld, type WebWorld } from './web-world.ts';

interface Flow {
  readonly poll: { readonly token: string; readonly endpoint: string };
  readonly login: string;
}

describe('letting a program in', () => {
  let web: WebWorld;
  before(async () => (web = await startWebWorld()));
  after(() => web[Symbol.asyncDispose]());

  test('signed out: sign in, allow, and the program has its app password', async () => {
    const flow = await startFlow();
    await using visit = await web.visit(flow.login);
    const { page } = visit;
    await page.getByLabel('Anmeldename').fill('anna');
    await page.getByLabel('Passwort', { exact: true }).fill(web.world.person('anna').password);
    await page.keyboard.press('Enter');
    await page.getByText('Nextcloud Desktop, Linux').waitFor();
    assert.equal((await poll(flow)).status, 404);
    await page.getByRole('button', { name: 'Zugriff erlauben' }).click();
    await page.getByRole('heading', { name: 'Verbunden' }).waitFor();
    const granted = await poll(flow);
    assert.equal(granted.status, 200);
    const { loginName, server } = (await granted.json()) as { loginName: string; server: string };
    assert.deepEqual([loginName, server], ['anna', web.world.url]);
  });

  test('an address that was used or never there says so', async () => {
    await using visit = await web.visit('/login/flow/this-was-never-a-token-of-ours', { as: 'anna' });
    await visit.page.getByText('Diese Anmeldung ist nicht mehr gültig.').waitFor();
    await assertAccessible(visit.page, 'an ended login flow');
  });

  for (const look of looksOf(1)) {
    test(`has nothing for axe: ${JSON.stringify(look)}`, async () => {
      const flow = await startFlow();
      await using visit = await web.visit(new URL(flow.login).pathname, { ...look, as: 'anna' });
      await visit.page.getByText('Nextcloud Desktop, Linux').waitFor();
      await assertAccessible(visit.page, 'the login flow');
    });
  }

  async function startFlow(): Promise<Flow> {
    const answer = await fetch(`${web.world.url}/index.php/login/v2`, {
      method: 'POST',
      headers: { 'user-agent': 'Mozilla/5.0 (Linux) mirall/3.16.2git (Nextcloud)' },
    });
    return (await answer.json()) as Flow;
  }

  function poll({ poll: { endpoint, token } }: Flow): Promise<Response> {
    return fetch(endpoint, { method: 'POST', body: new URLSearchParams({ token }) });
  }
});
