import { DomainError } from '@landescloud/kernel';
import type { Clock } from '@landescloud/kernel';
import type { Database, Queryable } from '@landescloud/platform/database';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type {
  AuthenticationResponseJSON,
  AuthenticatorTransport,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { SecretBox } from '../secret-box.ts';
import type { AskedBy, ChallengePurpose, Challenges } from './challenges.ts';
import { addPasskey, countUse, passkeyByCredential, passkeysOf } from './passkey-store.ts';
import type { PasskeyRow } from './passkey-store.ts';

/** This server, as browsers know it: passkeys of another one are worth nothing here. */
export interface RelyingParty {
  /** Host name. */
  readonly id: string;
  readonly origin: string;
}

export interface Asked {
  readonly rp: RelyingParty;
  readonly purpose: ChallengePurpose;
  readonly by: AskedBy;
}

/** Keys that stay in a device and sign for this server alone (WebAuthn 3); the device asks for a finger, face or PIN. */
export interface Passkeys {
  registrationOptions(
    owner: { personId: number; login: string; name: string },
    rp: RelyingParty,
    by: AskedBy,
  ): Promise<PublicKeyCredentialCreationOptionsJSON>;
  /** Forbidden `auth.passkey_refused`, Conflict `auth.passkey_exists`. */
  register(tx: Queryable, owner: { personId: number }, name: string, asked: Asked, response: unknown): Promise<number>;
  /** For one person's keys, or for any that the device knows. */
  requestOptions(asked: Asked, personId?: number): Promise<PublicKeyCredentialRequestOptionsJSON>;
  /** Answers whose it is. Forbidden `auth.passkey_refused`, also where it is somebody else's than `personId`. */
  verify(asked: Asked, response: unknown, personId?: number): Promise<number>;
}

/** EdDSA, ES256, RS256. */
const algorithms = [-8, -7, -257];
const timeout = 5 * 60_000;

export function createPasskeys(db: Database, clock: Clock, secrets: SecretBox, challenges: Challenges): Passkeys {
  /** Opaque: the device keeps it, and it says nothing about the person. */
  const handleOf = (personId: number) => secrets.mac('passkey user', String(personId));
  const descriptors = (keys: readonly PasskeyRow[]) =>
    keys.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports: transports as AuthenticatorTransport[],
    }));

  /** The challenge that was signed, which is used up with it. */
  async function takeChallenge({ purpose, by }: Asked, response: Response): Promise<string> {
    const challenge = challengeIn(response);
    const taken = challenge !== undefined && (await challenges.take(challenge, purpose, by));
    return taken ? challenge : refuse();
  }

  return {
    async registrationOptions({ personId, login, name }, rp, by) {
      const options = await generateRegistrationOptions({
        rpName: 'Landescloud',
        rpID: rp.id,
        userID: new Uint8Array(handleOf(personId)),
        userName: login,
        userDisplayName: name,
        challenge: new Uint8Array(randomBytes(32)),
        timeout,
        attestationType: 'none',
        excludeCredentials: descriptors(await passkeysOf(db, personId, rp.id)),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        supportedAlgorithmIDs: algorithms,
      });
      await challenges.keep(options.challenge, 'register', by);
      return options;
    },

    async register(tx, { personId }, name, asked, shown) {
      const response = shown as RegistrationResponseJSON;
      const expectedChallenge = await takeChallenge(asked, response);
      const { registrationInfo } = await verifyRegistrationResponse({
        response,
        expectedChallenge,
        expectedOrigin: asked.rp.origin,
        expectedRPID: asked.rp.id,
        requireUserVerification: true,
        supportedAlgorithmIDs: algorithms,
      }).catch(refuse);
      if (!registrationInfo) return refuse();
      const { credential, credentialBackedUp: backedUp } = registrationInfo;
      const { id: credentialId, counter, transports = [] } = credential;
      const publicKey = Buffer.from(credential.publicKey);
      const key = { personId, name, rpId: asked.rp.id, credentialId, publicKey, counter, transports, backedUp };
      const id = await addPasskey(tx, key, new Date(clock.now()));
      if (id === undefined) throw new DomainError('Conflict', 'auth.passkey_exists', 'This device is known already.');
      return id;
    },

    async requestOptions({ rp, purpose, by }, personId) {
      const own = personId === undefined ? [] : await passkeysOf(db, personId, rp.id);
      const options = await generateAuthenticationOptions({
        rpID: rp.id,
        challenge: new Uint8Array(randomBytes(32)),
        timeout,
        allowCredentials: descriptors(own),
        userVerification: 'required',
      });
      await challenges.keep(options.challenge, purpose, by);
      return options;
    },

    async verify(asked, shown, personId) {
      const response = shown as AuthenticationResponseJSON;
      const expectedChallenge = await takeChallenge(asked, response);
      const key = await passkeyByCredential(db, response.id, asked.rp.id);
      if (!key || (personId !== undefined && key.personId !== personId)) return refuse();
      if (!fitsHandle(response.response.userHandle, handleOf(key.personId))) return refuse();
      const { id, counter, transports } = { ...key, id: key.credentialId };
      const publicKey = new Uint8Array(key.publicKey);
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response,
        expectedChallenge,
        expectedOrigin: asked.rp.origin,
        expectedRPID: asked.rp.id,
        credential: { id, counter, publicKey, transports },
        requireUserVerification: true,
      }).catch(refuse);
      if (!verified) return refuse();
      const { newCounter, credentialBackedUp } = authenticationInfo;
      const counted = await countUse(db, key.id, newCounter, credentialBackedUp, new Date(clock.now()));
      return counted ? key.personId : refuse();
    },
  };
}

type Response = RegistrationResponseJSON | AuthenticationResponseJSON;

function challengeIn({ response }: Response): string | undefined {
  try {
    const said: unknown = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString('utf8'));
    if (typeof said !== 'object' || said === null || !('challenge' in said)) return undefined;
    return typeof said.challenge === 'string' ? said.challenge : undefined;
  } catch {
    return undefined;
  }
}

/** Devices tell it when they were asked without naming a key. */
function fitsHandle(shown: string | undefined, expected: Buffer): boolean {
  if (shown === undefined) return true;
  const bytes = Buffer.from(shown, 'base64url');
  return bytes.length === expected.length && timingSafeEqual(bytes, expected);
}

/** Why is not said: whoever gets it wrong honestly can do nothing else than try again. */
export function passkeyRefused(): DomainError {
  return new DomainError('Forbidden', 'auth.passkey_refused', 'This passkey was not accepted.');
}

function refuse(): never {
  throw passkeyRefused();
}
