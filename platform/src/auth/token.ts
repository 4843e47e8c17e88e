import { hash, randomBytes, randomInt } from 'node:crypto';

/** 256 random bits for addresses and cookies. */
export function createToken(): string {
  return randomBytes(32).toString('base64url');
}

export function hashToken(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';
const groups = 5;
const groupLength = 5;

/** Five groups of five letters and digits: 129 random bits that can be typed on a telephone. */
export function createAppPasswordToken(): string {
  const group = () => Array.from({ length: groupLength }, () => alphabet[randomInt(alphabet.length)]).join('');
  return Array.from({ length: groups }, group).join('-');
}

/** Undefined for what cannot be an app password; dashes, spaces and capitals do not matter. */
export function normaliseAppPassword(typed: string): string | undefined {
  if (typed.length > 64) return undefined;
  const token = typed.replace(/[\s-]/g, '').toLowerCase();
  return /^[a-z0-9]{25}$/.test(token) ? token : undefined;
}
