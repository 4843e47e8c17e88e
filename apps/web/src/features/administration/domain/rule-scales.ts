/** Every value of the rules that have words, from loose to strict: what is not allowed here is shown all the same. */
export const ruleScales: Readonly<Record<string, readonly string[]>> = {
  'guests.invite': ['members', 'administrators', 'nobody'],
  'sign_in.strength': ['password', 'second-factor', 'phishing-resistant'],
  'sign_in.administrator_strength': ['password', 'second-factor', 'phishing-resistant'],
  'people.visibility': ['everyone', 'branch', 'organisation'],
  'projects.create': ['members', 'administrators'],
  'exchange.create': ['members', 'administrators', 'nobody'],
  'sharing.with': ['visible', 'organisation'],
  'sharing.resharing': ['allowed', 'nobody'],
  'contacts.directory': ['everyone', 'organisation', 'search'],
  'presence.visibility': ['everyone', 'organisation', 'nobody'],
  'sharing.outside': ['allowed', 'guests-only', 'nobody'],
  'links.allowed': ['allowed', 'nobody'],
  'links.password': ['optional', 'required'],
  'release.check': ['none', 'outside-where-possible', 'outside', 'all'],
  'release.unscannable': ['mark', 'hold'],
  'release.kinds': ['any', 'no-programs', 'documents'],
};
