import { setTimeout as wait } from 'node:timers/promises';
import { DomainError } from '@landescloud/kernel';
import type { PersonActor } from '@landescloud/kernel';
import { requireActor, type Http, type HttpPlugin, type HttpReply } from '@landescloud/platform/http';
import { decodePath } from '@landescloud/webdav-xml';
import { Type } from 'typebox';
import type { Files } from '../files.ts';
import { avatarOf } from './avatar.ts';

/** Avatars and previews at the addresses that clients know. */
export function pictureRoutes(files: Files): HttpPlugin {
  return (http: Http) => {
    for (const prefix of ['', '/index.php']) {
      addAvatars(http, `${prefix}/avatar/:login/:size`);
      addAvatars(http, `${prefix}/avatar/:login/:size/dark`);
      addPreviews(http, files, prefix);
      addThumbnails(http, files, `${prefix}/apps/files/api/v1/thumbnail/:x/:y/*`);
    }
  };
}

function addAvatars(http: Http, url: string): void {
  const params = Type.Object({ login: Type.String(), size: Type.Integer({ minimum: 1, maximum: 4096 }) });
  http.get(url, { schema: { hide: true, params } }, async (request, reply) => {
    const actor = requireActor(request);
    // Nobody sees anyone else here: there is nothing shared yet that would show them.
    if (request.params.login.toLowerCase() !== actor.login) throw nothing();
    return picture(reply, 'image/png', await avatarOf(actor, request.params.size), 'private, max-age=86400');
  });
}

const Query = Type.Object({
  fileId: Type.Optional(Type.Integer({ minimum: 1 })),
  file: Type.Optional(Type.String()),
  x: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
  y: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
  version: Type.Optional(Type.Integer({ minimum: 1 })),
});

function addPreviews(http: Http, files: Files, prefix: string): void {
  for (const path of [
    '/core/preview',
    '/core/preview.png',
    '/apps/files_versions/preview',
    '/apps/files_trashbin/preview',
  ]) {
    http.get(`${prefix}${path}`, { schema: { hide: true, querystring: Query } }, async (request, reply) => {
      const actor = requireActor(request);
      const { fileId, file, x = 32, y = 32, version } = request.query;
      const id = fileId ?? (await idOf(files, actor, file));
      const made = await preview(files, actor, id, Math.max(x, y) <= 256 ? 'small' : 'large', version);
      if (made === null) throw nothing();
      return picture(reply, made.mime, made.body, 'private, max-age=3600');
    });
  }
}

/** The same by path, in the address that older clients use. */
function addThumbnails(http: Http, files: Files, url: string): void {
  const edge = Type.Integer({ minimum: 1, maximum: 100_000 });
  const params = Type.Object({ x: edge, y: edge, '*': Type.String() });
  http.get(url, { schema: { hide: true, params } }, async (request, reply) => {
    const actor = requireActor(request);
    const { x, y, '*': path } = request.params;
    const made = await preview(
      files,
      actor,
      await idOf(files, actor, path),
      Math.max(x, y) <= 256 ? 'small' : 'large',
      undefined,
    );
    if (made === null) throw nothing();
    return picture(reply, made.mime, made.body, 'private, max-age=3600');
  });
}

async function idOf(files: Files, actor: PersonActor, path: string | undefined): Promise<number> {
  const decoded = decodePath((path ?? '').replaceAll('%', '%25'));
  if (path === undefined || !decoded.ok) throw nothing();
  return (await files.nodes.get(actor, { path: decoded.segments })).id;
}

const patience = 2000;
const step = 100;

/** Previews are made by a job; clients do not ask again soon, so this waits a moment for it. */
async function preview(
  files: Files,
  actor: PersonActor,
  id: number,
  size: 'small' | 'large',
  versionId: number | undefined,
): Promise<{ mime: string; body: Buffer } | null> {
  for (let waited = 0; ; waited += step) {
    const found = await files.contents.preview(actor, id, size, versionId);
    if (found !== 'pending') return found;
    if (waited >= patience) return null;
    await wait(step);
  }
}

function picture(reply: HttpReply, mime: string, body: Buffer, cache: string): HttpReply {
  return reply.header('content-type', mime).header('cache-control', cache).send(body);
}

function nothing(): DomainError {
  return new DomainError('NotFound', 'files.no_preview', 'There is no picture of it.');
}
