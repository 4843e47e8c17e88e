import { invalid } from './errors.ts';

/**
 * What organisations rule on. Each rule has a scale from loose to strict: what one organisation sets holds for all
 * below it, who may set something stricter, never something looser. What nobody set is the default, which only the
 * root may loosen.
 */
export interface RuleValues {
  /** Who may invite guests. */
  readonly 'guests.invite': 'members' | 'administrators' | 'nobody';
  /** How many days a guest may stay at most before being confirmed anew. */
  readonly 'guests.longest_days': number;
  /** How strongly people have to sign in. */
  readonly 'sign_in.strength': SignInStrength;
  /** The same for whoever holds a role. */
  readonly 'sign_in.administrator_strength': SignInStrength;
  /** By whom people are found: the whole state, the branch below the state, their own organisation. */
  readonly 'people.visibility': 'everyone' | 'branch' | 'organisation';
  /** Whether anything may be shared with people outside of the administration. */
  readonly 'sharing.outside': 'allowed' | 'guests-only' | 'nobody';
  /** Whether there may be public links; none where nothing may be shared outside. */
  readonly 'links.allowed': 'allowed' | 'nobody';
  /** Whether a public link needs a password, or recipients with codes. */
  readonly 'links.password': 'optional' | 'required';
  /** How many days a public link may last at most. */
  readonly 'links.longest_days': number;
  /** How many days a public link lasts where nobody says otherwise. */
  readonly 'links.default_days': number;
  /** Who may make project spaces. */
  readonly 'projects.create': 'members' | 'administrators';
  /** How long a project space can still be read after its end, before it is deleted. */
  readonly 'projects.kept_days': number;
  /** Who may make exchange spaces, for third parties. */
  readonly 'exchange.create': 'members' | 'administrators' | 'nobody';
  /** How many days an exchange space may last before it has to be prolonged. */
  readonly 'exchange.longest_days': number;
  /** How many days before an end of a space its managers are told. */
  readonly 'exchange.remind_days': number;
  /** How long an exchange space is kept after its end, before it is deleted. */
  readonly 'exchange.kept_days': number;
  /** Which uploads wait until a scanner has looked at them; 'outside-where-possible': only where a scanner is configured. */
  readonly 'release.check': ReleaseCheck;
  /** What becomes of uploads that a scanner cannot look at as a whole: released with a mark, or held. */
  readonly 'release.unscannable': 'mark' | 'hold';
  /** What uploads may be, by their content: anything, no programs, or only documents, pictures, sound and film. */
  readonly 'release.kinds': 'any' | 'no-programs' | 'documents';
  /** Whether answers to mails to people outside go to who shares or asks, whose address they then learn. */
  readonly 'sharing.reply_to': 'sharer' | 'nobody';
  /** With whose people within the administration anything may be shared: with all who find each other, or its own alone. */
  readonly 'sharing.with': 'visible' | 'organisation';
  /** How long a share lasts at most; ten years: it need not end. */
  readonly 'sharing.longest_days': number;
  /** Whether who may edit may pass on what was shared with them, where the share allows it. */
  readonly 'sharing.resharing': 'allowed' | 'nobody';
  /** Whose cards phones and programs get of the directory: of all whom one finds, of one's own organisation, or none, only search. */
  readonly 'contacts.directory': 'everyone' | 'organisation' | 'search';
  /** After how many days who handed something over is told that nobody has fetched it. */
  readonly 'handovers.remind_days': number;
  /** Who sees where its people work on which day: all who find them, colleagues of the organisation, nobody else. */
  readonly 'presence.visibility': 'everyone' | 'organisation' | 'nobody';
  /** Whose public holidays everybody has among their calendars: the code of a state; 'none'. Each organisation chooses for itself. */
  readonly 'calendar.holidays': HolidayState | 'none';
  /** How long deleted files can be brought back. */
  readonly 'retention.trash_days': number;
  /** How long a hand-over keeps what names visitors. */
  readonly 'retention.handover_days': number;
  /** How long the lists of what was deleted by rule are kept. */
  readonly 'retention.deletion_days': number;
  /** How long the audit log keeps what names people. */
  readonly 'retention.audit_days': number;
}

const states = [
  'TH',
  'BW',
  'BY',
  'BE',
  'BB',
  'HB',
  'HH',
  'HE',
  'MV',
  'NI',
  'NW',
  'RP',
  'SL',
  'SN',
  'ST',
  'SH',
] as const;
type HolidayState = (typeof states)[number];

export type ReleaseCheck = 'none' | 'outside-where-possible' | 'outside' | 'all';
export type SignInStrength = 'password' | 'second-factor' | 'phishing-resistant';
export type RuleName = keyof RuleValues;
export type RuleValue = string | number;

interface Scale {
  /** No value is stricter than another: what an organisation sets holds for it and below. */
  readonly isFree?: true;
  readonly default: RuleValue;
  readonly loosest: RuleValue;
  /** The higher, the stricter; undefined: no value of this rule. */
  strictness(value: unknown): number | undefined;
  /** What to say of a wrong value. */
  readonly allowed: string;
  /** The values that are at least as strict as this one. */
  from(value: RuleValue): AllowedValues;
}

/** Words, or a range of whole numbers. */
export type AllowedValues = string[] | { readonly min: number; readonly max: number };

function words<Word extends string>(words: readonly Word[], standard: Word): Scale {
  return {
    default: standard,
    loosest: words[0] ?? standard,
    strictness(value) {
      const at = words.indexOf(value as Word);
      return at === -1 ? undefined : at;
    },
    allowed: words.join(', '),
    from: (value) => words.slice(Math.max(0, words.indexOf(value as Word))),
  };
}

function choice<Word extends string>(words: readonly Word[], standard: Word): Scale {
  return {
    isFree: true,
    default: standard,
    loosest: standard,
    strictness: (value) => (words.includes(value as Word) ? 0 : undefined),
    allowed: words.join(', '),
    from: () => [...words],
  };
}

/** The earlier, the stricter. */
function daysBefore(standard: number, most: number): Scale {
  return {
    default: standard,
    loosest: 1,
    strictness: (value) =>
      Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= most ? Number(value) : undefined,
    allowed: `1 to ${most} days`,
    from: (value) => ({ min: Number(value), max: most }),
  };
}

/** The fewer days, the stricter. */
function days(standard: number, most: number): Scale {
  return {
    default: standard,
    loosest: most,
    strictness: (value) =>
      Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= most ? -Number(value) : undefined,
    allowed: `1 to ${most} days`,
    from: (value) => ({ min: 1, max: Number(value) }),
  };
}

const strengths = ['password', 'second-factor', 'phishing-resistant'] as const;

export const ruleScales: Readonly<Record<RuleName, Scale>> = {
  'guests.invite': words(['members', 'administrators', 'nobody'], 'members'),
  'guests.longest_days': days(365, 3650),
  'sign_in.strength': words(strengths, 'password'),
  'sign_in.administrator_strength': words(strengths, 'password'),
  'people.visibility': words(['everyone', 'branch', 'organisation'], 'organisation'),
  'sharing.outside': words(['allowed', 'guests-only', 'nobody'], 'allowed'),
  'links.allowed': words(['allowed', 'nobody'], 'allowed'),
  'links.password': words(['optional', 'required'], 'optional'),
  'links.longest_days': days(365, 3650),
  'links.default_days': days(30, 3650),
  'projects.create': words(['members', 'administrators'], 'administrators'),
  'projects.kept_days': days(180, 3650),
  'exchange.create': words(['members', 'administrators', 'nobody'], 'members'),
  'exchange.longest_days': days(180, 3650),
  'exchange.remind_days': daysBefore(14, 90),
  'exchange.kept_days': days(30, 365),
  'release.check': words(['none', 'outside-where-possible', 'outside', 'all'], 'outside-where-possible'),
  'release.unscannable': words(['mark', 'hold'], 'mark'),
  'release.kinds': words(['any', 'no-programs', 'documents'], 'any'),
  'sharing.with': words(['visible', 'organisation'], 'visible'),
  'sharing.longest_days': days(3650, 3650),
  'sharing.resharing': words(['allowed', 'nobody'], 'allowed'),
  'sharing.reply_to': words(['sharer', 'nobody'], 'sharer'),
  'contacts.directory': words(['everyone', 'organisation', 'search'], 'organisation'),
  'handovers.remind_days': days(7, 365),
  'presence.visibility': words(['everyone', 'organisation', 'nobody'], 'organisation'),
  'calendar.holidays': choice([...states, 'none'], 'TH'),
  'retention.trash_days': days(30, 3650),
  'retention.handover_days': days(3650, 3650),
  'retention.deletion_days': days(3650, 3650),
  'retention.audit_days': days(3650, 3650),
};

export const ruleNames = Object.keys(ruleScales) as RuleName[];

export function isRuleName(name: string): name is RuleName {
  return Object.hasOwn(ruleScales, name);
}

/** Positive: `a` is stricter than `b`. Both have to be values of the rule. */
export function compareStrictness(rule: RuleName, a: RuleValue, b: RuleValue): number {
  return (ruleScales[rule].strictness(a) ?? 0) - (ruleScales[rule].strictness(b) ?? 0);
}

/** What may be set below an organisation for which `inherited` holds; null: at the root, where anything may. */
export function allowedValues(rule: RuleName, inherited: RuleValue | null): AllowedValues {
  return ruleScales[rule].from(inherited ?? ruleScales[rule].loosest);
}

export function stricter<Name extends RuleName>(
  rule: Name,
  a: RuleValues[Name],
  b: RuleValues[Name],
): RuleValues[Name] {
  return compareStrictness(rule, a, b) >= 0 ? a : b;
}

/** Throws Invalid `directory.invalid_input`. */
export function checkedRuleValue(rule: RuleName, value: unknown): RuleValue {
  if (ruleScales[rule].strictness(value) === undefined)
    throw invalid(rule, `Possible are: ${ruleScales[rule].allowed}.`);
  return value as RuleValue;
}
