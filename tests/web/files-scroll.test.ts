import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { entry, folderId, makeFolder, until } from './files-helpers.ts';
import { startWebWorld, type WebWorld } from './web-world.ts';

const count = 10_000;

describe(`a folder of ${count} entries`, () => {
  let web: WebWorld;
  let id: number;
  before(async () => {
    web = await startWebWorld();
    await makeFolder(web.world, 'anna', 'Viele');
    id = await folderId(web.world, 'anna', '/Viele');
    const { files } = web.world.landescloud;
    const { actor } = web.world.person('anna');
    let next = 0;
    const write = async (): Promise<void> => {
      for (let index = next++; index < count; index = next++) {
        const name = `Vermerk ${String(index).padStart(5, '0')}.${['odt', 'pdf', 'ods', 'png'][index % 4]}`;
        await files.contents.write(actor, {
          place: { parentId: id, name },
          onConflict: 'fail',
          source: bytes(Buffer.from(name)),
          length: Buffer.byteLength(name),
          checksums: [],
        });
      }
    };
    await Promise.all(Array.from({ length: 32 }, write));
  });
  after(() => web[Symbol.asyncDispose]());

  test('scrolls without missing frames, and only what is looked at is loaded', async (context) => {
    await using visit = await web.visit(`/files/${id}`, { as: 'anna' });
    const { page } = visit;
    const pages: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/children?')) pages.push(request.url());
    });
    await entry(page, 'Vermerk 00000.odt').waitFor();
    await page.waitForTimeout(500);
    const session = await visit.context.newCDPSession(page);
    // In the time of its own thread: what other programs take meanwhile does not count.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const metrics = async (): Promise<Map<string, number>> => {
      const answer = await session.send('Performance.getMetrics');
      return new Map(answer.metrics.map(({ name, value }) => [name, value * 1000]));
    };
    const first = await metrics();
    const frames = (await page.evaluate(`new Promise((resolve) => {
      const scroller = document.querySelector('.files-scroll');
      const times = [];
      let before = performance.now();
      const step = (now) => {
        times.push(now - before);
        before = now;
        scroller.scrollTop += 60;
        if (times.length < 240) requestAnimationFrame(step); else resolve(times.slice(5));
      };
      requestAnimationFrame(step);
    })`)) as number[];
    frames.sort((a, b) => a - b);
    const at = (share: number) => Math.round((frames[Math.floor(frames.length * share)] ?? 0) * 10) / 10;
    const last = await metrics();
    const cost = (name: string) => ((last.get(name) ?? 0) - (first.get(name) ?? 0)) / 240;
    const parts = ['TaskDuration', 'ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'] as const;
    context.diagnostic(`a frame costs ${parts.map((name) => `${name} ${cost(name).toFixed(2)} ms`).join(', ')}`);
    context.diagnostic(`frame times: median ${at(0.5)} ms, 95 % below ${at(0.95)} ms, longest ${at(0.999)} ms`);
    assert.ok(cost('TaskDuration') < 16.7, 'the work for a frame fits 60 times into a second');

    await page.keyboard.press('Tab');
    await page.evaluate(`document.querySelector('.files-scroll').scrollTop = 400000`);
    await until('the middle is there', async () => (await page.locator('[data-loaded]').count()) > 5);
    assert.ok(pages.length < 15, `${pages.length} requests`);
    const mounted = await page.getByRole('row').count();
    assert.ok(mounted < 60, `${mounted} rows`);
    assert.equal(await page.getByRole('grid').getAttribute('aria-rowcount'), String(count + 1));
  });

  test('End, typing and select all reach what is not loaded', async () => {
    await using visit = await web.visit(`/files/${id}`, { as: 'anna' });
    const { page } = visit;
    await entry(page, 'Vermerk 00000.odt').click({ position: { x: 700, y: 20 } });
    await page.keyboard.press('End');
    await entry(page, 'Vermerk 09999.png').waitFor();
    await page.keyboard.press('Home');
    await entry(page, 'Vermerk 00000.odt').waitFor();
    // An answer to fewer letters that comes last says nothing any more.
    await page.route(/filter=vermerk(\+|%20)077&/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.continue();
    });
    const late = page.waitForResponse(/filter=vermerk(\+|%20)077&/);
    await page.keyboard.type('vermerk 0777');
    await entry(page, 'Vermerk 07770.ods').waitFor();
    const hasFocus = async () => String(await page.evaluate('document.activeElement.innerText')).includes('07770');
    await until('it has the focus', hasFocus);
    await late;
    await page.waitForTimeout(200);
    assert.ok(await hasFocus(), 'a late answer moved the focus');
    await page.keyboard.press('Control+a');
    await page.getByText('10.000 ausgewählt').first().waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press(' ');
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+End');
    await page.getByText('10.000 ausgewählt').first().waitFor();
  });
});

async function* bytes(buffer: Buffer): AsyncGenerator<Uint8Array> {
  yield buffer;
}
