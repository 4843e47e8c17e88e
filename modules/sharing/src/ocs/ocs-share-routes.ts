import { ocsOk, ocsPerson, sendOcs, type OcsData, type OcsResult, type OcsVersion } from '@landescloud/files';
import { type DomainError, isDomainError, type ErrorKind, type PersonActor } from '@landescloud/kernel';
import type { Http, HttpPlugin, HttpReply, HttpRequest } from '@landescloud/platform/http';
import { ocsShares, type OcsSharesDeps } from './ocs-shares.ts';
import { parametersOf, type Parameters } from './parameters.ts';
import { presentRecommended, presentSharees } from './sharees.ts';

const hidden = { schema: { hide: true }, config: { scope: 'any' } } as const;
const largestBody = 64 * 1024;
const mostFound = 50;

/** What goes wrong, as Nextcloud numbers it; what is taken already is Forbidden there. */
const codes: Partial<Readonly<Record<ErrorKind, number>>> = {
  NotFound: 404,
  Forbidden: 403,
  Conflict: 403,
  Invalid: 400,
  LimitExceeded: 403,
};

/** Of what a day is wrong Nextcloud says that it is not found. */
const wrongDays = new Set(['sharing.ends_in_past', 'sharing.ends_too_late', 'sharing.link_too_long']);

/** What the rules refuse to what is being made is Forbidden: the Android app reads why from no other status then. */
function codeOf({ kind, code, details }: DomainError, making: boolean): number | undefined {
  if (wrongDays.has(code) || details['field'] === 'endsAt') return 404;
  return making && kind === 'Invalid' && code !== 'sharing.ocs_invalid' ? 403 : codes[kind];
}

/** v1 tells of it in the envelope alone. */
function failed(version: OcsVersion, code: number, message: string): OcsResult {
  return { status: version === 'v1' ? 200 : code, code, message, data: [] };
}

/** Nextcloud's share API: shares, pending ones (there are none: what is shared is there at once) and sharees. */
export function ocsShareRoutes(deps: OcsSharesDeps): HttpPlugin {
  const shares = ocsShares(deps);
  const { sharing } = deps;
  return async (http: Http) => {
    await http.register(async (inner: Http) => {
      inner.addContentTypeParser(
        'application/x-www-form-urlencoded',
        { parseAs: 'string', bodyLimit: largestBody },
        (_request, body, parsed) => parsed(null, Object.fromEntries(new URLSearchParams(String(body)))),
      );
      for (const version of ['v1', 'v2'] as const) {
        const base = `/ocs/${version}.php/apps/files_sharing/api/v1`;
        const answering =
          (work: (actor: PersonActor, parameters: Parameters, id: string) => Promise<OcsData>) =>
          async (request: HttpRequest, reply: HttpReply) => {
            const person = ocsPerson(request);
            if ('code' in person) return sendOcs(request, reply, version, person);
            const { ocsShare: share = '' } = request.params as { ocsShare?: string };
            return sendOcs(
              request,
              reply,
              version,
              await result(version, request.method === 'POST', () => work(person, parametersOf(request), share)),
            );
          };

        inner.get(
          `${base}/shares`,
          hidden,
          answering((actor, parameters) => shares.list(actor, parameters)),
        );
        inner.post(
          `${base}/shares`,
          hidden,
          answering((actor, parameters) => shares.make(actor, parameters)),
        );
        inner.get(
          `${base}/shares/pending`,
          hidden,
          answering(() => Promise.resolve([])),
        );
        inner.get(
          `${base}/shares/:ocsShare`,
          hidden,
          answering((actor, parameters, id) => shares.get(actor, id, parameters)),
        );
        inner.put(
          `${base}/shares/:ocsShare`,
          hidden,
          answering((actor, parameters, id) => shares.change(actor, id, parameters)),
        );
        inner.delete(
          `${base}/shares/:ocsShare`,
          hidden,
          answering(async (actor, _, id) => {
            await shares.remove(actor, id);
            return [];
          }),
        );
        inner.get(
          `${base}/sharees`,
          hidden,
          answering(async (actor, parameters) => {
            const text = parameters.get('search') ?? '';
            const isFirst = Number(parameters.get('page') ?? 1) <= 1;
            const found = isFirst ? await sharing.recipients(actor, text.slice(0, 200), limitOf(parameters)) : [];
            return presentSharees(found, text);
          }),
        );
        inner.get(
          `${base}/sharees_recommended`,
          hidden,
          answering(async (actor, parameters) => presentRecommended(await sharing.made(actor), limitOf(parameters))),
        );
      }
    });
  };
}

function limitOf(parameters: Parameters): number {
  const wanted = Number(parameters.get('perPage') ?? mostFound);
  return Number.isInteger(wanted) ? Math.min(Math.max(wanted, 1), mostFound) : mostFound;
}

async function result(version: OcsVersion, making: boolean, work: () => Promise<OcsData>): Promise<OcsResult> {
  try {
    return ocsOk(version, await work());
  } catch (error) {
    const code = isDomainError(error) ? codeOf(error, making) : undefined;
    if (!isDomainError(error) || code === undefined) throw error;
    return failed(version, code, error.message);
  }
}
