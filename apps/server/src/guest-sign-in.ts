import type { GuestSignIn } from '@landescloud/directory';
import { systemActor } from '@landescloud/kernel';
import {
  readEnrolled,
  setSignInCookies,
  signingBrowser,
  type Auth,
  type IdentitySource,
} from '@landescloud/platform/auth';
import type { Database } from '@landescloud/platform/database';

const actor = systemActor('accept-invitation');
/** The link in the mail proves as much as a code in a mail would. */
const proof = { methods: ['mail-code'], strength: 'password' } as const;

/** From the accepted invitation into the sign-in: makes what the guest chose, and nothing for who has a way in already. */
export function guestSignIn(auth: Auth, identities: IdentitySource, db: Database): GuestSignIn {
  return {
    checkPassword: (password) => auth.checkPassword(password, { login: '', role: 'guest' }),

    async begin(request, reply, personId, { way, password }) {
      const identity = await identities.findById(personId);
      const { password: hasPassword, totp, passkeys } = await readEnrolled(db, personId);
      // the sponsor of one organisation must not change how the guest of another signs in
      if (!identity || identity.disabled || hasPassword || totp + passkeys > 0) return { signedIn: false, step: null };
      const browser = signingBrowser(request);
      if (way === 'password' && password !== undefined) await auth.setPassword(actor, personId, password);
      const next = { kind: 'enrol', methods: ['passkey', 'totp'] } as const;
      const outcome =
        way === 'mail-code'
          ? await auth.signIns.advance(identity, proof, browser)
          : await auth.signIns.beginSecondStep(identity, proof, next, browser);
      setSignInCookies(request, reply, outcome);
      return outcome.kind === 'step' ? { signedIn: false, step: outcome.step } : { signedIn: true, step: null };
    },
  };
}
