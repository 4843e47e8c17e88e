import { useEffect, useRef, useState } from 'react';
import { Upload } from 'tus-js-client';
import { apiUrl } from '../../../api/api.ts';
import type { useVisit } from '../api/requests.ts';

export interface AnswerUpload {
  readonly key: number;
  readonly name: string;
  readonly size: number;
  readonly sent: number;
  readonly failed: boolean;
}

interface AnswerUploadsProps {
  readonly token: string;
  readonly folderName: string;
  readonly actions: ReturnType<typeof useVisit>;
  readonly onRunning: (isRunning: boolean) => void;
}

/** A line that comes back within some minutes goes on by itself; later the person says when. */
const delays = [0, 500, 1000, 2000, 4000, 8000, ...Array.from({ length: 24 }, () => 15_000)];
let lastKey = 0;

/** Files on their way; resumed after a broken line, and after a reload when the same file is chosen again. */
export function useAnswerUploads({ token, folderName, actions, onRunning }: AnswerUploadsProps) {
  const [uploads, setUploads] = useState<readonly AnswerUpload[]>([]);
  const files = useRef(new Map<number, { readonly file: File; readonly folderId: number }>());
  const running = useRef(new Map<number, Upload>());
  const { begin, refresh } = actions;

  const change = (key: number, update: Partial<AnswerUpload>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...update } : one)));

  useEffect(() => {
    const all = running.current;
    return () => {
      for (const upload of all.values()) void upload.abort();
    };
  }, []);

  async function send(key: number) {
    const chosen = files.current.get(key);
    if (chosen === undefined) return;
    const { file, folderId } = chosen;
    change(key, { failed: false, sent: 0 });
    onRunning(true);
    const settle = () => {
      running.current.delete(key);
      if (running.current.size === 0) onRunning(false);
    };
    const upload = new Upload(file, {
      endpoint: apiUrl(`/public/requests/${encodeURIComponent(token)}/uploads`),
      metadata: {
        filename: file.name,
        relativePath: `${folderName}/${file.name}`,
        parentId: String(folderId),
        mtime: String(file.lastModified),
        onConflict: 'rename',
      },
      retryDelays: delays,
      removeFingerprintOnSuccess: true,
      fingerprint: () =>
        Promise.resolve(`request-${token}-${folderName}-${file.name}-${file.size}-${file.lastModified}`),
      onProgress: (sent) => change(key, { sent }),
      onError: () => {
        settle();
        change(key, { failed: true });
      },
      onSuccess: () => {
        settle();
        files.current.delete(key);
        setUploads((all) => all.filter((one) => one.key !== key));
        void refresh();
      },
    });
    running.current.set(key, upload);
    const [previous] = await upload.findPreviousUploads();
    if (previous !== undefined) upload.resumeFromPreviousUpload(previous);
    upload.start();
  }

  async function start(chosen: readonly File[]) {
    if (chosen.length === 0) return;
    const visit = await begin.mutateAsync();
    const folderId = visit.open?.folderId;
    if (folderId === undefined) return;
    const added = chosen.map((file) => {
      const key = ++lastKey;
      files.current.set(key, { file, folderId });
      return { key, name: file.name, size: file.size, sent: 0, failed: false };
    });
    setUploads((all) => [...all, ...added]);
    for (const { key } of added) void send(key);
  }

  return { uploads, start, again: (key: number) => void send(key) };
}
