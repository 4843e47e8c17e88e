import type { HttpPlugin } from '@landescloud/platform/http';
import type { Auth } from '../auth.ts';
import { accountRoutes } from './account-routes.ts';
import { appPasswordRoutes } from './app-password-routes.ts';
import { clientLoginRoutes } from './client-login-routes.ts';
import { factorRoutes } from './factor-routes.ts';
import { loginFlowRoutes } from './login-flow-routes.ts';
import { oidcRoutes } from './oidc-routes.ts';
import { secondFactorRoutes } from './second-factor-routes.ts';
import { sessionRoutes } from './session-routes.ts';

/** Every address of signing in: `http.register(authRoutes(auth))` after `addAuth(http, auth)`. */
export function authRoutes(auth: Auth): HttpPlugin {
  const plugins = [
    sessionRoutes(auth),
    secondFactorRoutes(auth),
    accountRoutes(auth),
    factorRoutes(auth),
    appPasswordRoutes(auth),
    loginFlowRoutes(auth),
    oidcRoutes(auth),
    clientLoginRoutes(auth),
  ];
  return async (http) => {
    for (const plugin of plugins) await http.register(async (inner: typeof http) => plugin(inner));
  };
}
