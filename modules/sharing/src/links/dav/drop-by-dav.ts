import { announcedLength, requestBody, visitedTree, type Files, type FilesCall } from '@landescloud/files';
import { DomainError } from '@landescloud/kernel';
import type { Answer } from '@landescloud/platform/dav';
import { uploadOnly } from '../link-errors.ts';
import type { Links } from '../links.ts';
import type { LinkVisit } from '../visits/visitors.ts';

/**
 * By an upload-only link a program only puts things: into a delivery of its own, and whatever it asks about looks absent, its
 * own things too, since others may come from the same address.
 */
export async function dropByDav(
  { links, files }: { readonly links: Links; readonly files: Files },
  call: FilesCall,
  visit: LinkVisit,
): Promise<Answer> {
  const { method, path, headers } = call;
  if (method === 'PROPFIND' || method === 'HEAD') {
    if (path.length > 0) throw new DomainError('NotFound', 'files.node_not_found', 'There is no such file or folder.');
    if (method === 'PROPFIND') return visitedTree({ ...call, headers: { ...headers, depth: '0' } });
  }
  if ((method !== 'PUT' && method !== 'MKCOL') || path.length === 0) throw uploadOnly();
  const delivery = await links.deliveries.begin(visit, { name: nickname(headers['x-nc-nickname']) });
  await links.deliveries.touch(delivery);
  if (method === 'MKCOL') {
    await files.nodes.ensureFolders(delivery.actor, (await files.nodes.get(delivery.actor, { path: [] })).id, path);
    return { status: 201 };
  }
  await files.contents.write(delivery.actor, {
    place: { path },
    onConflict: 'rename',
    source: requestBody(call.body),
    length: announcedLength(call.body),
    checksums: [],
  });
  return { status: 201 };
}

/** As Nextcloud's clients send what the visitor calls themselves. */
function nickname(header: string | string[] | undefined): string {
  const text = header?.toString() ?? '';
  try {
    return decodeURIComponent(text).slice(0, 100).replace(/\p{C}/gu, ' ').trim() || 'WebDAV';
  } catch {
    return 'WebDAV';
  }
}
