import { isDomainError } from '@landescloud/kernel';
import { encodeSegment } from '@landescloud/webdav-xml';
import {
  type Answer,
  DavError,
  type PlainResource,
  badRequest,
  byMethod,
  collection,
  plainPropfind,
} from '@landescloud/platform/dav';
import { clientChecksums } from '../client-checksum.ts';
import { acceptedTimes, clientTimes } from '../client-times.ts';
import type { DavCall, Handler } from '../dav-call.ts';
import { nodeHeaders } from '../file-headers.ts';
import { filesDestination } from '../methods/move-copy.ts';
import { bodyLength } from '../methods/put.ts';
import { requestConditions } from '../request-conditions.ts';
import { wholeNumber } from '../whole-number.ts';
import type { UploadView } from '../../files.ts';
import { requestBody } from '../../http/request-body.ts';

/** Nextcloud's chunked upload v2: a folder of numbered chunks whose `.file` is moved to where the file shall be. */
export function uploadsTree(call: DavCall): Promise<Answer> {
  if (call.path.length === 0) return byMethod({ PROPFIND: listUploads }, call);
  if (call.path.length === 1) return byMethod(folder, call);
  if (call.path.length === 2) return byMethod(call.path[1] === '.file' ? assembled : chunk, call);
  throw new DavError(404, 'files.upload_not_found', 'There is no such upload.');
}

const ref = (call: DavCall): { nextcloudId: string } => ({ nextcloudId: call.path[0] ?? '' });

const folder: Readonly<Record<string, Handler>> = {
  async MKCOL(call) {
    const length = wholeNumber(call.headers['oc-total-length'], 'OC-Total-Length');
    try {
      const name = call.path[0] ?? '';
      await call.deps.files.uploads.create(call.actor, {
        kind: 'nextcloud',
        name,
        length: length ?? null,
        metadata: {},
      });
    } catch (error) {
      if (!isDomainError(error) || error.code !== 'files.upload_exists') throw error;
      throw new DavError(405, 'files.upload_exists', 'You already have an upload of this name.');
    }
    return { status: 201 };
  },
  async DELETE(call) {
    await call.deps.files.uploads.abort(call.actor, ref(call));
    return { status: 204 };
  },
  async PROPFIND(call) {
    const { uploads } = call.deps.files;
    const upload = await uploads.get(call.actor, ref(call));
    const self = `${call.root}/${encodeSegment(upload.name)}/`;
    return plainPropfind(call, uploadResource(self, upload), async () => {
      const chunks = await uploads.chunks(call.actor, ref(call));
      const total = chunks.reduce((sum, { length }) => sum + length, 0);
      return [
        chunkResource(`${self}.file`, '.file', total),
        ...chunks.map(({ position, length }) => chunkResource(self + chunkName(position), chunkName(position), length)),
      ];
    });
  },
};

const chunk: Readonly<Record<string, Handler>> = {
  async PUT(call) {
    const [checksum] = clientChecksums(call.headers);
    await call.deps.files.uploads.putChunk(call.actor, ref(call), {
      position: positionOf(call.path[1] ?? ''),
      source: requestBody(call.body),
      length: bodyLength(call),
      ...(checksum === undefined ? {} : { checksum }),
    });
    return { status: 201 };
  },
  async DELETE(call) {
    await call.deps.files.uploads.removeChunk(call.actor, ref(call), positionOf(call.path[1] ?? ''));
    return { status: 204 };
  },
};

const assembled: Readonly<Record<string, Handler>> = {
  async MOVE(call) {
    const path = filesDestination(call);
    const times = clientTimes(call.headers);
    const totalLength = wholeNumber(call.headers['oc-total-length'], 'OC-Total-Length');
    const { ifMatch, ifNoneMatch, lockTokens } = await requestConditions(call, path);
    const overwrite = call.headers.overwrite?.toString().trim().toUpperCase() !== 'F';
    const written = await call.deps.files.uploads.finish(call.actor, ref(call), {
      place: { path },
      onConflict: 'replace',
      ...times,
      conditions: {
        ...(ifMatch === undefined ? {} : { ifMatch }),
        ...(overwrite && ifNoneMatch === undefined ? {} : { ifNoneMatch: ifNoneMatch ?? ['*'] }),
        ...(lockTokens === undefined ? {} : { lockTokens }),
      },
      ...(totalLength === undefined ? {} : { totalLength }),
      checksums: clientChecksums(call.headers),
    });
    return {
      status: written.created ? 201 : 204,
      headers: { ...nodeHeaders(call.deps, written.node), ...acceptedTimes(times) },
    };
  },
};

async function listUploads(call: DavCall): Promise<Answer> {
  const self: PlainResource = { href: `${call.root}/`, properties: { 'DAV: resourcetype': collection } };
  return plainPropfind(call, self, async () => {
    const uploads = await call.deps.files.uploads.list(call.actor, 'nextcloud');
    return uploads.map((upload) => uploadResource(`${call.root}/${encodeSegment(upload.name)}/`, upload));
  });
}

function uploadResource(href: string, upload: UploadView): PlainResource {
  return {
    href,
    properties: { 'DAV: resourcetype': collection, 'DAV: getlastmodified': new Date(upload.createdAt).toUTCString() },
  };
}

function chunkResource(href: string, name: string, length: number): PlainResource {
  return {
    href,
    properties: { 'DAV: resourcetype': '', 'DAV: getcontentlength': String(length), 'DAV: displayname': name },
  };
}

function chunkName(position: number): string {
  return String(position).padStart(5, '0');
}

/** Chunks are numbered, or named by where they start, or where they start and end. */
function positionOf(name: string): number {
  const digits = /^(\d{1,16})(?:-\d{1,16})?$/.exec(name)?.[1];
  const position = Number(digits);
  if (digits === undefined || !Number.isSafeInteger(position))
    throw badRequest('dav.chunk_name_invalid', 'A chunk must be named by a number.');
  return position;
}
