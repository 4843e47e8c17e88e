import { fromBase64Url, toBase64Url } from './base64url.ts';

/** What the server asks of a new passkey, as JSON (WebAuthn Level 3); binary values are base64url. */
export interface NewPasskeyOptions extends Omit<
  PublicKeyCredentialCreationOptions,
  'challenge' | 'user' | 'excludeCredentials'
> {
  readonly challenge: string;
  readonly user: { readonly id: string; readonly name: string; readonly displayName: string };
  readonly excludeCredentials?: readonly { readonly id: string; readonly type: 'public-key' }[];
}

/** Lets the browser make a passkey; answers what the server keeps. Rejects when the person declines. */
export async function makePasskey(options: NewPasskeyOptions): Promise<unknown> {
  const { challenge, user, excludeCredentials = [], ...rest } = options;
  const made = await navigator.credentials.create({
    publicKey: {
      ...rest,
      challenge: fromBase64Url(challenge),
      user: { ...user, id: fromBase64Url(user.id) },
      excludeCredentials: excludeCredentials.map(({ id, type }) => ({ id: fromBase64Url(id), type })),
    },
  });
  if (!(made instanceof PublicKeyCredential) || !(made.response instanceof AuthenticatorAttestationResponse)) {
    throw new Error('no passkey was made');
  }
  const { attestationObject, clientDataJSON } = made.response;
  return {
    id: made.id,
    rawId: made.id,
    type: made.type,
    clientExtensionResults: made.getClientExtensionResults(),
    response: {
      attestationObject: toBase64Url(attestationObject),
      clientDataJSON: toBase64Url(clientDataJSON),
      transports: made.response.getTransports(),
    },
  };
}
