import { hash, randomBytes, randomInt } from 'node:crypto';
import { invitationLifeMs } from './guest-dates.ts';
import type { Invitation } from './guest-writer.ts';

/** A link for once: the token stands in the mail alone, its hash in the database. */
export function createInvitation(now: number): Invitation & { readonly token: string } {
  const token = randomBytes(32).toString('base64url');
  const [sentAt, endsAt] = [new Date(now), new Date(now + invitationLifeMs)];
  return { token, hash: hashInvitation(token), sentAt, endsAt };
}

export function hashInvitation(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}

// without what is read for something else, and without vowels, so that no words come about
const letters = 'bcdfghjkmnpqrstvwxz23456789';

/** A login says nothing about who it is: it stands in addresses, and whoever invites the person next sees it too. */
export function createGuestLogin(): string {
  return `gast-${Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('')}`;
}
