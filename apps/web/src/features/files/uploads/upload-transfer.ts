import { DetailedError, Upload } from 'tus-js-client';
import { apiUrl } from '../../../api/api.ts';
import { pathOf } from './upload-plan.ts';
import type { UploadGroup, UploadItem, UploadProblem } from './upload-types.ts';

export interface TransferListener {
  readonly located: (url: string) => void;
  readonly progressed: (sent: number) => void;
  readonly retrying: () => void;
  readonly succeeded: (nodeId: number | null, waits: boolean) => void;
  readonly conflicted: () => void;
  readonly failed: (problem: UploadProblem) => void;
}

/** In one request with the creation, where losing what was sent costs less than asking first. */
const oneRequest = 4 * 1024 * 1024;
/** A line that comes back within some minutes goes on by itself; later the person says when. */
const delays = [0, 500, 1000, 2000, 4000, 8000, ...Array.from({ length: 24 }, () => 15_000)];
/** Another request of this upload is still at the server, from before a pause or a broken line. */
const inTransit = new Set(['files.upload_offset_wrong', 'files.upload_sealed', 'files.upload_taken_over']);
const taken = new Set(['files.name_taken', 'files.is_folder', 'files.is_file']);

/** One file on its way by tus; answers how to stop it. */
export function startTransfer(
  item: UploadItem,
  group: UploadGroup,
  file: File,
  sha256: string | null,
  listener: TransferListener,
): Upload {
  const upload = new Upload(file, {
    endpoint: apiUrl('/uploads'),
    uploadUrl: item.url,
    metadata: {
      filename: item.name,
      parentId: String(group.targetId),
      relativePath: pathOf(item),
      mtime: String(item.modifiedAt),
      onConflict: item.onConflict,
      ...(item.type === '' ? {} : { filetype: item.type }),
      ...(sha256 === null ? {} : { sha256 }),
    },
    uploadDataDuringCreation: item.size <= oneRequest,
    retryDelays: delays,
    storeFingerprintForResuming: false,
    onUploadUrlAvailable: () => upload.url && listener.located(upload.url),
    onProgress: (sent) => listener.progressed(sent),
    onShouldRetry: (error) => {
      const retry = mayPass(error);
      if (retry) listener.retrying();
      return retry;
    },
    onSuccess: ({ lastResponse }) => {
      const id = Number(lastResponse.getHeader('Landescloud-Node-Id'));
      const waits = lastResponse.getHeader('Landescloud-Release') === 'waiting';
      listener.succeeded(Number.isSafeInteger(id) && id > 0 ? id : null, waits);
    },
    onError: (error) => {
      const problem = problemOf(error);
      if (taken.has(problem.code) && item.onConflict === 'fail') listener.conflicted();
      else listener.failed(problem);
    },
  });
  upload.start();
  return upload;
}

/** Worth another try without asking anyone. */
function mayPass(error: DetailedError): boolean {
  const response = error.originalResponse;
  if (!response) return true;
  const status = response.getStatus();
  // 409 is also how tus says 'other offset'; a taken name is a question for the person.
  const { code } = problemOf(error);
  if (status === 409) return inTransit.has(code);
  if (code === 'files.too_many_uploads') return false;
  return status === 0 || status === 423 || status === 429 || (status >= 500 && status !== 507);
}

function problemOf(error: Error): UploadProblem {
  const response = error instanceof DetailedError ? error.originalResponse : null;
  const status = response?.getStatus() ?? 0;
  if (!response || status === 0) return { code: 'web.unreachable', title: '' };
  try {
    const body = JSON.parse(response.getBody()) as { code?: unknown; title?: unknown };
    return { code: String(body.code ?? `http.${status}`), title: String(body.title ?? '') };
  } catch {
    return { code: `http.${status}`, title: '' };
  }
}
