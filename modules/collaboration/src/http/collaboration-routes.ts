import type { HttpPlugin } from '@landescloud/platform/http';
import type { Collaboration } from '../collaboration.ts';
import { commentRoutes } from './comment-routes.ts';
import { presenceRoutes } from './presence-routes.ts';
import { tagRoutes } from './tag-routes.ts';

/** Working together on files, below /api/v1. */
export function collaborationRoutes(collaboration: Collaboration): HttpPlugin {
  return async (http) => {
    await commentRoutes(collaboration.comments)(http);
    await tagRoutes(collaboration.tags)(http);
    await presenceRoutes(collaboration)(http);
  };
}
