import { type Answer, byMethod } from '@landescloud/platform/dav';
import { get } from '../methods/get.ts';
import { lock, unlock } from '../methods/lock.ts';
import { mkcol } from '../methods/mkcol.ts';
import { moveOrCopy } from '../methods/move-copy.ts';
import { propfind } from '../methods/propfind.ts';
import { proppatch } from '../methods/proppatch.ts';
import { put } from '../methods/put.ts';
import { remove } from '../methods/delete.ts';
import { report } from '../methods/report.ts';
import { search } from '../methods/search.ts';
import type { DavCall, Handler } from '../dav-call.ts';

const handlers: Readonly<Record<string, Handler>> = {
  PROPFIND: propfind,
  GET: get,
  HEAD: get,
  PUT: put,
  MKCOL: mkcol,
  DELETE: remove,
  MOVE: moveOrCopy,
  COPY: moveOrCopy,
  PROPPATCH: proppatch,
  LOCK: lock,
  UNLOCK: unlock,
  REPORT: report,
  SEARCH: search,
};

/** `/remote.php/dav/files/<login>/…` and `/remote.php/webdav/…`. */
export function filesTree(call: DavCall): Promise<Answer> {
  return byMethod(handlers, call);
}
