import { type Clock, DomainError } from '@landescloud/kernel';
import { ClamdAway, command, type ScanAddress, stream } from './clamd-connection.ts';
import { verdictOf, type Verdict } from './clamd-reply.ts';
import { eicar, nest, probeOf } from './probe.ts';

export type { Verdict } from './clamd-reply.ts';

/**
 * Why nothing can be scanned: no scanner is configured; it does not answer; it does not know the EICAR test file and so
 * has no signatures; it says nothing where it stops looking (`AlertExceedsMax no`) and so would call unseen things clean.
 */
export type ScannerTrouble = 'not-configured' | 'away' | 'no-signatures' | 'silent-limits';

export interface ScannerHealth {
  readonly trouble: ScannerTrouble | null;
  /** As clamd says it; null while it is away. */
  readonly version: string | null;
  /** When its signatures were made, as far as it says. */
  readonly signaturesAt: number | null;
  /** Larger files are not scannable; null while that is not known. */
  readonly maxBytes: number | null;
}

export interface Scanner {
  readonly configured: boolean;
  /**
   * Streams `source`, of `size` bytes, to the scanner. Unavailable `scan.unavailable` with `trouble`, or with
   * `trouble: 'broken-off'` where the scanner is there and only this was too much for it.
   */
  scan(size: number, source: () => AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<Verdict>;
  health(): Promise<ScannerHealth>;
}

export interface ScannerDeps {
  /** Null: there is none. */
  readonly address: ScanAddress | null;
  /** Nothing larger is handed to the scanner; how much of that it really looks at is found out. */
  readonly maxBytes: number;
  readonly clock: Clock;
}

const mebibyte = 1024 * 1024;
const deepest = 110;
/** A scanner that was told something else meanwhile is found out so late at most. */
const trustedFor = 3_600_000;

type Trust = { readonly trouble: ScannerTrouble } | { readonly trouble: null; readonly maxBytes: number };

/** A client of clamd that believes it only what it has shown to find. */
export function createScanner({ address, maxBytes, clock }: ScannerDeps): Scanner {
  let known: { readonly trust: Promise<Trust>; readonly until: number } | null = null;

  function trust(): Promise<Trust> {
    if (address === null) return Promise.resolve({ trouble: 'not-configured' });
    if (known !== null && clock.now() < known.until) return known.trust;
    const asked = findOut(address, maxBytes).then((found) => {
      if (found.trouble !== null) known = null;
      return found;
    });
    known = { trust: asked, until: clock.now() + trustedFor };
    asked.catch(() => (known = null));
    return asked;
  }

  return {
    configured: address !== null,
    async scan(size, source, signal) {
      const found = await trust();
      if (address === null || found.trouble !== null) throw unavailable(found.trouble ?? 'not-configured');
      if (size > found.maxBytes) return { state: 'not-scannable', reason: 'too-large' };
      try {
        const verdict = verdictOf(await stream(address, source(), signal));
        if (verdict === null) throw new ClamdAway('clamd could not do its work');
        return verdict;
      } catch (error) {
        if (!(error instanceof ClamdAway)) throw error;
        known = null;
        throw unavailable((await answers(address)) ? 'broken-off' : 'away', error);
      }
    },
    async health() {
      const found = await trust();
      const version = address === null ? null : await command(address, 'VERSION').catch(() => null);
      // it went away since it was last found out
      if (found.trouble === null && version === null) known = null;
      const trouble = found.trouble ?? (version === null ? 'away' : null);
      return {
        trouble,
        version: version?.slice(0, 100) ?? null,
        signaturesAt: version === null ? null : signaturesOf(version),
        maxBytes: found.trouble === null ? found.maxBytes : null,
      };
    },
  };
}

async function findOut(address: ScanAddress, maxBytes: number): Promise<Trust> {
  try {
    if (!(await finds(address, whole(eicar)))) return { trouble: 'no-signatures' };
    const verdict = verdictOf(await stream(address, whole(nest(deepest))));
    if (verdict?.state === 'clean') return { trouble: 'silent-limits' };
    return { trouble: null, maxBytes: await largestSeen(address, maxBytes) };
  } catch (error) {
    if (error instanceof ClamdAway) return { trouble: 'away' };
    throw error;
  }
}

/** Twice as much until it is too much, then between the two, as exactly as it matters. */
async function largestSeen(address: ScanAddress, most: number): Promise<number> {
  let seen = 0;
  let unseen = most + 1;
  for (let size = Math.min(mebibyte, most); size < unseen; size = Math.min(size * 2, most)) {
    if (!(await looksAtAll(address, size))) unseen = size;
    else if ((seen = size) === most) return most;
  }
  for (let step = 0; step < 3 && unseen - seen > mebibyte / 8; step++) {
    const middle = Math.floor((seen + unseen) / 2);
    if (await looksAtAll(address, middle)) seen = middle;
    else unseen = middle;
  }
  return seen;
}

/** Over a network the answer to too much may be lost with the connection. */
async function looksAtAll(address: ScanAddress, size: number): Promise<boolean> {
  try {
    return await finds(address, probeOf(size));
  } catch (error) {
    if (error instanceof ClamdAway && (await answers(address))) return false;
    throw error;
  }
}

async function finds(address: ScanAddress, source: AsyncIterable<Uint8Array>): Promise<boolean> {
  return verdictOf(await stream(address, source))?.state === 'infected';
}

async function answers(address: ScanAddress): Promise<boolean> {
  return (await command(address, 'PING').catch(() => '')) === 'PONG';
}

async function* whole(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

/** 'ClamAV 1.4.6/27822/Mon Nov 23 08:26:05 2026', in clamd's own time; taken for UTC, a day is near enough. */
function signaturesOf(version: string): number | null {
  const date = /^[^/]*\/\d+\/(.+)$/.exec(version)?.[1];
  const at = date === undefined ? Number.NaN : Date.parse(`${date} UTC`);
  return Number.isNaN(at) ? null : at;
}

function unavailable(trouble: ScannerTrouble | 'broken-off', cause?: unknown): DomainError {
  return new DomainError('Unavailable', 'scan.unavailable', 'The scanner cannot be asked now.', { trouble }, cause);
}
