import type { SecretBox } from '@landescloud/platform/auth';
import { createLinkToken, hashSecret } from '../links/link-token.ts';

/** What leads a recipient to what is asked of them: in mails, and sealed for the next one. */
export function createRequestToken(secrets: SecretBox, recipientId: number) {
  const token = createLinkToken();
  return {
    token,
    tokenHash: hashSecret(token),
    tokenSealed: secrets.seal(Buffer.from(token), context(recipientId)),
  };
}

export function openRequestToken(secrets: SecretBox, recipientId: number, sealed: Buffer): string {
  return secrets.open(sealed, context(recipientId)).toString();
}

const context = (recipientId: number) => `request recipient ${recipientId}`;

/** What opens the receipt of a part, for who handed it in. */
export function sealReceipt(secrets: SecretBox, partId: number, token: string): Buffer {
  return secrets.seal(Buffer.from(token), ofReceipt(partId));
}

export function openReceipt(secrets: SecretBox, partId: number, sealed: Buffer | null): string | null {
  return sealed === null ? null : secrets.open(sealed, ofReceipt(partId)).toString();
}

const ofReceipt = (partId: number) => `receipt of request part ${partId}`;
