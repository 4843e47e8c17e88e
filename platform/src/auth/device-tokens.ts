import type { Clock } from '@landescloud/kernel';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { SecretBox } from './secret-box.ts';

/**
 * What a browser keeps after someone has signed in with it, beyond the session: it opens nothing, but the wrong guesses
 * of others elsewhere do not slow down who shows it. Needs no row: the server's own mac says for which login it is.
 */
export interface DeviceTokens {
  make(login: string): string;
  /** What tells this device from others; undefined where it is not one on which this login has signed in. */
  recognise(token: string | undefined, login: string): string | undefined;
}

export const deviceLifeMs = 180 * 24 * 60 * 60_000;

export function createDeviceTokens(secrets: SecretBox, clock: Clock): DeviceTokens {
  const macOf = (nonce: string, expires: string, login: string) =>
    secrets.mac('device', `${nonce} ${expires} ${login}`);

  return {
    make(login) {
      const nonce = randomBytes(12).toString('base64url');
      const expires = (clock.now() + deviceLifeMs).toString(36);
      return `${nonce}.${expires}.${macOf(nonce, expires, login).toString('base64url')}`;
    },
    recognise(token, login) {
      const [, nonce, expires, shown] = /^([\w-]{16})\.([0-9a-z]{1,12})\.([\w-]{43})$/.exec(token ?? '') ?? [];
      if (nonce === undefined || expires === undefined || shown === undefined) return undefined;
      if (!timingSafeEqual(macOf(nonce, expires, login), Buffer.from(shown, 'base64url'))) return undefined;
      return Number.parseInt(expires, 36) > clock.now() ? nonce : undefined;
    },
  };
}
