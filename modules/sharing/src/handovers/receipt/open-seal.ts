import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createPrivateKey, createPublicKey, randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import { keepSecretFile } from '@landescloud/platform/auth';
import { Integer, PrintableString, Utf8String } from 'asn1js';
import { AttributeTypeAndValue, BasicConstraints, Certificate, Extension, Time } from 'pkijs';
import type { Seal } from './seal.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const lifeYears = 30;
const renewBeforeMs = 365 * 24 * 3_600_000;

export interface SealSource {
  /** Where an own key is kept, which is made where there is none. */
  readonly folder: string;
  /** The instance's name, as the certificate says it. */
  readonly name: string;
  /** PEM of an operator's own; null: the instance's. */
  readonly given: { readonly key: string; readonly certificates: string } | null;
  readonly now?: number;
}

/**
 * Throws where the operator's key and certificate do not belong together or cannot be read. The instance's own certificate is
 * made anew over the same key when readers would take it for none, or for one that has ended.
 */
export async function openSeal({ folder, name, given, now = Date.now() }: SealSource): Promise<Seal> {
  if (given !== null) return sealOf(given.key, given.certificates);
  const pem = (await keepSecretFile(folder, 'receipts.pem', () => makeSeal(name, now))).toString();
  return sealOf(pem, await newestCertificate(folder, pem, name, now));
}

/** Each in a file of its own, which is only ever made: of processes that start at once one makes it, and all take it. */
async function newestCertificate(folder: string, keyPem: string, name: string, now: number): Promise<string> {
  let newest = keyPem;
  for (let number = 2; ; number += 1) {
    const file = `receipts-${number}.pem`;
    const kept = await readFile(join(folder, file), 'utf8').catch(() => null);
    if (kept === null && isGood(newest, now)) return newest;
    const made = kept ?? (await keepSecretFile(folder, file, () => certificateOver(keyPem, name, now))).toString();
    newest = made;
  }
}

/** Neither its beginning nor its end is one that readers make nothing of, and it does not end soon. */
function isGood(pems: string, now: number): boolean {
  const [der] = readCertificates(pems);
  if (der === undefined) return false;
  const { notBefore, notAfter } = Certificate.fromBER(Uint8Array.from(der));
  const isWhole = [notBefore, notAfter].every(({ value }) => value.getMilliseconds() === 0);
  return isWhole && notBefore.value.getTime() <= now && notAfter.value.getTime() > now + renewBeforeMs;
}

async function sealOf(keyPem: string, certificatePems: string): Promise<Seal> {
  const certificates = readCertificates(certificatePems);
  const [own] = certificates;
  const key = createPrivateKey(keyPem);
  if (own === undefined || !new X509Certificate(own).checkPrivateKey(key))
    throw new Error('the key is not that of the first certificate');
  const der = key.export({ format: 'der', type: 'pkcs8' });
  const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey(key);
  const curves: Record<string, string> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' };
  const namedCurve = curves[asymmetricKeyDetails?.namedCurve ?? ''];
  const usage =
    asymmetricKeyType === 'rsa'
      ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
      : asymmetricKeyType === 'ec' && namedCurve !== undefined
        ? { name: 'ECDSA', namedCurve }
        : null;
  if (usage === null) throw new Error('a key of receipts is RSA, or EC on P-256, P-384 or P-521');
  const imported = await webcrypto.subtle.importKey('pkcs8', der, usage, false, ['sign']);
  return { key: imported, certificates };
}

/** A key and a certificate that it signs itself, both as PEM in one file. */
async function makeSeal(name: string, now: number): Promise<Buffer> {
  const pair = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', pair.privateKey));
  return Buffer.concat([Buffer.from(pem('PRIVATE KEY', key)), await makeCertificate(pair, name, now)]);
}

async function certificateOver(keyPem: string, name: string, now: number): Promise<Buffer> {
  const key = createPrivateKey(keyPem);
  const [own, open] = [
    key.export({ format: 'der', type: 'pkcs8' }),
    createPublicKey(key).export({ format: 'der', type: 'spki' }),
  ];
  const privateKey = await webcrypto.subtle.importKey('pkcs8', own, algorithm, false, ['sign']);
  const publicKey = await webcrypto.subtle.importKey('spki', open, algorithm, true, ['verify']);
  return makeCertificate({ privateKey, publicKey }, name, now);
}

async function makeCertificate(
  { privateKey, publicKey }: Pick<webcrypto.CryptoKeyPair, 'privateKey' | 'publicKey'>,
  name: string,
  from: number,
): Promise<Buffer> {
  const certificate = new Certificate({
    version: 2,
    // positive and of 127 bits, as RFC 5280 wants
    serialNumber: new Integer({ valueHex: Uint8Array.from(serial()).buffer }),
  });
  const about = [
    new AttributeTypeAndValue({ type: '2.5.4.6', value: new PrintableString({ value: 'DE' }) }),
    new AttributeTypeAndValue({ type: '2.5.4.10', value: new Utf8String({ value: 'Landescloud' }) }),
    new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: name.slice(0, 64) }) }),
  ];
  for (const who of [certificate.issuer, certificate.subject]) who.typesAndValues.push(...about);
  // whole seconds alone: readers take a time with fractions for no time (RFC 5280 section 4.1.2.5.2)
  const now = new Date(Math.floor(from / 1000) * 1000);
  certificate.notBefore = new Time({ type: 0, value: now });
  const end = new Date(now.getTime());
  end.setUTCFullYear(end.getUTCFullYear() + lifeYears);
  // from 2050 on a year has four digits (RFC 5280 section 4.1.2.5)
  certificate.notAfter = new Time({ type: end.getUTCFullYear() < 2050 ? 0 : 1, value: end });
  const constraints = new BasicConstraints({ cA: false });
  const nonRepudiation = Uint8Array.from([0x03, 0x02, 0x06, 0xc0]);
  certificate.extensions = [
    extension('2.5.29.19', constraints.toSchema().toBER(), constraints),
    extension('2.5.29.15', nonRepudiation.buffer),
  ];
  await certificate.subjectPublicKeyInfo.importKey(publicKey);
  await certificate.sign(privateKey, 'SHA-256');
  return Buffer.from(pem('CERTIFICATE', Buffer.from(certificate.toSchema().toBER())));
}

function extension(extnID: string, value: ArrayBuffer, parsedValue?: unknown): Extension {
  return new Extension({
    extnID,
    critical: true,
    extnValue: value,
    ...(parsedValue === undefined ? {} : { parsedValue }),
  });
}

function serial(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}

export function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** DER of each certificate in PEM. */
export function readCertificates(pems: string): Buffer[] {
  const blocks = pems.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block).raw);
}
