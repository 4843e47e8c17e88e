import type { SignInStrength } from '../strength.ts';

/** An organisation's own provider (OpenID Connect). */
export interface Provider {
  readonly id: number;
  /** Stands in its addresses here, the one that it answers to among them: no two share one. */
  readonly key: string;
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Null: a public client, held by PKCE alone. */
  readonly clientSecret: string | null;
  readonly scope: string;
  /** What it is asked to prove people by (`acr_values`). */
  readonly acrValues: string | null;
  /** What its words for how somebody signed in are worth; nothing of it: a password. */
  readonly strengths: readonly StrengthRule[];
}

export interface StrengthRule {
  readonly claim: 'acr' | 'amr';
  readonly value: string;
  readonly strength: Exclude<SignInStrength, 'password'>;
}

export interface ProviderName {
  readonly key: string;
  readonly name: string;
}

/** What a provider says of a person, checked to come from it. */
export type Claims = Readonly<Record<string, unknown>> & { readonly sub: string };

/** The port to whoever knows providers and people; the directory implements it. */
export interface ProviderSource {
  /** One that people may sign in with now. */
  byKey(key: string): Promise<Provider | undefined>;
  /** By the mail domain of what was typed, and by nothing else. */
  byLogin(login: string): Promise<ProviderName | undefined>;
  /**
   * Id of the person whom the provider means: known already, linked by a proven address, or made. Throws Forbidden
   * `directory.provider_refused` with a reason.
   */
  personOf(provider: Provider, claims: Claims): Promise<number>;
  /** Only who is known already. */
  knownPerson(provider: Provider, subject: string): Promise<number | undefined>;
}
