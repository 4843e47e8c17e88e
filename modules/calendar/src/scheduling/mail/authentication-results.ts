/**
 * Whether the mail server that is believed says that a mail is not from whom it says (RFC 8601): DMARC fails, or where
 * there is no word on DMARC, SPF or DKIM fail and neither passes. Who is not believed could have written anything.
 */
export function failsAuthentication(headers: readonly string[], authserv: string | null): boolean {
  if (authserv === null) return false;
  const wanted = authserv.toLowerCase();
  const header = headers.map(withoutComments).find((each) => /^\s*([^\s;]+)/.exec(each)?.[1]?.toLowerCase() === wanted);
  // the server writes one on each mail: without, it did not come through there
  if (header === undefined) return true;
  const results = new Map<string, Set<string>>();
  for (const [, method = '', result = ''] of header.toLowerCase().matchAll(/;\s*(dmarc|spf|dkim)\s*=\s*([a-z]+)/g))
    results.set(method, (results.get(method) ?? new Set()).add(result));
  const dmarc = results.get('dmarc');
  if (dmarc !== undefined && !dmarc.has('none')) return !dmarc.has('pass') && !dmarc.has('bestguesspass');
  const [spf, dkim] = [results.get('spf'), results.get('dkim')];
  const passes = spf?.has('pass') === true || dkim?.has('pass') === true;
  return !passes && (spf?.has('fail') === true || dkim?.has('fail') === true);
}

function withoutComments(text: string): string {
  let [depth, out] = [0, ''];
  for (const letter of text) {
    if (letter === '(') depth += 1;
    else if (letter === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) out += letter;
  }
  return out;
}
