import { decideRead } from '@landescloud/platform/dav';
import type { HttpReply, HttpRequest } from '@landescloud/platform/http';
import type { OpenContent } from '../files.ts';

/** Answers GET and HEAD for a content: conditions, one range (RFC 9110 sections 13 and 14), the bytes. */
export function sendContent(
  request: HttpRequest,
  reply: HttpReply,
  content: OpenContent,
  headers: Readonly<Record<string, string>>,
): HttpReply {
  const { size, etag, mtime } = content;
  reply.headers({ etag: `"${etag}"`, 'last-modified': new Date(mtime).toUTCString(), 'accept-ranges': 'bytes' });
  const { status, range } = decideRead(request.headers, content);
  reply.code(status);
  if (status === 304 || status === 412) return reply.send();
  if (status === 416) return reply.header('content-range', `bytes */${size}`).send();

  const { start, end } = range ?? { start: 0, end: size - 1 };
  if (range !== null) reply.header('content-range', `bytes ${start}-${end}/${size}`);
  reply.headers(headers).header('content-length', String(end - start + 1));
  // Fastify would read the whole stream to answer HEAD.
  return request.method === 'HEAD' ? reply.send() : reply.send(content.read(start, end));
}
