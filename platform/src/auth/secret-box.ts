import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Keeps secrets that must be readable again, so that the database alone gives none of them away. What it is about
 * (`context`) is bound in: a secret that is moved to another row does not open there.
 */
export interface SecretBox {
  seal(secret: Buffer, context: string): Buffer;
  /** Throws where the bytes were not sealed with this key for this context. */
  open(sealed: Buffer, context: string): Buffer;
  /** A value that only who has the key can make. */
  mac(purpose: string, text: string): Buffer;
}

const keyLength = 32;
const nonceLength = 12;
const tagLength = 16;

export function createSecretBox(key: Buffer): SecretBox {
  if (key.length !== keyLength) throw new RangeError(`the key must have ${keyLength} bytes`);
  const derived = (use: string) => Buffer.from(hkdfSync('sha256', key, '', `landescloud auth ${use}`, keyLength));
  const sealing = derived('seal');
  const macs = derived('mac');

  return {
    seal(secret, context) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(context));
      const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    open(sealed, context) {
      const nonce = sealed.subarray(0, nonceLength);
      const tag = sealed.subarray(nonceLength, nonceLength + tagLength);
      const decipher = createDecipheriv('aes-256-gcm', sealing, nonce, { authTagLength: tagLength });
      decipher.setAAD(Buffer.from(context)).setAuthTag(tag);
      return Buffer.concat([decipher.update(sealed.subarray(nonceLength + tagLength)), decipher.final()]);
    },
    mac: (purpose, text) => createHmac('sha256', macs).update(`${purpose}\0${text}`).digest(),
  };
}

/** With the key of the folder (`auth.key`), which is made where there is none. Losing it loses every TOTP device. */
export async function openSecretBox(folder: string): Promise<SecretBox> {
  return createSecretBox(await keepSecretFile(folder, 'auth.key', () => randomBytes(keyLength)));
}

/** What the folder's file holds, which is made where there is none: whole or not at all, and one for all processes that start at once. */
export async function keepSecretFile(
  folder: string,
  name: string,
  make: () => Buffer | Promise<Buffer>,
): Promise<Buffer> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  const kept = await readFile(path).catch(ignoreMissing);
  if (kept !== undefined) return kept;
  const own = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(own, 'wx', 0o600);
  try {
    await file.writeFile(await make());
    await file.sync();
  } finally {
    await file.close();
  }
  await link(own, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(own);
  return readFile(path);
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
