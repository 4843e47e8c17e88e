/** Why the embedded PostgreSQL cannot run here, with the way out. */
export class EmbeddedDatabaseError extends Error {
  override readonly name = 'EmbeddedDatabaseError';
  constructor(reason: string, cause?: unknown) {
    const advice = 'Mend this, or set LANDESCLOUD_DATABASE_URL to a PostgreSQL 15 or newer.';
    // The keeper's words come through its socket and are said once.
    const message = reason.endsWith(advice) ? reason : `The embedded PostgreSQL cannot be used: ${reason}. ${advice}`;
    super(message, cause === undefined ? undefined : { cause });
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
