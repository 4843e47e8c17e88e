import { type Http, type HttpPlugin } from '@landescloud/platform/http';
import { addPushSocket, type PushDependencies } from '../push/push-socket.ts';
import { discoveryRoutes } from './discovery-routes.ts';
import { ocsActivityRoutes, type OcsActivityDependencies } from './activity-routes.ts';
import { ocsNotificationRoutes, type OcsNotificationDependencies } from './notification-routes.ts';
import { ocsRoutes, type OcsDependencies } from './ocs-routes.ts';
import { pictureRoutes } from './picture-routes.ts';

export type ClientApiDependencies = OcsDependencies &
  OcsNotificationDependencies &
  OcsActivityDependencies &
  PushDependencies;

/** Everything that Nextcloud's clients use, but for WebDAV (`filesTrees`) and for signing in, which platform/auth does. */
export function clientApiRoutes(deps: ClientApiDependencies): HttpPlugin {
  return (http: Http) => {
    void http.register(async (inner: Http) => {
      for (const plugin of [
        discoveryRoutes(),
        ocsNotificationRoutes(deps),
        ocsActivityRoutes(deps),
        ocsRoutes(deps),
        pictureRoutes(deps.files),
      ])
        await plugin(inner);
    });
    addPushSocket(http, deps);
  };
}
