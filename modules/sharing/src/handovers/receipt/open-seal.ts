import { createPrivateKey, createPublicKey, randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import { keepSecretFile } from '@landescloud/platform/auth';
import { Integer, PrintableString, Utf8String } from 'asn1js';
import { AttributeTypeAndValue, BasicConstraints, Certificate, Extension, Time } from 'pkijs';
import type { Seal } from './seal.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const lifeYears = 30;

export interface SealSource {
  /** Where an own key is kept, which is made where there is none. */
  readonly folder: string;
  /** The instance's name, as the certificate says it. */
  readonly name: string;
  /** PEM of an operator's own; null: the instance's. */
  readonly given: { readonly key: string; readonly certificates: string } | null;
}

/** Throws where the operator's key and certificate do not belong together or cannot be read. */
export async function openSeal({ folder, name, given }: SealSource): Promise<Seal> {
  if (given !== null) return sealOf(given.key, given.certificates);
  const pem = (await keepSecretFile(folder, 'receipts.pem', () => makeSeal(name))).toString();
  return sealOf(pem, pem);
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
async function makeSeal(name: string): Promise<Buffer> {
  const pair = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
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
  const now = new Date(Math.floor(Date.now() / 1000) * 1000);
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
  await certificate.subjectPublicKeyInfo.importKey(pair.publicKey);
  await certificate.sign(pair.privateKey, 'SHA-256');
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', pair.privateKey));
  return Buffer.from(pem('PRIVATE KEY', key) + pem('CERTIFICATE', Buffer.from(certificate.toSchema().toBER())));
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
