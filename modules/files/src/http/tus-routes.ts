import { randomUUID } from 'node:crypto';
import { isDomainError } from '@landescloud/kernel';
import {
  type HttpPlugin,
  type HttpReply,
  type HttpRequest,
  registerRaw,
  requireActor,
  sendProblem,
} from '@landescloud/platform/http';
import type { Visitor } from '../access.ts';
import type { Files, UploadMetadata, UploadView } from '../files.ts';
import { type Finished, finishTus, namesOf, writeAtOnce } from './finish-tus.ts';
import { announcedLength, requestBody } from './request-body.ts';
import {
  checksumAlgorithmNames,
  formatMetadata,
  parseBytes,
  parseChecksum,
  parseConcat,
  parseMetadata,
} from './tus-metadata.ts';

/** As much as a content's own row holds. */
const atOnceLimit = 32 * 1024;
const bodyType = 'application/offset+octet-stream';
const protocol = { 'tus-resumable': '1.0.0', 'cache-control': 'no-store' };
const abilities = {
  ...protocol,
  'tus-version': '1.0.0',
  'tus-extension': 'creation,creation-with-upload,checksum,expiration,concatenation,termination',
  'tus-checksum-algorithm': checksumAlgorithmNames,
};

/** Where uploads are taken, and from whom. */
export interface TusDoor {
  /** As a route: may have parameters. */
  readonly address: string;
  readonly actorOf: (request: HttpRequest) => Visitor | Promise<Visitor>;
  readonly config?: { readonly scope?: 'any' };
}

const ownUploads: TusDoor = { address: '/api/v1/uploads', actorOf: requireActor };

/** tus 1.0: resumable uploads for the browser and any tus client. */
export function tusRoutes(files: Files, { address, actorOf, config = {} }: TusDoor = ownUploads): HttpPlugin {
  const { uploads } = files;

  async function create(request: HttpRequest, reply: HttpReply): Promise<HttpReply> {
    const actor = await actorOf(request);
    const concat = parseConcat(header(request, 'upload-concat'));
    const metadata = parseMetadata(header(request, 'upload-metadata'));
    if (Array.isArray(concat)) return concatenate(request, reply, actor, concat, metadata);

    const length = parseBytes('Upload-Length', request.headers['upload-length']);
    const partial = concat === 'partial';
    if (!partial) namesOf(metadata);
    const atOnce = length <= atOnceLimit && announcedLength(request.raw) === length && hasBody(request);
    if (atOnce && !partial) return createAtOnce(request, reply, actor, metadata, length);
    let upload = await uploads.create(actor, { kind: partial ? 'tus-partial' : 'tus', length, metadata });
    reply.header('location', `${ownAddress(request)}/${upload.id}`);
    if (hasBody(request)) upload = await append(request, actor, upload.id, 0);
    return answer(reply.code(201), upload, await finishTus(files, actor, upload));
  }

  /** Its address answers 404 from then on, as one that has expired would. */
  async function createAtOnce(
    request: HttpRequest,
    reply: HttpReply,
    actor: Visitor,
    metadata: UploadMetadata,
    length: number,
  ): Promise<HttpReply> {
    const checksum = parseChecksum(header(request, 'upload-checksum'));
    const checksums = checksum === undefined ? [] : [checksum];
    const body = { source: requestBody(request.raw), length, checksums };
    const done = await writeAtOnce(files, actor, metadata, body);
    reply.code(201).headers({ location: `${ownAddress(request)}/${randomUUID()}`, 'upload-offset': String(length) });
    return reply.headers(finishedHeaders(done)).send();
  }

  async function concatenate(
    request: HttpRequest,
    reply: HttpReply,
    actor: Visitor,
    parts: readonly string[],
    metadata: UploadMetadata,
  ): Promise<HttpReply> {
    namesOf(metadata);
    const upload = await uploads.concatenate(actor, { parts, metadata });
    reply.code(201).header('location', `${ownAddress(request)}/${upload.id}`);
    return answer(reply, upload, await finishTus(files, actor, upload));
  }

  async function resume(request: HttpRequest, reply: HttpReply): Promise<HttpReply> {
    const actor = await actorOf(request);
    if (!hasBody(request)) {
      const title = `The body must be ${bodyType}.`;
      return sendProblem(reply, { status: 415, code: 'files.upload_type_wrong', title });
    }
    const offset = parseBytes('Upload-Offset', request.headers['upload-offset']);
    const upload = await append(request, actor, idOf(request), offset);
    return answer(reply.code(204), upload, await finishTus(files, actor, upload));
  }

  function append(request: HttpRequest, actor: Visitor, id: string, offset: number): Promise<UploadView> {
    const checksum = parseChecksum(header(request, 'upload-checksum'));
    const source = requestBody(request.raw);
    const input = { offset, source, length: announcedLength(request.raw) };
    return uploads.append(actor, { id }, checksum === undefined ? input : { ...input, checksum });
  }

  /** Where the upload stands. What is complete but could not be finished then (no room) is tried again. */
  async function look(request: HttpRequest, reply: HttpReply): Promise<HttpReply> {
    const actor = await actorOf(request);
    const upload = await uploads.get(actor, { id: idOf(request) });
    const done = await finishTus(files, actor, upload);
    reply.header('upload-length', String(upload.length));
    const metadata = formatMetadata(upload.metadata);
    if (metadata !== '') reply.header('upload-metadata', metadata);
    if (upload.kind === 'tus-partial') reply.header('upload-concat', 'partial');
    return answer(reply, upload, done);
  }

  async function end(request: HttpRequest, reply: HttpReply): Promise<HttpReply> {
    await uploads.abort(await actorOf(request), { id: idOf(request) });
    return reply.code(204).send();
  }

  return (http) => {
    const describe = async (_request: HttpRequest, reply: HttpReply) => reply.code(204).headers(abilities).send();
    registerRaw(http, (raw) => {
      raw.addHook('onRequest', async (request, reply) => {
        reply.headers(protocol);
        if (request.method === 'OPTIONS' || request.headers['tus-resumable'] === '1.0.0') return;
        reply.header('tus-version', '1.0.0');
        await sendProblem(reply, { status: 412, code: 'files.tus_version', title: 'This speaks tus 1.0.0.' });
      });
      raw.setErrorHandler((error, _request, reply) => {
        // Nobody takes what they would go on sending.
        if (isDomainError(error) && error.code === 'files.right_ended') reply.header('connection', 'close');
        if (!isDomainError(error) || error.code !== 'files.checksum_mismatch') throw error;
        return sendProblem(reply, { status: 460, code: error.code, title: error.message, details: error.details });
      });
      raw.options(address, { config }, describe);
      raw.options(`${address}/:id`, { config }, describe);
      raw.post(address, { config }, create);
      raw.head(`${address}/:id`, { config }, look);
      raw.patch(`${address}/:id`, { config }, resume);
      raw.delete(`${address}/:id`, { config }, end);
      // For clients behind proxies that know no PATCH and DELETE.
      raw.post(`${address}/:id`, { config }, async (request, reply) => {
        const method = header(request, 'x-http-method-override');
        if (method === 'PATCH') return resume(request, reply);
        if (method === 'DELETE') return end(request, reply);
        return sendProblem(reply, { status: 405, code: 'files.upload_method', title: 'Use PATCH, HEAD or DELETE.' });
      });
    });
  };
}

function hasBody(request: HttpRequest): boolean {
  return header(request, 'content-type') === bodyType;
}

/** Of uploads, as the client called it. */
function ownAddress(request: HttpRequest): string {
  return (request.raw.url ?? '').split('?', 1)[0]!.replace(/\/$/, '');
}

function idOf(request: HttpRequest): string {
  return (request.params as { id: string }).id;
}

function header(request: HttpRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}

function answer(reply: HttpReply, upload: UploadView, done: Finished | null): HttpReply {
  reply.header('upload-offset', String(upload.received));
  reply.header('upload-expires', new Date(upload.expiresAt).toUTCString());
  if (done !== null) reply.headers(finishedHeaders(done));
  return reply.send();
}

/** Which node it became, and whether that waits for the scanner. */
function finishedHeaders({ nodeId, waits }: Finished): Record<string, string> {
  return { 'landescloud-node-id': String(nodeId), ...(waits ? { 'landescloud-release': 'waiting' } : {}) };
}
