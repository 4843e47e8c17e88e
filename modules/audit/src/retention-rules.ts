/** How long what entries of a type say is kept; the longest prefix counts. What they prove stays for ever. */
export interface RetentionRule {
  /** Of the type; '' is all that no other rule is about. */
  readonly prefix: string;
  readonly days: number;
}

/** Signing in half a year, work on files and mail a year, what concerns rights and the directory ten years. */
export const defaultRetention: readonly RetentionRule[] = [
  { prefix: '', days: 3_650 },
  { prefix: 'auth.', days: 180 },
  { prefix: 'files.', days: 365 },
  { prefix: 'mail.', days: 365 },
];

export function retentionDays(rules: readonly RetentionRule[], type: string): number {
  const fitting = rules.filter(({ prefix }) => type.startsWith(prefix));
  return fitting.toSorted((a, b) => b.prefix.length - a.prefix.length)[0]?.days ?? Number.POSITIVE_INFINITY;
}
