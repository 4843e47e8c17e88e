import { fromBase64Url, toBase64Url } from './base64url.ts';

/** What the server asks of a passkey, as JSON (WebAuthn Level 3); binary values are base64url. */
export interface PasskeyOptions {
  readonly challenge: string;
  readonly rpId?: string;
  readonly timeout?: number;
  readonly userVerification?: UserVerificationRequirement;
  readonly allowCredentials?: readonly { readonly id: string; readonly type: 'public-key' }[];
}

/** Lets the browser ask for a passkey; answers what the server checks. Rejects when the person declines. */
export async function showPasskey(options: PasskeyOptions): Promise<unknown> {
  const { challenge, allowCredentials = [], ...rest } = options;
  const shown = await navigator.credentials.get({
    publicKey: {
      ...rest,
      challenge: fromBase64Url(challenge),
      allowCredentials: allowCredentials.map(({ id, type }) => ({ id: fromBase64Url(id), type })),
    },
  });
  if (!(shown instanceof PublicKeyCredential) || !(shown.response instanceof AuthenticatorAssertionResponse)) {
    throw new Error('no passkey was shown');
  }
  const { authenticatorData, clientDataJSON, signature, userHandle } = shown.response;
  return {
    id: shown.id,
    rawId: shown.id,
    type: shown.type,
    clientExtensionResults: shown.getClientExtensionResults(),
    response: {
      authenticatorData: toBase64Url(authenticatorData),
      clientDataJSON: toBase64Url(clientDataJSON),
      signature: toBase64Url(signature),
      ...(userHandle === null ? {} : { userHandle: toBase64Url(userHandle) }),
    },
  };
}
