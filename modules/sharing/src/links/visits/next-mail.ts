/** How somebody asks for a code: with the key from the mail with the link, from a browser that was in, or as anybody could. */
export type AskingWay = 'invited' | 'known' | 'open';

/** A mail with a code to the same recipient within the last hour. */
export interface SentCode {
  readonly way: AskingWay;
  /** Asked for by the same. */
  readonly same: boolean;
  readonly at: number;
}

const minute = 60_000;
/** Who is known, or was sent the link, has a share of their own, which nobody else can use up. */
const ofTheirOwn = 6;
/** A recipient's mailbox is not filled by other recipients of a link either. */
const ofAllKnown = 20;
const ofOneNetwork = 3;
/** As anybody could: so many at once, then one in a while. */
const ofAnybody = 6;
const thenEvery = 10 * minute;

/**
 * When a code may be mailed: now, later, or never (null). What others ask for slows down who asks as anybody could, and stops
 * nobody: a mailbox gets at most six and then six an hour that way.
 */
export function nextMail(way: AskingWay, sent: readonly SentCode[], now: number): number | null {
  const alike = sent.filter((mail) => (mail.way === 'open') === (way === 'open'));
  const own = alike.filter(({ same }) => same).length;
  if (way !== 'open') return own < ofTheirOwn && alike.length < ofAllKnown ? now : null;
  if (own >= ofOneNetwork) return null;
  if (alike.length < ofAnybody) return now;
  return Math.max(now, Math.max(...alike.map(({ at }) => at)) + thenEvery);
}
