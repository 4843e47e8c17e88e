/** What a scan came to. What could not be looked at as a whole is never `clean`. */
export type Verdict =
  | { readonly state: 'clean' }
  | { readonly state: 'infected'; readonly finding: string }
  | { readonly state: 'not-scannable'; readonly reason: 'too-large' | 'encrypted' | 'limits' };

/** Names under which clamd says, where it is told to, that it has not looked at everything. */
const unseen: readonly [RegExp, 'encrypted' | 'limits'][] = [
  [/^Heuristics\.Encrypted\./i, 'encrypted'],
  [/^Heuristics\.Limits\.Exceeded/i, 'limits'],
];

/** Null: clamd could not do its work; the answer says why. */
export function verdictOf(reply: string): Verdict | null {
  if (reply === 'stream: OK') return { state: 'clean' };
  if (/^INSTREAM size limit exceeded\b/i.test(reply)) return { state: 'not-scannable', reason: 'too-large' };
  const finding = /^stream: (.+) FOUND$/.exec(reply)?.[1];
  if (finding === undefined) return null;
  const found = unseen.find(([name]) => name.test(finding));
  return found === undefined
    ? { state: 'infected', finding: cleanName(finding) }
    : { state: 'not-scannable', reason: found[1] };
}

/** A signature's name comes from a database of others and stands in mails and lists. */
function cleanName(name: string): string {
  return name.replace(/[^\x20-\x7e]/g, '?').slice(0, 200);
}
