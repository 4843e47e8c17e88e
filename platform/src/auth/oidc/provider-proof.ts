import type { SignInStrength } from '../strength.ts';

/** What a session that a provider began keeps of it. */
export interface ProviderProof {
  readonly key: string;
  readonly name: string;
  /** Whom it means, and its own session: what a logout there is about. */
  readonly subject: string;
  readonly sid: string | null;
  readonly strength: SignInStrength;
  /** When the person last proved to it who they are, in milliseconds since 1970. */
  readonly provenAt: number;
}
