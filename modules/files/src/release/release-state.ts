import { DomainError } from '@landescloud/kernel';

/** What was decided about a content, or that nothing is decided yet; null: nobody asked. */
export type ReleaseState = 'waiting' | 'clean' | 'infected' | 'not-scannable' | 'withheld';

/** As the tables write it. */
export const releaseCodes = { waiting: 1, clean: 2, infected: 3, 'not-scannable': 4, withheld: 5 } as const;

const states: readonly (ReleaseState | null)[] = [null, 'waiting', 'clean', 'infected', 'not-scannable', 'withheld'];

export function releaseState(code: number): ReleaseState | null {
  return states[code] ?? null;
}

/** The content is nobody's to read. */
export function holds(state: ReleaseState | null): boolean {
  return state === 'waiting' || state === 'infected' || state === 'withheld';
}

/**
 * Throws Forbidden `files.content_waiting`, `files.content_infected` or `files.content_withheld`. Forbidden, since
 * Nextcloud's client then goes on with everything else, keeps what it has and tries again within the hour or as soon as
 * the file has a new etag; Locked it would ask for again at once, and Conflict less and less often, for up to a day.
 */
export function requireReleased(code: number): void {
  if (code === releaseCodes.waiting) {
    throw new DomainError('Forbidden', 'files.content_waiting', 'The file has not been checked yet.');
  }
  if (code === releaseCodes.infected) {
    throw new DomainError('Forbidden', 'files.content_infected', 'Malware was found in the file; it is kept away.');
  }
  if (code === releaseCodes.withheld) {
    throw new DomainError('Forbidden', 'files.content_withheld', 'The file cannot be checked and is held back.');
  }
}
