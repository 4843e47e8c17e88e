import type { ProviderProof } from '../oidc/provider-proof.ts';
import { isAtLeast } from '../strength.ts';
import type { SignInMethod, SignInStrength } from '../strength.ts';

/** How many of what a person has. */
export interface Enrolled {
  readonly password: boolean;
  readonly totp: number;
  readonly passkeys: number;
  readonly recoveryCodes: number;
}

/** What was proven so far, and what that amounts to. */
export interface Proof {
  readonly methods: readonly SignInMethod[];
  readonly strength: SignInStrength;
  /** Where a provider proved the first of it. */
  readonly provider?: ProviderProof | null;
}

export type NextStep =
  | { readonly kind: 'finish' }
  /** One of the person's own factors has to be shown. */
  | { readonly kind: 'second-factor'; readonly methods: readonly SignInMethod[] }
  /** What the person has cannot reach what is required: they may make what is missing, and nothing else. */
  | { readonly kind: 'enrol'; readonly methods: readonly SignInMethod[] };

/** Decides what a sign-in still needs. Who has a factor is asked for it, also where none is required. */
export function nextStep({ methods, strength }: Proof, required: SignInStrength, enrolled: Enrolled): NextStep {
  const enough = isAtLeast(strength, required);
  const provenElsewhere = methods.includes('oidc') && enough;
  if (strength === 'password' && hasFactor(enrolled) && !provenElsewhere) {
    return { kind: 'second-factor', methods: ownFactors(enrolled) };
  }
  if (enough) return { kind: 'finish' };
  // before something stronger is made, everything that is there must have been shown: a stolen password enrols nothing
  if (enrolled.passkeys > 0 && !methods.includes('recovery-code')) {
    return { kind: 'second-factor', methods: ownFactors({ ...enrolled, totp: 0 }) };
  }
  return { kind: 'enrol', methods: required === 'phishing-resistant' ? ['passkey'] : ['passkey', 'totp'] };
}

export function hasFactor(enrolled: Pick<Enrolled, 'totp' | 'passkeys'>): boolean {
  return enrolled.totp + enrolled.passkeys > 0;
}

export function ownFactors(enrolled: Enrolled): SignInMethod[] {
  const methods: SignInMethod[] = [];
  if (enrolled.passkeys > 0) methods.push('passkey');
  if (enrolled.totp > 0) methods.push('totp');
  if (enrolled.recoveryCodes > 0) methods.push('recovery-code');
  return methods;
}

/** The strongest that the person can show with what they have. */
export function reachable(enrolled: Pick<Enrolled, 'totp' | 'passkeys'>): SignInStrength {
  if (enrolled.passkeys > 0) return 'phishing-resistant';
  return enrolled.totp > 0 ? 'second-factor' : 'password';
}
