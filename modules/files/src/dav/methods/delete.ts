import { type Answer, badRequest, parseDepth } from '@landescloud/platform/dav';
import type { FilesCall } from '../dav-call.ts';
import { requestConditions } from '../request-conditions.ts';

/** RFC 4918 section 9.6: a folder goes whole, into the trash. */
export async function remove(call: FilesCall): Promise<Answer> {
  if (parseDepth(call.headers.depth?.toString(), 'infinity') !== 'infinity') {
    throw badRequest('dav.depth_invalid', 'What is deleted is deleted whole: Depth must be infinity.');
  }
  await call.deps.files.nodes.remove(call.actor, { path: call.path }, await requestConditions(call));
  return { status: 204 };
}
