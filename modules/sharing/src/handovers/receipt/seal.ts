import { createHash, type webcrypto, X509Certificate } from 'node:crypto';
import { fromBER, Null, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';
import { notWhole } from './sign-pdf.ts';

const data = '1.2.840.113549.1.7.1';
const signedData = '1.2.840.113549.1.7.2';
const contentType = '1.2.840.113549.1.9.3';
const messageDigest = '1.2.840.113549.1.9.4';
const signingCertificateV2 = '1.2.840.113549.1.9.16.2.47';

/** Who signs: a private key and its certificate, with those above it where there are any. */
export interface Seal {
  readonly key: webcrypto.CryptoKey;
  /** DER, the signer's own first. */
  readonly certificates: readonly Buffer[];
}

/** Enough for the signature that `sign` makes. */
export function signatureBytes({ certificates }: Seal): number {
  return 2_048 + certificates.reduce((sum, { length }) => sum + length, 0);
}

/** A detached CMS signature as PAdES baseline wants it: CAdES attributes, no signing time among them (EN 319 142-1). */
export async function sign({ key, certificates }: Seal, content: Buffer): Promise<Buffer> {
  const cms = unsigned(certificates, content);
  await cms.sign(key, 0, 'SHA-256');
  return encode(cms);
}

function unsigned(ders: readonly Buffer[], content: Buffer): SignedData {
  const certificates = ders.map((der) => Certificate.fromBER(Uint8Array.from(der)));
  const [own] = certificates;
  const [ownDer] = ders;
  if (own === undefined || ownDer === undefined) throw new RangeError('a seal has a certificate');
  const attribute = (type: string, value: ObjectIdentifier | OctetString | Sequence) =>
    new Attribute({ type, values: [value] });
  return new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: data }),
    certificates,
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
        signedAttrs: new SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            attribute(contentType, new ObjectIdentifier({ value: data })),
            attribute(messageDigest, octets(sha256(content))),
            // ESSCertIDv2 of RFC 5035: SHA-256 is its default and not written
            attribute(signingCertificateV2, sequence(sequence(sequence(octets(sha256(ownDer)))))),
          ],
        }),
      }),
    ],
  });
}

function encode(cms: SignedData): Buffer {
  return Buffer.from(new ContentInfo({ contentType: signedData, content: cms.toSchema(true) }).toSchema().toBER());
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest();
const octets = (bytes: Buffer) => new OctetString({ valueHex: Uint8Array.from(bytes).buffer });
const sequence = (value: OctetString | Sequence) => new Sequence({ value: [value] });

/**
 * The signer's certificate, in DER. Throws Invalid `sharing.receipt_not_whole` where the signature does not hold, or is
 * written in another way than `sign` would: so no bit can be other than it was, not even one that says nothing.
 */
export async function verifySignature(place: Buffer, content: Buffer): Promise<Buffer> {
  const cms = read(place);
  const [signer] = cms.signerInfos;
  if (signer === undefined || cms.signerInfos.length !== 1)
    throw notWhole('It has another number of signers than one.');
  const verdict = await cms
    .verify({ signer: 0, data: Uint8Array.from(content).buffer, checkChain: false, extendedMode: true })
    .catch(() => null);
  if (verdict?.signatureVerified !== true || !verdict.signerCertificate) {
    throw notWhole('The signature is not of this content.');
  }
  const ders = (cms.certificates ?? []).map((each) => Buffer.from(each.toSchema().toBER()));
  const again = unsigned(ders, content);
  const [info] = again.signerInfos;
  if (info === undefined) throw notWhole('It has no signer.');
  again.digestAlgorithms = [sha256Algorithm()];
  info.digestAlgorithm = sha256Algorithm();
  info.signature = signer.signature;
  info.signatureAlgorithm = signatureAlgorithm(signer.signatureAlgorithm.algorithmId);
  const expected = encode(again);
  const rest = place.subarray(expected.length);
  if (!place.subarray(0, expected.length).equals(expected) || rest.some((byte) => byte !== 0)) {
    throw notWhole('The signature is written in another way than here.');
  }
  return ders[0] as Buffer;
}

function read(place: Buffer): SignedData {
  try {
    // what follows the signature is room that was not needed
    const { result, offset } = fromBER(Uint8Array.from(place).buffer);
    if (offset === -1) throw new Error('no ASN.1');
    return new SignedData({ schema: new ContentInfo({ schema: result }).content });
  } catch (error) {
    throw notWhole(`Its signature cannot be read (${(error as Error).message}).`);
  }
}

function sha256Algorithm(): AlgorithmIdentifier {
  return new AlgorithmIdentifier({ algorithmId: '2.16.840.1.101.3.4.2.1', algorithmParams: new Null() });
}

function signatureAlgorithm(id: string): AlgorithmIdentifier {
  const rsaWithSha256 = '1.2.840.113549.1.1.11';
  return new AlgorithmIdentifier({ algorithmId: id, ...(id === rsaWithSha256 ? { algorithmParams: new Null() } : {}) });
}

export function fingerprintOf(der: Buffer): string {
  return new X509Certificate(der).fingerprint256.replaceAll(':', '').toLowerCase();
}
