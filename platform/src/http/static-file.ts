import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
  '.ttf': 'font/ttf',
};
const compressible = /^(text|application\/(json|manifest|wasm)|image\/svg)/;

export interface StaticFile {
  readonly type: string;
  readonly etag: string;
  /** By content coding; 'identity' is always there. */
  readonly bodies: ReadonlyMap<'identity' | 'br' | 'gzip', Buffer>;
}

/** A file with its compressed forms: those made by the build where they lie beside it, else made here once. */
export async function loadStaticFile(path: string): Promise<StaticFile> {
  const identity = await readFile(path);
  const type = types[extname(path).toLowerCase()] ?? 'application/octet-stream';
  const bodies = new Map<'identity' | 'br' | 'gzip', Buffer>([['identity', identity]]);
  if (compressible.test(type) && identity.length > 1024) {
    bodies.set(
      'br',
      await beside(`${path}.br`, () =>
        promisify(brotliCompress)(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
      ),
    );
    bodies.set('gzip', await beside(`${path}.gz`, () => promisify(gzip)(identity)));
  }
  return { type, etag: `"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`, bodies };
}

async function beside(path: string, make: () => Promise<Buffer>): Promise<Buffer> {
  return readFile(path).catch(make);
}

/** The best coding that the client takes. */
export function chooseCoding(accept: string | undefined, bodies: StaticFile['bodies']): 'identity' | 'br' | 'gzip' {
  const codings = (accept ?? '').split(',').map((entry) => entry.trim());
  for (const coding of ['br', 'gzip'] as const) {
    const accepted = codings.some((entry) => entry.startsWith(coding) && !/;\s*q=0(\.0*)?$/.test(entry));
    if (accepted && bodies.has(coding)) return coding;
  }
  return 'identity';
}
