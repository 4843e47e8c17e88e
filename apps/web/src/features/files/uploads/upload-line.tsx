import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { CircleAlert, CircleCheck, FolderUp, FileUp, Pause, Play, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { formatBytes } from '../../../i18n/format.ts';
import { Button } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { useReport } from '../commands/use-report.ts';
import { percentOf } from '../domain/durations.ts';
import { readFileList } from '../domain/drop-tree.ts';
import { pathOf } from './upload-plan.ts';
import { uploads, type UploadLine } from './use-uploads.ts';

/** One line of the queue: a file, a folder, or many loose files. */
export function UploadLineItem({ line }: { readonly line: UploadLine }) {
  const { t } = useLingui();
  const { group, finished, failures, recovery } = line;
  const { counts } = group;
  const [refused, setRefused] = useState(0);
  const chooser = useRef<HTMLInputElement>(null);
  const count = group.files;
  const name = group.kind === 'files' ? t`${plural(count, { one: '# Datei', other: '# Dateien' })}` : group.name;
  const percent = percentOf(
    group.sent + 1000 * counts.done,
    group.size + 1000 * (count - counts.failed - counts.skipped),
  );
  const tone = counts.failed > 0 && finished ? 'danger' : finished ? 'success' : 'action';
  const status = useStatus(line);
  const Icon = group.kind === 'folder' ? FolderUp : FileUp;
  const isLost = counts.lost > 0;

  return (
    <li className="upload" data-state={finished ? (counts.failed > 0 ? 'failed' : 'done') : 'open'}>
      <span className="upload-icon" aria-hidden>
        {finished ? counts.failed > 0 ? <CircleAlert /> : <CircleCheck /> : <Icon />}
      </span>
      <div className="upload-text">
        <div className="upload-name">
          <strong className="truncate" title={name}>
            {name}
          </strong>
          {!finished && <span>{percent} %</span>}
        </div>
        <div
          role="progressbar"
          aria-label={name}
          aria-valuenow={finished ? 100 : percent}
          aria-valuemin={0}
          aria-valuemax={100}
          className={classes('upload-bar', `upload-bar-${tone}`)}
        >
          <span style={{ width: `${finished ? 100 : percent}%` }} />
        </div>
        <small className="upload-status">{status}</small>
        {isLost && (
          <div className="upload-actions">
            <Button
              size="small"
              onPress={() => {
                if (recovery === 'choose') chooser.current?.click();
                else void uploads.reopen(group.id).then((opened) => !opened && chooser.current?.click());
              }}
            >
              {recovery === 'permission'
                ? t`Fortsetzen`
                : group.kind === 'folder'
                  ? t`Ordner auswählen`
                  : t`Datei auswählen`}
            </Button>
            <input
              ref={chooser}
              type="file"
              hidden
              multiple={group.kind !== 'file'}
              {...(group.kind === 'folder' ? { webkitdirectory: '' } : {})}
              aria-label={t`${name} noch einmal auswählen`}
              data-upload="again"
              onChange={(event) => {
                const { files } = event.currentTarget;
                if (files?.length) setRefused(uploads.choose(group.id, readFileList(files)));
                event.currentTarget.value = '';
              }}
            />
          </div>
        )}
        {refused > 0 && isLost && (
          <p role="alert" className="upload-refused">
            {group.kind === 'file'
              ? t`Das ist nicht dieselbe Datei: Name, Größe oder Datum sind anders.`
              : t`${plural(refused, { one: '# Datei fehlt', other: '# Dateien fehlen' })} darin oder ${plural(refused, { one: 'ist', other: 'sind' })} verändert.`}
          </p>
        )}
        {failures.length > 0 && <Failures line={line} />}
      </div>
      <span className="upload-buttons">
        {counts.uploading + counts.waiting > 0 && (
          <IconButton
            icon={Pause}
            size="small"
            label={t`${name} anhalten`}
            tooltip={false}
            onPress={() => uploads.pause(group.id)}
          />
        )}
        {counts.uploading + counts.waiting === 0 && counts.paused > 0 && (
          <IconButton
            icon={Play}
            size="small"
            label={t`${name} fortsetzen`}
            tooltip={false}
            onPress={() => uploads.resume(group.id)}
          />
        )}
        <IconButton
          icon={X}
          size="small"
          label={finished ? t`${name} aus der Liste nehmen` : t`${name} abbrechen`}
          tooltip={false}
          onPress={() => uploads.cancel(group.id)}
        />
      </span>
    </li>
  );
}

function Failures({ line: { group, failures } }: { readonly line: UploadLine }) {
  const { t } = useLingui();
  const { reason } = useReport();
  const more = group.counts.failed - failures.length;
  return (
    <div className="upload-failures">
      <ul>
        {failures.map((item) => (
          <li key={item.id}>
            {group.kind !== 'file' && <strong>{pathOf(item)}</strong>} {reason(item.problem?.code ?? '')}
          </li>
        ))}
        {more > 0 && <li>{t`… und ${more} weitere`}</li>}
      </ul>
      <Button size="small" onPress={() => uploads.retry(group.id)}>{t`Erneut versuchen`}</Button>
    </div>
  );
}

function useStatus({ group, finished, recovery, retrying, verified }: UploadLine): string {
  const { t } = useLingui();
  const { counts, kind, size, sent } = group;
  const count = group.files;
  const ready = Math.min(count, counts.done);
  const files = t`${ready} von ${plural(count, { one: '# Datei', other: '# Dateien' })}`;
  const bytes = t`${formatBytes(sent)} von ${formatBytes(size)}`;
  const progress = kind === 'file' ? bytes : `${files} · ${bytes}`;
  if (finished) {
    if (counts.failed > 0) return kind === 'file' ? t`Nicht hochgeladen` : files;
    if (counts.skipped === count) return t`Übersprungen`;
    const what = kind === 'file' ? formatBytes(size) : `${files} · ${formatBytes(size)}`;
    if (group.waits > 0) return t`${what} · Angekommen, wird noch auf Schadsoftware geprüft`;
    return verified ? t`${what} · Geprüft (SHA-256)` : what;
  }
  if (counts.lost > 0) {
    return recovery === 'permission'
      ? t`Nach dem Neuladen angehalten · ${progress}`
      : t`Bitte wählen Sie dieselbe Auswahl noch einmal, dann geht es weiter · ${progress}`;
  }
  if (counts.conflict > 0) return t`Wartet auf Ihre Antwort · ${progress}`;
  if (counts.uploading === 0 && counts.paused > 0) return t`Angehalten · ${progress}`;
  if (counts.uploading === 0) return t`Wartet · ${formatBytes(size)}`;
  return retrying ? t`Verbindung unterbrochen, wird fortgesetzt · ${progress}` : progress;
}
