/** Why the embedded PostgreSQL cannot run here, with the way out. */
export class EmbeddedDatabaseError extends Error {
  override readonly name = 'EmbeddedDatabaseError';
  constructor(reason: string, cause?: unknown) {
    super(
      `The embedded PostgreSQL cannot be used: ${reason}. Mend this, or set LANDESCLOUD_DATABASE_URL to a PostgreSQL 15 or newer.`,
      cause === undefined ? undefined : { cause },
    );
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
