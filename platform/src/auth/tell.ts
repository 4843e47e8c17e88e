import type { Queryable } from '@landescloud/platform/database';

/** What people are told by mail about their sign-in, and what each says. Secrets (token, code) reach the mail alone. */
export interface AuthFacts {
  readonly 'password-changed': Record<string, never>;
  readonly 'password-reset': { readonly token: string; readonly expiresAt: number };
  /** Asked for a reset, but signs in by the organisation's own provider: there is no password here. */
  readonly 'password-elsewhere': Record<string, never>;
  readonly 'mail-code': { readonly code: string; readonly expiresAt: number };
  /** To the new address. */
  readonly 'mail-change': { readonly token: string; readonly email: string; readonly expiresAt: number };
  /** To the one before. */
  readonly 'mail-changed': { readonly before: string; readonly email: string };
  readonly 'factor-added': { readonly factor: FactorKind; readonly name: string };
  readonly 'factor-removed': { readonly factor: FactorKind; readonly name: string };
  readonly 'factors-reset': Record<string, never>;
  readonly 'recovery-code-used': { readonly left: number };
  readonly 'recovery-codes-made': Record<string, never>;
  /** Somebody knows the password and guesses at the second factor. */
  readonly 'second-factor-guessed': Record<string, never>;
}

export type FactorKind = 'totp' | 'passkey';
export type AuthMessageKind = keyof AuthFacts;

export type AuthMessage = {
  readonly [Kind in AuthMessageKind]: {
    readonly personId: number;
    readonly kind: Kind;
    readonly facts: AuthFacts[Kind];
  };
}[AuthMessageKind];

/** Sends it, if the transaction comes to its end. Whoever knows addresses, languages and mail does it. */
export type Tell = (tx: Queryable, message: AuthMessage) => Promise<void>;
