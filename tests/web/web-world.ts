import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { startWorld, type World, type WorldOptions } from '@landescloud/testing';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

export interface Look {
  readonly language?: 'de' | 'en';
  readonly theme?: 'light' | 'dark';
  readonly phone?: boolean;
  /** By the name `localhost`: passkeys are for names, not for numbers. */
  readonly byName?: boolean;
}

/** Every look that a view has to be right in. */
export const looks: readonly Look[] = [
  { language: 'de', theme: 'light' },
  { language: 'en', theme: 'dark' },
  { language: 'en', theme: 'light', phone: true },
  { language: 'de', theme: 'dark', phone: true },
];

/**
 * Looking takes most of the time that these tests take: of many views each is seen in two looks, which differ in theme and
 * width, and every look sees half of them. With LANDESCLOUD_PICTURES each in all four.
 */
export function isInTurn(look: Look, view: number): boolean {
  if (process.env['LANDESCLOUD_PICTURES'] !== undefined) return true;
  const isOuter = looks.indexOf(look) % 3 === 0;
  return isOuter === (view % 2 === 0);
}

/** The two of the four looks that view number `view` is seen in. */
export function looksOf(view: number): readonly Look[] {
  return looks.filter((look) => isInTurn(look, view));
}

export interface WebWorld extends AsyncDisposable {
  readonly world: World;
  /** A fresh browser profile; with a login it is signed in. Problems in its console fail the test at `close`. */
  visit(path: string, options?: VisitOptions): Promise<Visit>;
}

export interface VisitOptions extends Look {
  readonly as?: string;
  /** The time zone of the browser; without, this machine's. */
  readonly zone?: string;
  /** Other origins that the page may lead to. */
  readonly knows?: readonly string[];
}

export interface Visit extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Requests that went anywhere but to the server. */
  readonly strangers: readonly string[];
}

/** The test world with a browser. */
export async function startWebWorld(options: WorldOptions = {}): Promise<WebWorld> {
  const world = await startWorld(options);
  let browser: Browser;
  try {
    browser = await chromium.launch({
      executablePath: '/usr/bin/chromium-headless-shell',
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  } catch (error) {
    await world.stop();
    throw error;
  }
  return {
    world,
    visit: (path, look = {}) => visit({ world, browser, path, look }),
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      await world.stop();
    },
  };
}

interface VisitInput {
  readonly world: World;
  readonly browser: Browser;
  readonly path: string;
  readonly look: VisitOptions;
}

async function visit({ world, browser, path, look }: VisitInput): Promise<Visit> {
  const baseURL = look.byName === true ? world.url.replace('127.0.0.1', 'localhost') : world.url;
  const context = await browser.newContext({
    baseURL,
    locale: look.language === 'en' ? 'en-GB' : 'de-DE',
    colorScheme: look.theme ?? 'light',
    viewport: look.phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    hasTouch: look.phone === true,
    reducedMotion: 'reduce',
    ...(look.zone === undefined ? {} : { timezoneId: look.zone }),
  });
  const problems: string[] = [];
  const strangers: string[] = [];
  const page = await context.newPage();
  page.on('console', (message) => {
    // A refused request is told by the browser itself; the app says it in words.
    if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
    problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('request', (request) => {
    const known = [baseURL, ...(look.knows ?? [])].some((origin) => request.url().startsWith(origin));
    if (!known && /^https?:/.test(request.url())) strangers.push(request.url());
  });
  if (look.as !== undefined) await signInQuietly(world, context, look.as, look);
  await page.goto(path);
  return {
    page,
    context,
    strangers,
    [Symbol.asyncDispose]: async () => {
      await context.close();
      assert.deepEqual(problems, [], 'the browser console has problems');
      assert.deepEqual(strangers, [], 'the page asked somebody else');
    },
  };
}

/** By the API: the sign-in page has tests of its own. */
async function signInQuietly(world: World, context: BrowserContext, login: string, look: Look): Promise<void> {
  const { password } = world.person(login);
  const answer = await context.request.post('/api/v1/session', { data: { login, password } });
  assert.equal(answer.status(), 200, await answer.text());
  const settings = { language: look.language ?? 'de', theme: look.theme ?? 'light' };
  assert.equal((await context.request.patch('/api/v1/me', { data: settings })).status(), 200);
}

/** For the names of pictures. */
export const nameOf = ({ language, theme, phone }: Look) => `${language}-${theme}${phone === true ? '-phone' : ''}`;

const pictures = process.env['LANDESCLOUD_PICTURES'];

/** Into the folder that LANDESCLOUD_PICTURES names; without, nothing is taken. */
export async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
}

/** Behind an open dialog or menu the page itself is out of reach: then it need not have a heading. */
const isCovered = "document.querySelector('main')?.closest('[aria-hidden=true], [inert]') != null";

/** Nothing for axe to find, and nothing beyond the edge. */
export async function assertAccessible(page: Page, what: string): Promise<void> {
  const covered = await page.evaluate<boolean>(isCovered);
  // Legacy is what axe calls a page without foreign frames: else it opens a second page for each look at this one.
  const axe = new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    // what was announced may name something that is gone since; nobody meets it in the page
    .exclude('[data-live-announcer]')
    .disableRules(covered ? ['landmark-one-main', 'page-has-heading-one'] : []);
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html.slice(0, 200)) }));
  assert.deepEqual(found, [], `axe finds something on ${what}`);
  const beyond = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
  assert.ok(Number(beyond) <= 0, `${what} is ${String(beyond)} px too wide`);
}

export { until } from '@landescloud/testing';
