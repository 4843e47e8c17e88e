import { isDomainError } from '@landescloud/kernel';
import { decodePath } from '@landescloud/webdav-xml';
import { type Answer, badRequest, strongTags } from '@landescloud/platform/dav';
import type { ClientChecksum, Conditions } from '../../files.ts';
import { parseChecksum } from '../client-checksum.ts';
import { milliseconds } from '../client-times.ts';
import type { DavCall } from '../dav-call.ts';
import { ocId } from '../file-headers.ts';
import { ocPermissions } from '../properties/permissions.ts';
import { requestBody } from '../../http/request-body.ts';
import { readParts, type Part } from './multipart-reader.ts';

interface FileWritten {
  error: false;
  etag: string;
  fileid: string;
  'OC-FileID': string;
  permissions: string;
  'X-OC-MTime'?: 'accepted';
}
type FileResult = FileWritten | { error: true; message: string };

const mostFiles = 1000;
/** Up to this size a file is taken into memory, so that several are written at once. */
const smallBytes = 256 * 1024;
const atOnce = 8;

/** Many small files in one request (Nextcloud's bulk upload): each is written or refused for itself. */
export async function bulk(call: DavCall): Promise<Answer> {
  const boundary = boundaryOf(call.headers['content-type'] ?? '');
  const results: Record<string, FileResult> = {};
  const running = new Set<Promise<void>>();
  let count = 0;
  try {
    for await (const part of readParts(requestBody(call.body) as AsyncIterable<Buffer>, boundary)) {
      if (++count > mostFiles) throw badRequest('dav.bulk_too_many', `At most ${mostFiles} files go into one request.`);
      const path = part.headers.get('x-file-path');
      if (path === undefined) throw badRequest('dav.multipart_invalid', 'A part has no X-File-Path.');
      const content = part.length <= smallBytes ? await whole(part) : part.content;
      const work = writeOne(call, path, part, content).then((result) => {
        results[path] = result;
        running.delete(work);
      });
      running.add(work);
      if (part.length > smallBytes) await work;
      else if (running.size >= atOnce) await Promise.race(running);
    }
  } finally {
    await Promise.allSettled(running);
  }
  return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(results) };
}

function boundaryOf(contentType: string): string {
  const match = /^multipart\/related\s*;.*?boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType);
  const boundary = match?.[1] ?? match?.[2];
  if (boundary === undefined)
    throw badRequest('dav.multipart_invalid', 'The body must be multipart/related with a boundary.');
  return boundary;
}

async function whole(part: Part): Promise<AsyncIterable<Uint8Array>> {
  const pieces: Uint8Array[] = [];
  for await (const piece of part.content) pieces.push(piece);
  return (async function* () {
    yield* pieces;
  })();
}

async function writeOne(
  call: DavCall,
  address: string,
  part: Part,
  source: AsyncIterable<Uint8Array>,
): Promise<FileResult> {
  try {
    const mtime = milliseconds(part.headers.get('x-oc-mtime') ?? part.headers.get('x-file-mtime'));
    const createdAt = milliseconds(part.headers.get('x-oc-ctime'));
    const { node } = await call.deps.files.contents.write(call.actor, {
      place: { path: pathOf(address) },
      onConflict: 'replace',
      // On a busy machine the desktop client (seen with 3.7.3) sends a batch again while the first is under way, and remembers
      // the first one's etags.
      unlessSame: true,
      ...(mtime === undefined ? {} : { mtime }),
      ...(createdAt === undefined ? {} : { createdAt }),
      conditions: conditionsOf(part),
      source,
      length: part.length,
      checksums: checksumsOf(part),
    });
    // The desktop client reads the second of the two names, or sees a rename right after as a new file.
    const id = ocId(call.deps, node.id);
    const accepted = mtime === undefined ? {} : { 'X-OC-MTime': 'accepted' as const };
    return {
      error: false,
      etag: node.etag,
      fileid: id,
      'OC-FileID': id,
      permissions: ocPermissions(node, call.actor.kind === 'person' ? call.actor.login : ''),
      ...accepted,
    };
  } catch (error) {
    if (isDomainError(error) && error.code !== 'dav.multipart_invalid') return { error: true, message: error.message };
    throw error;
  }
}

/** Each part has its own: the desktop client says which version it means to replace. */
function conditionsOf({ headers }: Part): Conditions {
  const ifMatch = strongTags(headers.get('if-match'));
  const ifNoneMatch = strongTags(headers.get('if-none-match'));
  return { ...(ifMatch === undefined ? {} : { ifMatch }), ...(ifNoneMatch === undefined ? {} : { ifNoneMatch }) };
}

/** The path as it is, not percent-encoded; what could not be a path in an address is refused likewise. */
function pathOf(path: string): string[] {
  const decoded = decodePath(path.replaceAll('%', '%25'));
  if (!decoded.ok) throw badRequest('dav.path_invalid', decoded.reason);
  return decoded.segments;
}

function checksumsOf({ headers }: Part): ClientChecksum[] {
  const announced = (headers.get('oc-checksum') ?? '').split(/\s+/).filter((t) => t !== '');
  const md5 = headers.get('x-file-md5');
  if (md5 !== undefined && md5 !== '') announced.push(`md5:${md5}`);
  return announced.map(parseChecksum).filter((c) => c !== null);
}
