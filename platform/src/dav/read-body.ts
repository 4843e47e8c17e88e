import type { IncomingMessage } from 'node:http';
import { decodeXml } from '@landescloud/webdav-xml';
import { DavError, badRequest } from './dav-error.ts';

/** Reads a small body whole; one byte more than `limit` is 413, and the rest is never kept. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit);
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new DavError(415, 'dav.body_encoding_unsupported', 'Compressed request bodies are not understood here.');
  }
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      length += part.length;
      if (length > limit) break;
      parts.push(part);
    }
  } catch {
    throw badRequest('dav.body_incomplete', 'The body broke off.');
  }
  if (length > limit) throw tooLarge(limit);
  return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
}

/** An XML body as text, at most 1 MiB. */
export async function readXml(request: IncomingMessage): Promise<string> {
  return decodeXml(await readBody(request, 1024 * 1024));
}

function tooLarge(limit: number): DavError {
  return new DavError(413, 'dav.body_too_large', `The body is larger than ${limit} bytes.`);
}
