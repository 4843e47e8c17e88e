/** What a person can prove who they are by. */
export const signInMethods = ['password', 'totp', 'passkey', 'recovery-code', 'mail-code', 'oidc'] as const;
export type SignInMethod = (typeof signInMethods)[number];

/** From weakest to strongest. */
export const signInStrengths = ['password', 'second-factor', 'phishing-resistant'] as const;
export type SignInStrength = (typeof signInStrengths)[number];

export function isAtLeast(strength: SignInStrength, required: SignInStrength): boolean {
  return signInStrengths.indexOf(strength) >= signInStrengths.indexOf(required);
}

export function strongest(one: SignInStrength, other: SignInStrength): SignInStrength {
  return isAtLeast(one, other) ? one : other;
}

const first: readonly SignInMethod[] = ['password', 'mail-code', 'oidc'];
const second: readonly SignInMethod[] = ['totp', 'recovery-code'];

/**
 * What methods amount to together. A passkey is two factors by itself (the device, and what unlocks it) and works on no
 * other site; a code by mail is worth no more than a password.
 */
export function strengthOf(methods: readonly SignInMethod[]): SignInStrength {
  if (methods.includes('passkey')) return 'phishing-resistant';
  const any = (of: readonly SignInMethod[]) => methods.some((method) => of.includes(method));
  return any(first) && any(second) ? 'second-factor' : 'password';
}
