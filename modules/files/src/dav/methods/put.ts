import { type Answer, DavError, badRequest } from '@landescloud/platform/dav';
import { clientChecksums } from '../client-checksum.ts';
import { acceptedTimes, clientTimes } from '../client-times.ts';
import type { FilesCall } from '../dav-call.ts';
import { nodeHeaders } from '../file-headers.ts';
import { requestConditions } from '../request-conditions.ts';
import { wholeNumber } from '../whole-number.ts';
import { requestBody } from '../../http/request-body.ts';

/** Plain PUT: whole or nothing. */
export async function put(call: FilesCall): Promise<Answer> {
  const { headers } = call;
  const times = clientTimes(headers);
  const length = bodyLength(call);
  const checksums = clientChecksums(headers);
  const written = await call.deps.files.contents.write(call.actor, {
    place: { path: call.path },
    onConflict: 'replace',
    ...times,
    conditions: await requestConditions(call),
    source: requestBody(call.body),
    length,
    checksums,
  });
  return {
    status: written.created ? 201 : 204,
    headers: { ...nodeHeaders(call.deps, written.node), ...acceptedTimes(times) },
  };
}

/** The announced length of the body; null where it comes in pieces. Refuses bodies that are only a part of something. */
export function bodyLength({ headers }: Pick<FilesCall, 'headers'>): number | null {
  if (headers['content-range'] !== undefined)
    throw badRequest('dav.content_range_refused', 'A part of a file cannot be written by PUT.');
  if (headers['oc-chunked'] !== undefined)
    throw new DavError(501, 'dav.old_chunking_refused', 'Chunks are uploaded below /remote.php/dav/uploads/.');
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new DavError(415, 'dav.body_encoding_unsupported', 'Compressed request bodies are not understood here.');
  }
  const length = wholeNumber(headers['content-length'], 'Content-Length');
  if (headers['transfer-encoding'] !== undefined) return null;
  return length ?? 0;
}
