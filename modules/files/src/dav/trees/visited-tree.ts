import { type Answer, byMethod } from '@landescloud/platform/dav';
import { get } from '../methods/get.ts';
import { mkcol } from '../methods/mkcol.ts';
import { moveOrCopy } from '../methods/move-copy.ts';
import { propfind } from '../methods/propfind.ts';
import { put } from '../methods/put.ts';
import { remove } from '../methods/delete.ts';
import type { FilesCall } from '../dav-call.ts';

const handlers = {
  PROPFIND: propfind,
  GET: get,
  HEAD: get,
  PUT: put,
  MKCOL: mkcol,
  DELETE: remove,
  MOVE: moveOrCopy,
  COPY: moveOrCopy,
};

/** Files as a visitor by a link has them: no locks, no reports, no properties of their own. */
export function visitedTree(call: FilesCall): Promise<Answer> {
  return byMethod(handlers, call);
}
