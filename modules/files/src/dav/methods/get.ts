import { isDomainError } from '@landescloud/kernel';
import { type Answer, DavError, decideRead } from '@landescloud/platform/dav';
import type { OpenContent } from '../../files.ts';
import type { NodeView } from '../../views.ts';
import { nodeHeaders } from '../file-headers.ts';
import type { FilesCall } from '../dav-call.ts';

/** GET and HEAD of a file; HEAD of a folder says that it is there. */
export async function get(call: FilesCall): Promise<Answer> {
  try {
    return contentAnswer(call, await call.deps.files.contents.open(call.actor, { path: call.path }));
  } catch (error) {
    if (!isDomainError(error) || error.code !== 'files.is_folder') throw error;
  }
  const folder = await call.deps.files.nodes.get(call.actor, { path: call.path });
  if (call.method === 'GET' && wantsZip(call)) return zipAnswer(call, folder);
  if (call.method !== 'HEAD') {
    throw new DavError(
      405,
      'dav.method_not_allowed',
      'A folder is listed by PROPFIND, or downloaded as application/zip.',
    );
  }
  return {
    status: 200,
    headers: {
      ...nodeHeaders(call.deps, folder),
      'content-length': 0,
      'last-modified': new Date(folder.mtime).toUTCString(),
    },
  };
}

function wantsZip({ headers, body }: FilesCall): boolean {
  return /^application\/zip\b/.test(headers.accept ?? '') || /[?&]accept=zip(&|$)/.test(body.url ?? '');
}

/** A folder as Nextcloud's clients download it. */
async function zipAnswer(call: FilesCall, folder: NodeView): Promise<Answer> {
  const { filename, stream } = await call.deps.files.contents.zip(call.actor, [folder.id]);
  return { status: 200, headers: { 'content-type': 'application/zip', ...attachment(filename) }, body: stream };
}

/** A content with everything that RFC 9110 lets a client ask of it. */
export function contentAnswer(call: FilesCall, content: OpenContent): Answer {
  const { node, size, etag } = content;
  const { status, range } = decideRead(call.headers, content);
  const shared = {
    ...nodeHeaders(call.deps, { id: node.id, etag }),
    'last-modified': new Date(content.mtime).toUTCString(),
  };
  if (status === 304) return { status, headers: shared };
  if (status === 412)
    throw new DavError(412, 'files.precondition_failed', 'The file is not in the state that was expected.');
  if (status === 416)
    return { status, headers: { ...shared, 'content-range': `bytes */${size}`, 'content-length': 0 } };
  const start = range?.start ?? 0;
  const end = range?.end ?? size - 1;
  const headers: Record<string, string | number> = {
    ...shared,
    'content-type': content.mime === '' ? 'application/octet-stream' : content.mime,
    'content-length': Math.max(0, end - start + 1),
    'accept-ranges': 'bytes',
    ...attachment(node.name),
  };
  if (node.checksums !== '' && etag === node.etag) headers['oc-checksum'] = node.checksums.split(' ')[0] ?? '';
  if (range !== null) headers['content-range'] = `bytes ${start}-${end}/${size}`;
  if (call.method === 'HEAD') return { status, headers };
  return { status, headers, body: size === 0 ? '' : content.read(start, end) };
}

function attachment(name: string): Record<string, string> {
  return { 'content-disposition': `attachment; filename*=UTF-8''${headerName(name)}; filename="${plainName(name)}"` };
}

/** RFC 8187. */
function headerName(name: string): string {
  return encodeURIComponent(name.toWellFormed())
    .replaceAll("'", '%27')
    .replaceAll('(', '%28')
    .replaceAll(')', '%29')
    .replaceAll('*', '%2A');
}

/** For clients that only read the old form. */
function plainName(name: string): string {
  return name.replace(/[^\x20-\x7e]|["\\%]/gu, '_');
}
