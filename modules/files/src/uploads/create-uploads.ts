import { acting, type Visitor } from '../access.ts';
import type { ContentDeps } from '../contents/content-deps.ts';
import type { Uploads, UploadRef, Written } from '../files.ts';
import { abortUpload } from './abort-upload.ts';
import { appendUpload } from './append-upload.ts';
import { ChecksumChaser } from './checksum-chaser.ts';
import { concatenateUploads } from './concatenate-uploads.ts';
import { createUpload } from './create-upload.ts';
import { defineExpireUploads } from './expire-uploads.ts';
import { finishUpload } from './finish-upload.ts';
import { putChunk } from './put-chunk.ts';
import { removeChunk } from './remove-chunk.ts';
import { RunningAppends } from './running-appends.ts';
import type { UploadDeps } from './upload-deps.ts';
import { listUploads, readChunks, readPartRows, requireUpload, uploadView } from './upload-reader.ts';

const kindsOf = { nextcloud: ['nextcloud'], tus: ['tus', 'tus-partial', 'tus-final'] } as const;

export function createUploads(content: ContentDeps): Uploads {
  const deps: UploadDeps = {
    ...content,
    chaser: new ChecksumChaser(content.blobs, (contentId) => readPartRows(content.db, contentId)),
    appends: new RunningAppends(),
  };
  const finishing = new Map<string, Promise<Written>>();
  defineExpireUploads(deps);

  return {
    create: (actor, input) => createUpload(deps, actor, input),

    async get(actor, ref) {
      const who = acting(actor);
      // Who asks where to go on has given up on a request that may still hang.
      if ('id' in ref) await endAppend(deps, who.granteeId, ref);
      return uploadView(await requireUpload(deps.db, who.granteeId, ref));
    },

    async list(actor, kind) {
      const rows = await listUploads(deps.db, acting(actor).granteeId, kindsOf[kind]);
      return rows.map(uploadView);
    },

    append: (actor, ref, input) => appendUpload(deps, actor, ref, input),
    putChunk: (actor, ref, input) => putChunk(deps, actor, ref, input),
    removeChunk: (actor, ref, position) => removeChunk(deps, actor, ref, position),

    async chunks(actor, ref) {
      const upload = await requireUpload(deps.db, acting(actor).granteeId, ref);
      return readChunks(deps.db, upload.contentId);
    },

    concatenate: (actor, input) => concatenateUploads(deps, actor, input),

    /** Asked twice at once (a client that retries), both get the one answer. */
    finish(actor, ref, input) {
      const key = keyOf(actor, ref);
      const running = finishing.get(key);
      if (running !== undefined) return running;
      const finished = finishUpload(deps, actor, ref, input).finally(() => finishing.delete(key));
      finishing.set(key, finished);
      return finished;
    },

    async abort(actor, ref) {
      await finishing.get(keyOf(actor, ref))?.catch(() => {});
      await abortUpload(deps, actor, ref);
    },
  };
}

function keyOf(actor: Visitor, ref: UploadRef): string {
  return `${acting(actor).granteeId}:${'id' in ref ? ref.id : `name:${ref.nextcloudId}`}`;
}

async function endAppend(deps: UploadDeps, personId: number, ref: UploadRef): Promise<void> {
  const { id } = await requireUpload(deps.db, personId, ref);
  await deps.appends.end(id);
}
