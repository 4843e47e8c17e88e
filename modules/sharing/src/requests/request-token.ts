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
