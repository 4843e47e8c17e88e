import assert from 'node:assert/strict';
import { createPrivateKey, webcrypto, X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { Certificate, Time } from 'pkijs';
import { openSeal, pem, readCertificates } from './open-seal.ts';
import { sign, verifySignature } from './seal.ts';

const years = 365.25 * 24 * 3_600_000;
const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'landescloud-seal-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const keyOf = (der: Buffer | undefined) =>
  new X509Certificate(der ?? assert.fail('no certificate')).publicKey.export({ format: 'pem', type: 'spki' });

it('a certificate is made anew over the same key before it ends, by one of all who start', () =>
  inFolder(async (folder) => {
    const source = { folder, name: 'cloud.example.org', given: null };
    const first = await openSeal({ ...source, now: Date.now() - 29.5 * years });
    const content = Buffer.from('handed over');
    const old = await sign(first, content);
    const later = await Promise.all([openSeal(source), openSeal(source), openSeal(source)]);
    const [renewed] = later;
    assert.deepEqual(new Set(later.map(({ certificates }) => certificates[0]?.toString('hex'))).size, 1);
    assert.notDeepEqual(renewed?.certificates[0], first.certificates[0]);
    assert.equal(keyOf(renewed?.certificates[0]), keyOf(first.certificates[0]));
    assert.ok(Date.parse(new X509Certificate(renewed?.certificates[0] ?? '').validTo) > Date.now() + 29 * years);
    assert.deepEqual((await readdir(folder)).toSorted(), ['receipts-2.pem', 'receipts.pem']);
    assert.deepEqual((await openSeal(source)).certificates, renewed?.certificates, 'it stays');
    assert.deepEqual(await verifySignature(old, content), first.certificates[0], 'what it signed stays good');
    const fresh = await sign(renewed ?? assert.fail(), content);
    assert.deepEqual(await verifySignature(fresh, content), renewed?.certificates[0]);
  }));

it('a certificate with times that readers make nothing of is made anew', () =>
  inFolder(async (folder) => {
    const source = { folder, name: 'cloud.example.org', given: null };
    await openSeal(source);
    const file = join(folder, 'receipts.pem');
    const text = await readFile(file, 'utf8');
    const [der] = readCertificates(text);
    const certificate = Certificate.fromBER(Uint8Array.from(der ?? []));
    certificate.notAfter = new Time({ type: 1, value: new Date(Date.UTC(2056, 0, 1, 1, 1, 1, 123)) });
    const key = createPrivateKey(text).export({ format: 'der', type: 'pkcs8' });
    await certificate.sign(await webcrypto.subtle.importKey('pkcs8', key, algorithm, false, ['sign']), 'SHA-256');
    const broken = Buffer.from(certificate.toSchema().toBER());
    await rm(file);
    await writeFile(file, pem('PRIVATE KEY', key) + pem('CERTIFICATE', broken), { mode: 0o600 });
    const { certificates } = await openSeal(source);
    assert.notDeepEqual(certificates[0], broken);
    assert.equal(keyOf(certificates[0]), keyOf(der));
    assert.equal(Number.isNaN(Date.parse(new X509Certificate(certificates[0] ?? '').validTo)), false);
  }));
