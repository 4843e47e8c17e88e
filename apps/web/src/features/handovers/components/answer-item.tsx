import { Trans, useLingui } from '@lingui/react/macro';
import { Check, Upload, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { formatBytes } from '../../../i18n/format.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Progress } from '../../../ui/progress.tsx';
import '../../administration/administration.css';
import type { RequestVisit, useVisit } from '../api/requests.ts';
import { useAnswerUploads } from './use-answer-uploads.ts';

interface AnswerItemProps {
  readonly token: string;
  readonly item: RequestVisit['items'][number];
  /** What was put together for it and not handed in yet. */
  readonly files: NonNullable<RequestVisit['open']>['files'];
  readonly isOpen: boolean;
  readonly actions: ReturnType<typeof useVisit>;
  readonly onRunning: (isRunning: boolean) => void;
}

/** One wanted thing: what is there for it, and a place to choose or drop more. */
export function AnswerItem({ token, item, files, isOpen, actions, onRunning }: AnswerItemProps) {
  const { t } = useLingui();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const { uploads, start, again } = useAnswerUploads({ token, folderName: item.folderName, actions, onRunning });
  const { name } = item;

  return (
    <li
      data-over={isOver}
      onDragOver={(event) => {
        if (!isOpen) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (isOpen) void start([...event.dataTransfer.files]);
      }}
    >
      <div className="public-item-head">
        <strong>{name}</strong>
        {item.came ? (
          <span className="tag tag-success">
            <Check aria-hidden size={13} /> <Trans>abgegeben</Trans>
          </span>
        ) : (
          <span className="tag">{item.required ? <Trans>wird gebraucht</Trans> : <Trans>freiwillig</Trans>}</span>
        )}
      </div>
      {(files.length > 0 || uploads.length > 0) && (
        <ul className="public-files" aria-label={t`Dateien für ${name}`}>
          {files.map((file) => (
            <li key={file.id}>
              <span>
                {file.path.slice(item.folderName.length + 1)} <small className="muted">{formatBytes(file.size)}</small>
              </span>
              <IconButton
                icon={X}
                size="small"
                tooltip={false}
                label={t`${file.path.slice(item.folderName.length + 1)} entfernen`}
                onPress={() => actions.remove.mutate(file.id)}
              />
            </li>
          ))}
          {uploads.map((upload) => (
            <li key={upload.key}>
              {upload.failed ? (
                <>
                  <span>
                    {upload.name}{' '}
                    <small className="bad">
                      <Trans>nicht angekommen</Trans>
                    </small>
                  </span>
                  <Button size="small" onPress={() => again(upload.key)}>
                    <Trans>Noch einmal</Trans>
                  </Button>
                </>
              ) : (
                <Progress
                  label={upload.name}
                  value={upload.sent}
                  max={Math.max(1, upload.size)}
                  valueText={`${formatBytes(upload.sent)} / ${formatBytes(upload.size)}`}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {isOpen && (
        <div>
          <input
            ref={input}
            type="file"
            multiple
            hidden
            onChange={(event) => {
              void start([...(event.target.files ?? [])]);
              event.target.value = '';
            }}
          />
          <Button
            size="small"
            icon={Upload}
            aria-label={t`Dateien auswählen: ${name}`}
            onPress={() => input.current?.click()}
          >
            <Trans>Dateien auswählen</Trans>
          </Button>
        </div>
      )}
    </li>
  );
}
