import type { Http, HttpPlugin } from '@landescloud/platform/http';
import { clientVersion, productName } from './client-version.ts';

const status = {
  installed: true,
  maintenance: false,
  needsDbUpgrade: false,
  version: clientVersion.full,
  versionstring: clientVersion.text,
  edition: '',
  productname: productName,
  extendedSupport: false,
};

const hidden = { schema: { hide: true }, config: { scope: 'any' } } as const;

/** What clients ask before they sign in. */
export function discoveryRoutes(): HttpPlugin {
  return (http: Http) => {
    http.get('/status.php', hidden, async (_request, reply) =>
      reply
        .header('access-control-allow-origin', '*')
        .header('content-type', 'application/json')
        .send(JSON.stringify(status)),
    );
    for (const path of ['/index.php/204', '/204'])
      http.get(path, hidden, async (_request, reply) => reply.code(204).send());
  };
}
