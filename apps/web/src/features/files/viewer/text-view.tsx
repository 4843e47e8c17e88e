import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { formatBytes } from '../../../i18n/format.ts';
import { Loading } from '../../../ui/loading.tsx';

interface TextViewProps {
  readonly url: string;
  readonly size: number;
  readonly name: string;
  readonly onFail: () => void;
}

const most = 1024 * 1024;

/** The text as it stands in the file; of long files the beginning. */
export function TextView({ url, size, name, onFail }: TextViewProps) {
  const { t } = useLingui();
  const { data, error } = useQuery({
    queryKey: ['files', 'text', url, size],
    queryFn: ({ signal }) => fetchText(url, size, signal),
    gcTime: 60_000,
    retry: false,
  });
  useEffect(() => {
    if (error) onFail();
  }, [error, onFail]);
  if (data === undefined) return <Loading />;
  return (
    <div className="viewer-text">
      {size > most && (
        <p className="viewer-text-note">
          <Trans>
            Gezeigt wird der Anfang ({formatBytes(most)} von {formatBytes(size)}).
          </Trans>
        </p>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0} role="region" aria-label={t`Inhalt von ${name}`}>
        {data}
      </pre>
    </div>
  );
}

async function fetchText(url: string, size: number, signal: AbortSignal): Promise<string> {
  if (size === 0) return '';
  const response = await fetch(url, { signal, headers: size > most ? { range: `bytes=0-${most - 1}` } : {} });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const bytes = await response.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(trimmed(bytes, size));
  } catch {
    // Older files of German offices.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** A cut in the middle of a character would make the whole text look like another encoding. */
function trimmed(bytes: ArrayBuffer, size: number): Uint8Array {
  const view = new Uint8Array(bytes);
  if (size <= view.length) return view;
  let end = view.length;
  while (end > 0 && ((view[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  return view.subarray(0, Math.max(0, end - 1));
}
