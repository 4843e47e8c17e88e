import type { IncomingMessage } from 'node:http';
import { decodeXml } from '@landescloud/webdav-xml';
import { DavError, badRequest } from './dav-error.ts';

/**
 * Reads a small body whole; one byte more than `limit` is 413, and the rest is never kept. By events and not by
 * iteration: this is in the way of every poll.
 */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.reject(tooLarge(limit));
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    return Promise.reject(
      new DavError(415, 'dav.body_encoding_unsupported', 'Compressed request bodies are not understood here.'),
    );
  }
  if (request.destroyed) return Promise.reject(incomplete());
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let length = 0;
    const finish = (settle: () => void): void => {
      request.off('data', onData).off('end', onEnd).off('error', onBreak).off('close', onBreak);
      settle();
    };
    const onData = (part: Buffer): void => {
      length += part.length;
      if (length > limit) finish(() => reject(tooLarge(limit)));
      else parts.push(part);
    };
    const onEnd = (): void => finish(() => resolve(parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)));
    const onBreak = (): void => finish(() => reject(incomplete()));
    request.on('data', onData).on('end', onEnd).on('error', onBreak).on('close', onBreak);
  });
}

/** An XML body as text, at most 1 MiB. */
export async function readXml(request: IncomingMessage): Promise<string> {
  return decodeXml(await readBody(request, 1024 * 1024));
}

function tooLarge(limit: number): DavError {
  return new DavError(413, 'dav.body_too_large', `The body is larger than ${limit} bytes.`);
}

function incomplete(): DavError {
  return badRequest('dav.body_incomplete', 'The body broke off.');
}
