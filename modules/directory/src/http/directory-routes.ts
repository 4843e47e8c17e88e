import type { HttpPlugin } from '@landescloud/platform/http';
import type { Directory } from '../directory.ts';
import { accessRoutes } from './access-routes.ts';
import type { AccessKeeper } from './access-routes.ts';
import { groupRoutes } from './group-routes.ts';
import { meRoutes } from './me-routes.ts';
import { organisationRoutes } from './organisation-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import type { PasswordSetter } from './people-routes.ts';

/**
 * The directory under /api/v1: `http.register(directoryRoutes(directory, auth))`. Whatever changes it takes a session: an
 * administrator's notebook that is lost with an app password in it must not be able to make administrators.
 */
export function directoryRoutes(directory: Directory, auth: PasswordSetter & AccessKeeper): HttpPlugin {
  return async (http) => {
    await meRoutes(directory)(http);
    await organisationRoutes(directory)(http);
    await peopleRoutes(directory, auth)(http);
    await accessRoutes(directory, auth)(http);
    await groupRoutes(directory)(http);
  };
}
