import { publicUrl, type Http, type HttpPlugin, type HttpReply, type HttpRequest } from '@landescloud/platform/http';
import type { PersonActor } from '@landescloud/kernel';
import type { Files } from '../files.ts';
import { capabilities } from './capabilities.ts';
import { ocsBody, ocsOk, ocsUnknown, type OcsData, type OcsResult, type OcsVersion } from './ocs-envelope.ts';
import { ocsPerson } from './ocs-person.ts';
import { quotaOf } from './quota.ts';

export interface OcsDependencies {
  readonly files: Files;
  readonly profile: (actor: PersonActor) => Promise<{ email: string | null; language: string }>;
}

/** `/ocs/v1.php/…` and `/ocs/v2.php/…`: what clients ask besides WebDAV. */
export function ocsRoutes(deps: OcsDependencies): HttpPlugin {
  return (http: Http) => {
    for (const version of ['v1', 'v2'] as const) {
      http.get(
        `/ocs/${version}.php/*`,
        { schema: { hide: true }, config: { scope: 'any' } },
        async (request, reply) => {
          const result = await answer(deps, request, version);
          return sendOcs(request, reply, version, result);
        },
      );
    }
  };
}

/** JSON by `format=json` or by what the client accepts, else XML. */
export function sendOcs(request: HttpRequest, reply: HttpReply, version: OcsVersion, result: OcsResult): HttpReply {
  const asked = (request.query as { format?: unknown }).format;
  const json = asked === undefined ? (request.headers.accept ?? '').includes('application/json') : asked === 'json';
  if (result.status === 401) void reply.header('www-authenticate', 'Basic realm="Landescloud", charset="UTF-8"');
  return reply
    .code(result.status)
    .header('content-type', json ? 'application/json; charset=utf-8' : 'application/xml; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(ocsBody(result, version, json));
}

async function answer(deps: OcsDependencies, request: HttpRequest, version: OcsVersion): Promise<OcsResult> {
  const path = ((request.params as { '*': string })['*'] ?? '').replace(/\/+$/, '');
  const { actor } = request;
  if (path === 'cloud/capabilities') return ocsOk(version, capabilities(publicUrl(request), actor !== null));
  const person = ocsPerson(request);
  if ('code' in person) return person;
  const data = await dataOf(deps, person, path);
  return data === undefined ? ocsUnknown : ocsOk(version, data);
}

async function dataOf(deps: OcsDependencies, actor: PersonActor, path: string): Promise<OcsData | undefined> {
  if (path === 'cloud/user' || path === `cloud/users/${actor.login}`) return profileOf(deps, actor);
  if (path === 'core/navigation/apps') return [];
  return undefined;
}

async function profileOf(deps: OcsDependencies, actor: PersonActor): Promise<OcsData> {
  const { email, language } = await deps.profile(actor);
  return {
    enabled: true,
    id: actor.login,
    displayname: actor.name,
    'display-name': actor.name,
    email,
    additional_mail: [],
    phone: '',
    address: '',
    website: '',
    groups: [],
    subadmin: [],
    language,
    locale: language,
    quota: await quotaOf(deps.files, actor),
    backend: 'Database',
    backendCapabilities: { setDisplayName: false, setPassword: false },
  };
}
