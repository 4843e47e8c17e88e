import { strongest } from '../strength.ts';
import type { SignInStrength } from '../strength.ts';
import type { Claims, StrengthRule } from './provider-source.ts';

/** The best that one of the provider's words for it is worth; a password where none is known. */
export function strengthOfClaims(rules: readonly StrengthRule[], { acr, amr }: Claims): SignInStrength {
  const said = { acr: [acr], amr: Array.isArray(amr) ? amr : [amr] } as const;
  return rules
    .filter(({ claim, value }) => said[claim].includes(value))
    .reduce<SignInStrength>((best, { strength }) => strongest(best, strength), 'password');
}
