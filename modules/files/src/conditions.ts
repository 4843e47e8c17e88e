import { preconditionFailed } from './errors.ts';
import type { Conditions } from './files.ts';

/** RFC 9110 section 13: `etag` null where nothing exists. Throws PreconditionFailed. */
export function checkConditions(conditions: Conditions | undefined, etag: string | null): void {
  if (conditions?.ifMatch !== undefined && !matches(conditions.ifMatch, etag)) throw preconditionFailed();
  if (conditions?.ifNoneMatch !== undefined && matches(conditions.ifNoneMatch, etag)) throw preconditionFailed();
}

function matches(list: readonly string[], etag: string | null): boolean {
  return etag !== null && list.some((candidate) => candidate === '*' || candidate === etag);
}
