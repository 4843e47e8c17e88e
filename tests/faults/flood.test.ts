import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Agent } from 'node:http';
import { startWorldProcess, type WorldProcess } from '@landescloud/testing';
import { ask, type Answer } from './ask.ts';

/** As many as 10,000 a minute. */
const perSecond = 10_000 / 60;
/** As long as others need to sign in meanwhile, and no less. */
const shortest = 6_000;
const longest = 60_000;

// connections are kept: how fast a kernel opens them is not the question
const guesses = new Agent({ keepAlive: true, maxSockets: 400 });
const people = new Agent({ keepAlive: true });

let world: WorldProcess;
before(async () => {
  // so that each request may say where it comes from, as behind a proxy
  world = await startWorldProcess({ seed: 'files', env: { LANDESCLOUD_TRUSTED_PROXIES: '127.0.0.1' } });
});
after(async () => {
  for (const agent of [guesses, people]) agent.destroy();
  await world?.stop();
});

interface Attempt {
  readonly login: string;
  readonly password: string;
  readonly from: string;
  readonly cookie?: string;
}

function signIn({ login, password, from, cookie }: Attempt, agent: Agent): Promise<Answer> {
  const request = {
    method: 'POST',
    path: '/api/v1/session',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': from,
      ...(cookie === undefined ? {} : { cookie }),
    },
    body: JSON.stringify({ login, password }),
  };
  return ask(world.url, request, agent);
}

/** As a person's browser does: waits as long as it is told to, and tries again. */
async function signInPatiently(attempt: Attempt, patience: number): Promise<{ answer: Answer; tries: number }> {
  const begun = performance.now();
  for (let tries = 1; ; tries++) {
    const answer = await signIn(attempt, people);
    if (answer.status !== 429 || performance.now() - begun > patience) return { answer, tries };
    await new Promise((resolve) => setTimeout(resolve, Number(answer.headers['retry-after'] ?? 1) * 1000));
  }
}

const deviceOf = (answer: Answer): string =>
  (answer.headers['set-cookie'] ?? []).find((each) => each.startsWith('lc_device='))?.split(';', 1)[0] ?? '';
const right = (login: string, from: string, cookie?: string): Attempt => ({
  login,
  from,
  password: world.person(login).password,
  ...(cookie === undefined ? {} : { cookie }),
});

/** What a sync client and a browser ask, over and over. */
async function poll(login: string): Promise<number> {
  const begun = performance.now();
  const headers = { depth: '0', authorization: world.person(login).authorization, 'x-forwarded-for': '10.1.1.1' };
  const path = `/remote.php/dav/files/${login}/`;
  const answer = await ask(world.url, { method: 'PROPFIND', path, headers }, people);
  assert.equal(answer.status, 207, answer.text);
  return performance.now() - begun;
}

async function polls(until: () => boolean): Promise<number[]> {
  const taken: number[] = [];
  while (!until()) {
    taken.push(await poll('bernd'));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return taken.toSorted((a, b) => a - b);
}

const at = (sorted: readonly number[], share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;

/** Wrong passwords as fast as said, whether they are answered or not. */
async function flood(guess: (count: number) => Promise<Answer>, goesOn: () => boolean): Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  const sent: Promise<void>[] = [];
  const begun = performance.now();
  for (let count = 0; goesOn(); count++) {
    const due = begun + (count / perSecond) * 1000 - performance.now();
    if (due > 0) await new Promise((resolve) => setTimeout(resolve, due));
    sent.push(guess(count).then(({ status }) => void statuses.set(status, (statuses.get(status) ?? 0) + 1)));
  }
  await Promise.all(sent);
  return statuses;
}

const bot = (count: number): string => `10.${100 + (count % 100)}.${Math.floor(count / 100) % 250}.7`;
/** Where anna has signed in before, and a network that nobody has come from. */
const office = '10.0.0.1';
let networks = 0;
const elsewhere = (): string => `10.50.${++networks}.1`;

/** As a program does that keeps an old app password. */
const guessProgram = (count: number): Promise<Answer> => {
  const secret = `anna:AAAAA-BBBBB-CCCCC-DDDDD-${String(count).padStart(5, 'E')}`;
  const authorization = `Basic ${Buffer.from(secret).toString('base64')}`;
  const headers = { depth: '0', authorization, 'x-forwarded-for': bot(count) };
  return ask(world.url, { method: 'PROPFIND', path: '/remote.php/dav/files/anna/', headers }, guesses);
};

interface Flood {
  readonly guess: (count: number) => Promise<Answer>;
  /** Who signs in meanwhile with a browser that is new. */
  readonly fresh: () => readonly Attempt[];
}

const everywhere = [() => right('clara', elsewhere()), () => right('anna', elsewhere())];
const floods: Readonly<Record<string, Flood>> = {
  'for one login from one address': {
    guess: (count) => signIn({ login: 'anna', password: `falsch ${count}`, from: '10.9.9.9' }, guesses),
    fresh: () => everywhere.map((each) => each()),
  },
  'for many logins from one address': {
    guess: (count) => signIn({ login: `login${count}`, password: 'Sommer2026!', from: '10.9.9.8' }, guesses),
    fresh: () => everywhere.map((each) => each()),
  },
  // of one login so many guesses come that its owner is quick only from where they were before
  'for one login from everywhere': {
    guess: (count) => signIn({ login: 'anna', password: `falsch ${count}`, from: bot(count) }, guesses),
    fresh: () => [right('clara', elsewhere()), right('anna', office)],
  },
  'of programs, from everywhere': {
    guess: guessProgram,
    fresh: () => everywhere.map((each) => each()),
  },
  // nothing tells who comes from a new network from the others: they need luck, or an office that is known
  'for many logins from everywhere': {
    guess: (count) => signIn({ login: `login${count}`, password: 'Sommer2026!', from: bot(count) }, guesses),
    fresh: () => [right('clara', office), right('anna', office)],
  },
};

describe('10,000 wrong passwords a minute', () => {
  for (const [name, { guess, fresh }] of Object.entries(floods)) {
    test(`${name}: others work on, and who knows a password signs in`, async (t) => {
      const first = await signInPatiently(right('anna', office), longest);
      const device = deviceOf(first.answer);
      assert.notEqual(device, '', first.answer.text);
      let over = false;
      const quiet = polls(() => over);
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      over = true;
      const before = await quiet;

      over = false;
      const begun = performance.now();
      const ends = () => over || performance.now() - begun > longest;
      const flooding = flood(guess, () => !ends());
      const others = polls(ends);
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      const took: string[] = [];
      const known = right('anna', elsewhere(), device);
      for (const person of [known, ...fresh()]) {
        const asked = performance.now();
        const { answer, tries } = await signInPatiently(person, longest);
        const what = `${person.login} from ${person.from}${person === known ? ' with a known device' : ''}`;
        assert.ok(!ends(), `${what}: not while the flood was on (${tries} tries)`);
        assert.equal(answer.status, 200, `${what}: ${answer.text}`);
        took.push(`${what} ${(performance.now() - asked).toFixed(0)} ms, ${tries} tries`);
      }
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, shortest - (performance.now() - begun))));
      over = true;

      const statuses = await flooding;
      const during = await others;
      const sent = [...statuses.values()].reduce((sum, count) => sum + count, 0);
      const p95 = at(during, 0.95);
      t.diagnostic(`${sent} guesses: ${[...statuses].map(([status, count]) => `${count} × ${status}`).join(', ')}`);
      t.diagnostic(
        `polls: half within ${at(during, 0.5).toFixed(0)} ms, 95 % within ${p95.toFixed(0)} ms ` +
          `(without the flood ${at(before, 0.5).toFixed(0)} and ${at(before, 0.95).toFixed(0)} ms)`,
      );
      for (const line of took) t.diagnostic(line);
      assert.deepEqual(
        [...statuses.keys()].filter((status) => status !== 401 && status !== 429),
        [],
      );
      assert.ok(during.length > 5, `only ${during.length} polls`);
      // generous: the machine may have other work
      assert.ok(p95 < Math.max(3_000, at(before, 0.95) * 20), `95 % of the polls within ${p95} ms`);
    });
  }

  test('locked out nobody, and cost nobody their session', async () => {
    for (const login of ['anna', 'bernd', 'clara']) {
      const { answer } = await signInPatiently(right(login, elsewhere()), longest);
      assert.equal(answer.status, 200, answer.text);
      await poll(login);
    }
  });
});
