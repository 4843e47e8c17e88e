import type { PersonActor } from '@landescloud/kernel';
import { isDomainError } from '@landescloud/kernel';
import { publicUrl, type Http, type HttpPlugin, type HttpReply, type HttpRequest } from '@landescloud/platform/http';
import type { ActivityEntry, Files } from '../files.ts';
import { activityWords } from './activity-words.ts';
import { ocsOk, type OcsData, type OcsResult } from './ocs-envelope.ts';
import { ocsPerson } from './ocs-person.ts';
import { sendOcs } from './ocs-routes.ts';

export interface OcsActivityDependencies {
  readonly files: Pick<Files, 'nodes'>;
  readonly profile: (actor: PersonActor) => Promise<{ language: string }>;
}

const usual = 50;
const most = 200;
const hidden = { schema: { hide: true }, config: { scope: 'any' } } as const;
const missing: OcsResult = { status: 404, code: 404, message: '', data: null };
const badRequest: OcsResult = { status: 400, code: 400, message: 'Bad request', data: [] };

/** What kind of happening this is to Nextcloud's clients: the app that tells it, and its type. */
const types: Readonly<Record<string, readonly [string, string]>> = {
  created: ['files', 'file_created'],
  trashed: ['files', 'file_deleted'],
  restored: ['files', 'file_restored'],
  commented: ['comments', 'comments'],
  shared: ['files_sharing', 'shared'],
  unshared: ['files_sharing', 'shared'],
  linked: ['files_sharing', 'public_links'],
  unlinked: ['files_sharing', 'public_links'],
};

/**
 * Nextcloud's activity API v2: of one file or folder (`/filter?object_type=files&object_id=…`), or of everything in one's own
 * files. Newest first, from before the activity `since` on; 304 where there is nothing (more).
 */
export function ocsActivityRoutes({ files, profile }: OcsActivityDependencies): HttpPlugin {
  return (http: Http) => {
    for (const version of ['v1', 'v2'] as const) {
      const answer = async (request: HttpRequest, reply: HttpReply) => {
        const person = ocsPerson(request);
        if ('code' in person) return sendOcs(request, reply, version, person);
        const entries = await entriesFor(person, request);
        if (!Array.isArray(entries)) return sendOcs(request, reply, version, entries);
        const last = entries.at(-1);
        if (last === undefined) return reply.code(304).header('cache-control', 'no-store').send();
        void reply.header('x-activity-last-given', String(last.id));
        const { language } = await profile(person);
        const address = publicUrl(request);
        return sendOcs(
          request,
          reply,
          version,
          ocsOk(
            version,
            entries.map((entry) => present(entry, language, address)),
          ),
        );
      };
      const base = `/ocs/${version}.php/apps/activity/api/v2/activity`;
      http.get(base, hidden, answer);
      http.get(`${base}/filter`, hidden, answer);
    }
  };

  async function entriesFor(person: PersonActor, request: HttpRequest): Promise<ActivityEntry[] | OcsResult> {
    const query = request.query as Readonly<Record<string, unknown>>;
    const number = (name: string, otherwise: number): number | null => {
      const given = query[name];
      if (given === undefined || given === '') return otherwise;
      return typeof given === 'string' && /^\d{1,15}$/.test(given) ? Number(given) : null;
    };
    const [since, limit, objectId] = [number('since', 0), number('limit', usual), number('object_id', 0)];
    const otherObjects = query['object_type'] !== undefined && query['object_type'] !== 'files';
    if (since === null || limit === null || objectId === null || otherObjects) return badRequest;
    const window = { limit: Math.min(Math.max(limit, 1), most), ...(since === 0 ? {} : { before: since }) };
    try {
      const id = objectId === 0 ? (await files.nodes.get(person, { path: [] })).id : objectId;
      return await files.nodes.activity(person, id, window);
    } catch (error) {
      if (isDomainError(error, 'NotFound') || isDomainError(error, 'Forbidden')) return missing;
      throw error;
    }
  }
}

function present(entry: ActivityEntry, language: string, address: string): OcsData {
  const { id, nodeId, kind, name, person, at } = entry;
  const [app, type] = types[kind] ?? ['files', 'file_changed'];
  return {
    activity_id: id,
    app,
    type,
    user: person?.login ?? '',
    subject: activityWords(entry, language),
    subject_rich: ['', []],
    message: '',
    message_rich: ['', []],
    object_type: 'files',
    object_id: nodeId,
    object_name: name,
    objects: { [String(nodeId)]: name },
    link: `${address}/f/${nodeId}`,
    icon: `${address}/favicon.svg`,
    datetime: new Date(at).toISOString().replace(/\.\d+Z$/, '+00:00'),
    previews: [],
  };
}
