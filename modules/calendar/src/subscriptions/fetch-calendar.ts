import { createHash } from 'node:crypto';
import { CalendarInvalid, importLimits, readCalendarFile, type CalendarContents } from '@landescloud/icalendar';
import { AddressRefused, AnswerTooLong, type GuardedFetch } from '@landescloud/platform/outgoing';

/** Bytes of a calendar that somebody subscribes to. */
export const mostSubscribedBytes = 8 * 1024 * 1024;
const mostObjects = 20_000;
const mostRedirects = 5;

/** What is wrong with the address or what is there. */
export const subscriptionProblems = [
  'address',
  'refused',
  'unreachable',
  'timeout',
  'not-found',
  'denied',
  'failed',
  'too-large',
  'no-calendar',
  'too-many-redirects',
] as const;
export type SubscriptionProblem = (typeof subscriptionProblems)[number];

export class SubscriptionFailure extends Error {
  readonly problem: SubscriptionProblem;

  constructor(problem: SubscriptionProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** What is known of the file from last time. */
export interface KnownFile {
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly content: Buffer | null;
}

export interface FetchedCalendar extends KnownFile {
  readonly contents: CalendarContents;
}

/** null: it is as it was. Throws SubscriptionFailure. Each redirect is checked as the address itself. */
export async function fetchCalendar(
  ask: GuardedFetch,
  url: string,
  known: KnownFile | null,
): Promise<FetchedCalendar | null> {
  const answer = await askOver(ask, url, known);
  if (answer.status === 304 && known !== null) return null;
  if (!answer.ok) throw new SubscriptionFailure(problemOf(answer.status));
  const body = Buffer.from(await answer.arrayBuffer());
  const content = createHash('sha256').update(body).digest();
  if (known?.content?.equals(content) === true) return null;
  return {
    etag: answer.headers.get('etag')?.slice(0, 500) ?? null,
    lastModified: answer.headers.get('last-modified')?.slice(0, 100) ?? null,
    content,
    contents: readContents(body),
  };
}

async function askOver(ask: GuardedFetch, url: string, known: KnownFile | null): Promise<Response> {
  let address = url;
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const answer = await ask(address, { headers: headersFor(known) }).catch((error: unknown) => {
      throw failureOf(error);
    });
    if (![301, 302, 303, 307, 308].includes(answer.status)) return answer;
    const location = answer.headers.get('location') ?? '';
    if (!URL.canParse(location, address)) throw new SubscriptionFailure('failed');
    const next = new URL(location, address);
    if (next.protocol === 'webcal:') next.href = next.href.replace(/^webcal:/, 'https:');
    if (next.protocol !== 'https:' && next.protocol !== 'http:') throw new SubscriptionFailure('refused');
    address = next.href;
  }
  throw new SubscriptionFailure('too-many-redirects');
}

function headersFor(known: KnownFile | null): Record<string, string> {
  return {
    accept: 'text/calendar, text/plain;q=0.5, */*;q=0.1',
    'user-agent': 'Landescloud',
    ...(typeof known?.etag === 'string' ? { 'if-none-match': known.etag } : {}),
    ...(typeof known?.lastModified === 'string' ? { 'if-modified-since': known.lastModified } : {}),
  };
}

function problemOf(status: number): SubscriptionProblem {
  if (status === 404 || status === 410) return 'not-found';
  return status === 401 || status === 403 ? 'denied' : 'failed';
}

function failureOf(error: unknown): SubscriptionFailure {
  if (error instanceof AddressRefused) return new SubscriptionFailure('refused');
  if (error instanceof AnswerTooLong) return new SubscriptionFailure('too-large');
  const isLate = error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
  return new SubscriptionFailure(isLate ? 'timeout' : 'unreachable');
}

function readContents(body: Buffer): CalendarContents {
  try {
    const contents = readCalendarFile(body, {
      limits: importLimits,
      uidFor: (text) => createHash('sha256').update(text).digest('hex').slice(0, 32),
    });
    if (contents.objects.length > mostObjects) throw new SubscriptionFailure('too-large');
    return contents;
  } catch (error) {
    if (error instanceof CalendarInvalid)
      throw new SubscriptionFailure(error.problem === 'too-large' ? 'too-large' : 'no-calendar');
    throw error;
  }
}
