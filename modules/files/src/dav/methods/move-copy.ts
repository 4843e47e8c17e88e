import { DomainError, isDomainError } from '@landescloud/kernel';
import {
  type Answer,
  DavError,
  badRequest,
  destinationPath,
  parseDepth,
  parseOverwrite,
} from '@landescloud/platform/dav';
import type { Written } from '../../files.ts';
import type { FilesCall } from '../dav-call.ts';
import { nodeHeaders } from '../file-headers.ts';
import { requestConditions } from '../request-conditions.ts';

/** RFC 4918 sections 9.8 and 9.9. */
export async function moveOrCopy(call: FilesCall): Promise<Answer> {
  const { nodes } = call.deps.files;
  const path = filesDestination(call);
  const overwrite = parseOverwrite(call.headers.overwrite?.toString());
  const depth = parseDepth(call.headers.depth?.toString(), 'infinity');
  if (depth === '1' || (depth === '0' && call.method === 'MOVE'))
    throw badRequest('dav.depth_invalid', 'This Depth is not possible here.');
  if (path.length === call.path.length && path.every((segment, i) => segment === call.path[i])) {
    throw new DavError(403, 'dav.destination_is_source', 'Source and destination are the same.');
  }
  const conditions = await requestConditions(call);
  const input = {
    source: { path: call.path },
    destination: { path },
    onConflict: overwrite ? ('replace' as const) : ('fail' as const),
    lockTokens: conditions.lockTokens ?? [],
    conditions,
  };
  const written = await changed(
    () => (call.method === 'MOVE' ? nodes.move(call.actor, input) : nodes.copy(call.actor, { ...input, depth })),
    overwrite,
  );
  return { status: written.created ? 201 : 204, headers: nodeHeaders(call.deps, written.node) };
}

async function changed(command: () => Promise<Written>, overwrite: boolean): Promise<Written> {
  try {
    return await command();
  } catch (error) {
    if (overwrite || !isDomainError(error) || error.code !== 'files.name_taken') throw error;
    throw new DavError(
      412,
      'files.name_taken',
      'There is something at the destination, and it shall not be overwritten.',
    );
  }
}

/** The Destination header as a path in the person's own files; another person's look like folders that are missing. */
export function filesDestination(call: FilesCall): readonly string[] {
  const path = call.inFiles(destinationPath(call.headers.destination?.toString()));
  if (path === 'foreign') throw new DavError(502, 'dav.destination_foreign', 'The destination is not on this server.');
  if (path === 'no-files')
    throw new DavError(403, 'dav.destination_elsewhere', 'The destination does not lie in the files.');
  if (path === 'not-theirs') {
    throw new DomainError('Conflict', 'files.parent_missing', 'The folder that should hold it does not exist.');
  }
  return path;
}
