import { timingSafeEqual } from 'node:crypto';
import type { SecretBox } from '@landescloud/platform/auth';
import type { LinkRecord } from './link-record.ts';

/**
 * What stands in the mail with a link, behind its address: says which recipient's mail it is. It opens nothing, the code does;
 * but who shows it need not type an address, and has a share of codes that nobody else can use up.
 */
export interface RecipientKeys {
  make(linkId: number, address: string): string;
  /** Null where it is nobody's who is a recipient now. */
  addressOf(link: Pick<LinkRecord, 'id' | 'recipients'>, key: string): string | null;
}

export const recipientKeyPattern = '^[0-9A-Za-z_-]{22}$';
const bytes = 16;

export function createRecipientKeys(secrets: Pick<SecretBox, 'mac'>): RecipientKeys {
  const keyOf = (linkId: number, address: string): Buffer =>
    secrets.mac('sharing.link-recipient', `${linkId} ${address}`).subarray(0, bytes);
  return {
    make: (linkId, address) => keyOf(linkId, address).toString('base64url'),
    addressOf({ id, recipients }, key) {
      const shown = Buffer.from(key, 'base64url');
      if (shown.length !== bytes) return null;
      return recipients.find((address) => timingSafeEqual(keyOf(id, address), shown)) ?? null;
    },
  };
}
