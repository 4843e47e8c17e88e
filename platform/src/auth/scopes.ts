/** What a program may reach with an app password. */
export const appPasswordScopes = ['files', 'calendar', 'contacts'] as const;
export type AppPasswordScope = (typeof appPasswordScopes)[number];

const bits: Readonly<Record<AppPasswordScope, number>> = { files: 1, calendar: 2, contacts: 4 };

/** As bits: what every request of a sync client asks must cost nothing. */
export function scopeBits(scopes: readonly AppPasswordScope[]): number {
  return scopes.reduce((sum, scope) => sum | bits[scope], 0);
}

export const everyScope = scopeBits(appPasswordScopes);

export function hasScope(granted: number, scope: AppPasswordScope): boolean {
  return (granted & bits[scope]) !== 0;
}
