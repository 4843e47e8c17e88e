import { hash, randomBytes, randomInt } from 'node:crypto';

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 131 random bits. */
const length = 22;

/** For an address that is read out, typed and put into chats: letters and digits alone. */
export function createLinkToken(): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
}

/** What a route takes for one: addresses that older versions made may be shorter or longer. */
export const tokenPattern = '^[0-9A-Za-z]{15,64}$';

/** 256 random bits, for cookies. */
export function createSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function hashSecret(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}
