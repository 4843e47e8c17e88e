import { DomainError } from '@landescloud/kernel';
import type { SessionCredential } from './credential.ts';
import { isAtLeast, strongest } from './strength.ts';
import type { SignInStrength } from './strength.ts';

/** So long after proving who one is one may do what needs it. */
export const provenForMs = 15 * 60_000;

/**
 * Throws Forbidden `auth.step_up_required` unless the person proved who they are within the last 15 minutes, with their
 * second factor where they have one, and as strongly as `atLeast` where that is given. The details say by what they can
 * (`methods`, with commas), and whether they first have to make something stronger (`enrol`).
 */
export function checkStepUp(session: SessionCredential, now: number, atLeast: SignInStrength = 'password'): void {
  // who has a passkey and proved it by TOTP has shown two factors: stronger is asked for only where the rules say so
  const own: SignInStrength = session.reachable === 'password' ? 'password' : 'second-factor';
  const needed = strongest(own, atLeast);
  if (now - session.provenAt <= provenForMs && isAtLeast(session.strength, needed)) return;
  const shown = needed === 'password' ? session.own : session.own.filter((method) => isSecond(method));
  throw new DomainError('Forbidden', 'auth.step_up_required', 'Prove once more who you are.', {
    methods: shown.filter((method) => needed !== 'phishing-resistant' || method === 'passkey').join(','),
    enrol: !isAtLeast(session.reachable, needed),
  });
}

function isSecond(method: SessionCredential['own'][number]): boolean {
  return method === 'passkey' || method === 'totp' || method === 'recovery-code';
}
