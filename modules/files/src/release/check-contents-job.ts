import { isDomainError } from '@landescloud/kernel';
import type { Queryable } from '@landescloud/platform/database';
import type { Verdict } from '@landescloud/platform/scan';
import { findStored } from '../contents/content-reader.ts';
import { readParts } from '../contents/read-parts.ts';
import { catchUp, scannerActor, settle } from './commands/settle.ts';
import { demandsCheck, type ReleaseContext } from './release-context.ts';
import { releaseCodes } from './release-state.ts';
import { nextWaiting, noteAttempt, type ReleaseCheck } from './release-store.ts';

const CHECK_CONTENTS = 'files.check-contents';
/** Streams to the scanner at once. */
const parallel = 3;
/** What the scanner breaks off so often, though it is well, cannot be scanned. */
const mostAttempts = 5;
const shortestPause = 250;
const longestPause = 60_000;
const patience = 2_000;

/** One run at a time is enough: it goes on until nothing waits. */
export async function enqueueChecks({ jobs }: Pick<ReleaseContext, 'jobs'>, db: Queryable): Promise<void> {
  await jobs.enqueue(db, CHECK_CONTENTS, {}, { key: CHECK_CONTENTS });
}

/**
 * The job that has waiting contents scanned. The queue is the table itself: a run that ends in whatever way is followed by
 * another, by the next upload, in growing pauses while the scanner is away, or after a minute at most.
 */
export function defineCheckContents(context: ReleaseContext): void {
  const { db, jobs } = context;
  let running = false;
  let again = false;
  let pause = shortestPause;

  jobs.define(CHECK_CONTENTS, async (_payload: object, { signal }) => {
    again = true;
    if (running) return;
    running = true;
    try {
      const letGo = await alone(context);
      if (letGo === null) return;
      try {
        while (again && !signal.aborted) {
          again = false;
          await catchUp(context, null);
          const outcome = await runOnce(context, signal);
          if (outcome === 'done') pause = shortestPause;
          else {
            pause = Math.min(pause * 2, longestPause);
            const runAt = new Date(Date.now() + pause);
            await jobs.enqueue(db, CHECK_CONTENTS, {}, { key: CHECK_CONTENTS, runAt });
          }
        }
      } finally {
        await letGo();
      }
    } finally {
      running = false;
    }
  });
  jobs.cron('* * * * *', CHECK_CONTENTS);
}

/** Of all processes one does it; null: another is at it, and sees what came meanwhile. */
async function alone({ db }: ReleaseContext): Promise<(() => Promise<void>) | null> {
  const held = Promise.withResolvers<boolean>();
  const letGo = db.hold(CHECK_CONTENTS, (ours) => held.resolve(ours));
  const timer = setTimeout(() => held.resolve(false), patience);
  const ours = await held.promise;
  clearTimeout(timer);
  if (ours) return letGo;
  await letGo();
  return null;
}

type Outcome = 'done' | 'later';

async function runOnce(context: ReleaseContext, signal: AbortSignal): Promise<Outcome> {
  const { db, scanner } = context;
  const busy = new Set<number>();
  if ((await nextWaiting(db, [])) === undefined) return 'done';
  if (!scanner.configured) return withoutScanner(context, signal);
  let outcome: Outcome = 'done';
  const work = async (): Promise<void> => {
    while (outcome === 'done' && !signal.aborted) {
      const check = await nextWaiting(db, [...busy]);
      if (check === undefined) return;
      // another took it in this moment
      if (busy.has(check.contentId)) continue;
      busy.add(check.contentId);
      if (!(await checkOne(context, check, signal))) outcome = 'later';
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: parallel }, work));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return outcome;
}

/** Where no rule asks for it any more nothing need wait for a scanner that is not there. */
async function withoutScanner(context: ReleaseContext, signal: AbortSignal): Promise<Outcome> {
  const seen: number[] = [];
  while (!signal.aborted) {
    const check = await nextWaiting(context.db, seen);
    if (check === undefined) break;
    seen.push(check.contentId);
    const rules = await context.directory.releaseRules(check.organisationId);
    if (!demandsCheck(rules, check.outside, false)) await decided(context, check, 0, '');
  }
  return 'done';
}

/** False: the scanner is away, so the others can wait, too. */
async function checkOne(context: ReleaseContext, check: ReleaseCheck, signal: AbortSignal): Promise<boolean> {
  try {
    await act(context, check, await scanContent(context, check, signal));
    return true;
  } catch (error) {
    if (signal.aborted) throw error;
    const code = isDomainError(error) ? error.code : '';
    if (isDomainError(error) && code === 'scan.unavailable' && error.details.trouble !== 'broken-off') return false;
    // whatever it is, others come before it next time
    await noteAttempt(context.db, check.contentId);
    if (code !== 'scan.unavailable' && code !== 'blobs.missing') throw error;
    if (check.attempts + 1 >= mostAttempts) await act(context, check, { state: 'not-scannable', reason: 'broken-off' });
    return true;
  }
}

async function scanContent(
  { db, blobs, scanner }: ReleaseContext,
  { contentId, size }: ReleaseCheck,
  signal: AbortSignal,
): Promise<Verdict> {
  const stored = await findStored(db, contentId);
  // gone meanwhile, and the check with it
  if (stored === null) return { state: 'clean' };
  const { inline, parts } = stored;
  const source = () => (inline === null ? readParts(blobs, parts, 0, size - 1) : [inline]);
  return scanner.scan(size, () => asyncOf(source()), signal);
}

async function* asyncOf(source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* source;
}

type Found = Verdict | { readonly state: 'not-scannable'; readonly reason: 'broken-off' };

async function act(context: ReleaseContext, check: ReleaseCheck, found: Found): Promise<void> {
  switch (found.state) {
    case 'clean':
      return decided(context, check, releaseCodes.clean, '');
    case 'infected':
      return decided(context, check, releaseCodes.infected, found.finding);
    case 'not-scannable': {
      const { unscannable } = await context.directory.releaseRules(check.organisationId);
      const state = unscannable === 'hold' ? releaseCodes.withheld : releaseCodes['not-scannable'];
      return decided(context, check, state, found.reason);
    }
  }
}

async function decided(context: ReleaseContext, check: ReleaseCheck, state: number, finding: string): Promise<void> {
  const { contentId } = check;
  const at = context.clock.now();
  await settle(context, scannerActor, { contentId, state, finding, at, by: null, from: [releaseCodes.waiting] });
}
