import type { Directory } from '@landescloud/directory';

/** What the organisations concerned say of public links. */
export interface LinkRules {
  readonly allowed: boolean;
  readonly passwordRequired: boolean;
  readonly longestDays: number;
  readonly defaultDays: number;
}

/** Of several organisations (whose the files are, whose the maker is) the stricter rule holds. */
export async function linkRules(
  rule: Directory['organisations']['rule'],
  organisationIds: readonly number[],
): Promise<LinkRules> {
  const all = await Promise.all([...new Set(organisationIds)].map((id) => rulesOf(rule, id)));
  const longestDays = Math.min(...all.map((one) => one.longestDays));
  return {
    allowed: all.every((one) => one.allowed),
    passwordRequired: all.some((one) => one.passwordRequired),
    longestDays,
    defaultDays: Math.min(longestDays, ...all.map((one) => one.defaultDays)),
  };
}

async function rulesOf(rule: Directory['organisations']['rule'], id: number): Promise<LinkRules> {
  const [outside, allowed, password, longestDays, defaultDays] = await Promise.all([
    rule(id, 'sharing.outside'),
    rule(id, 'links.allowed'),
    rule(id, 'links.password'),
    rule(id, 'links.longest_days'),
    rule(id, 'links.default_days'),
  ]);
  return {
    allowed: outside === 'allowed' && allowed === 'allowed',
    passwordRequired: password === 'required',
    longestDays,
    defaultDays,
  };
}
