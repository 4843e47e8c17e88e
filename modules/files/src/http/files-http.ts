import type { Hints } from '@landescloud/platform/events';
import type { HttpPlugin } from '@landescloud/platform/http';
import type { Files } from '../files.ts';
import { bulkRoutes } from './bulk-routes.ts';
import { contentRoutes } from './content-routes.ts';
import { eventRoutes, type LiveSource } from './event-routes.ts';
import { lifeRoutes } from './life-routes.ts';
import { findRoutes } from './find-routes.ts';
import { nodeRoutes } from './node-routes.ts';
import { releaseRoutes } from './release-routes.ts';
import { spaceRoutes } from './space-routes.ts';
import { trashRoutes } from './trash-routes.ts';
import { tusRoutes } from './tus-routes.ts';
import { versionRoutes } from './version-routes.ts';

/** The JSON API of files below /api/v1, resumable uploads (tus 1.0) and live hints. */
export interface FilesHttpOptions {
  readonly files: Files;
  readonly hints: Hints;
  /** What else is told on the line for live hints. */
  readonly live?: readonly LiveSource[];
}

export function filesHttp({ files, hints, live = [] }: FilesHttpOptions): HttpPlugin {
  return async (http) => {
    // The schemas describe the answers; checking each again would cost a listing of 1,000 files more than its query.
    http.setSerializerCompiler(() => JSON.stringify);
    const parts = [
      spaceRoutes,
      nodeRoutes,
      bulkRoutes,
      trashRoutes,
      versionRoutes,
      findRoutes,
      contentRoutes,
      tusRoutes,
      releaseRoutes,
      lifeRoutes,
    ];
    for (const routes of parts) await routes(files)(http);
    await eventRoutes(files, hints, live)(http);
  };
}
