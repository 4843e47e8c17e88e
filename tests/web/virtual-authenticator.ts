import type { Page } from 'playwright-core';

export interface VirtualAuthenticator {
  /** How many passkeys lie on it. */
  count(): Promise<number>;
  /** Whether its user lets themselves be recognised from now on. */
  recognise(isUser: boolean): Promise<void>;
}

/** A device with passkeys, as Chromium has one for tests. Belongs to the page; visit it `byName`. */
export async function addAuthenticator(page: Page): Promise<VirtualAuthenticator> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    async count() {
      return (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length;
    },
    async recognise(isUserVerified) {
      await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
    },
  };
}
