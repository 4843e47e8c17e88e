import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** An authenticator as a device would be one, with a key that can be told to misbehave. */
export interface SoftwareAuthenticator {
  counter: number;
  register(challenge: string, rp: Rp, flags?: number): object;
  assert(challenge: string, rp: Rp, flags?: number): { id: string; [more: string]: unknown };
}

export interface Rp {
  readonly id: string;
  readonly origin: string;
}

const userPresent = 0x01;
const userVerified = 0x04;
const attested = 0x40;
export const present = userPresent;
const usual = userPresent | userVerified;

export function createAuthenticator(): SoftwareAuthenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credentialId = randomBytes(32);
  const id = credentialId.toString('base64url');
  const clientData = (type: string, challenge: string, origin: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const head = (rpId: string, flags: number, counter: number) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags]), count]);
  };

  const self: SoftwareAuthenticator = {
    counter: 0,
    register(challenge, { id: rpId, origin }, flags = usual) {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(credentialId.length);
      const data = [
        head(rpId, flags | attested, self.counter),
        Buffer.alloc(16),
        length,
        credentialId,
        cose(publicKey),
      ];
      const authData = Buffer.concat(data);
      const object = Buffer.concat([
        Buffer.from([0xa3]),
        text('fmt'),
        text('none'),
        text('attStmt'),
        Buffer.from([0xa0]),
        text('authData'),
        bytes(authData),
      ]);
      const clientDataJSON = clientData('webauthn.create', challenge, origin).toString('base64url');
      const response = { clientDataJSON, attestationObject: object.toString('base64url'), transports: ['internal'] };
      return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
    },
    assert(challenge, { id: rpId, origin }, flags = usual) {
      self.counter += 1;
      const authData = head(rpId, flags, self.counter);
      const said = clientData('webauthn.get', challenge, origin);
      const signed = Buffer.concat([authData, createHash('sha256').update(said).digest()]);
      const response = {
        clientDataJSON: said.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: sign('sha256', signed, privateKey).toString('base64url'),
      };
      return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
    },
  };
  return self;
}

/** CBOR, as far as it is needed here. */
function bytes(value: Buffer): Buffer {
  const length = value.length < 256 ? [0x58, value.length] : [0x59, value.length >> 8, value.length & 255];
  return Buffer.concat([Buffer.from(length), value]);
}

function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
}

/** { 1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y } */
function cose(key: KeyObject): Buffer {
  const { x, y } = key.export({ format: 'jwk' }) as { x: string; y: string };
  const start = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01]);
  const part = (name: number, value: string) =>
    Buffer.concat([Buffer.from([name]), bytes(Buffer.from(value, 'base64url'))]);
  return Buffer.concat([start, part(0x21, x), part(0x22, y)]);
}
