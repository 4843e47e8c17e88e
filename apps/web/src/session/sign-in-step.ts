import type { SignedInPerson } from './session.ts';

/** What is still to be proven (or set up) before a session begins. */
export interface SignInStep {
  readonly token: string;
  readonly kind: 'second-factor' | 'enrol';
  readonly methods: readonly string[];
}

/** Either is there: signed in, or one step more. */
export interface SignInAnswer {
  readonly person?: SignedInPerson | null;
  readonly step?: SignInStep | null;
}
