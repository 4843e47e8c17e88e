import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { ChevronDown, ChevronUp, Pause, Play, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { formatBytes } from '../../../i18n/format.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { announce } from '../commands/announce.ts';
import { formatDuration, percentOf } from '../domain/durations.ts';
import { UploadLineItem } from './upload-line.tsx';
import { uploads, useUploads, type UploadOverview } from './use-uploads.ts';
import './upload-panel.css';

/** The queue at the edge of every page. */
export function UploadPanel() {
  const { t } = useLingui();
  const overview = useUploads();
  const [open, setOpen] = useState(true);
  const summary = useSummary(overview);
  useProgressAnnouncement(overview);
  const held = useAutoClose(overview);
  const { lines, running, paused } = overview;
  if (lines.length === 0) return null;
  const allFinished = lines.every(({ finished }) => finished);
  const canPause = lines.some(({ group }) => group.counts.uploading + group.counts.waiting > 0);

  return (
    <section className="uploads" aria-label={t`Hochladen`} data-open={open} {...held}>
      <header className="uploads-head">
        <button type="button" className="uploads-title" aria-expanded={open} onClick={() => setOpen(!open)}>
          <strong>{summary.title}</strong>
          {summary.text !== '' && <small>{summary.text}</small>}
        </button>
        {canPause && (
          <IconButton icon={Pause} label={t`Alles anhalten`} onPress={() => each(lines, (id) => uploads.pause(id))} />
        )}
        {!canPause && paused && (
          <IconButton icon={Play} label={t`Alles fortsetzen`} onPress={() => each(lines, (id) => uploads.resume(id))} />
        )}
        {allFinished ? (
          <IconButton icon={X} label={t`Liste schließen`} onPress={() => each(lines, (id) => uploads.cancel(id))} />
        ) : (
          <IconButton
            icon={open ? ChevronDown : ChevronUp}
            label={open ? t`Liste einklappen` : t`Liste ausklappen`}
            onPress={() => setOpen(!open)}
          />
        )}
      </header>
      {running && (
        <div className="uploads-bar" aria-hidden>
          <span style={{ width: `${percentOf(overview.sent, overview.size)}%` }} />
        </div>
      )}
      {open && (
        <ul className="uploads-list">
          {lines.toReversed().map((line) => (
            <UploadLineItem key={line.group.id} line={line} />
          ))}
        </ul>
      )}
    </section>
  );
}

function each(lines: UploadOverview['lines'], run: (groupId: string) => void): void {
  for (const { group } of lines) run(group.id);
}

const closeAfter = 15_000;

/** What went well needs no thanks: the list goes by itself unless someone is at it. */
function useAutoClose({ lines, filesFailed }: UploadOverview) {
  const [held, setHeld] = useState(false);
  const isDone = lines.length > 0 && filesFailed === 0 && lines.every(({ finished }) => finished);
  useEffect(() => {
    if (!isDone || held) return;
    const timer = setTimeout(() => each(lines, (id) => uploads.cancel(id)), closeAfter);
    return () => clearTimeout(timer);
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isDone, held]);
  const hold = () => setHeld(true);
  const release = () => setHeld(false);
  return { onPointerEnter: hold, onPointerLeave: release, onFocus: hold, onBlur: release };
}

function useSummary(overview: UploadOverview) {
  const { lines, files, filesDone, filesFailed, timeLeft, paused, running, bytesPerSecond } = overview;
  const { t, i18n } = useLingui();
  const left = files - filesDone - filesFailed;
  if (lines.every(({ finished }) => finished)) {
    return filesFailed > 0
      ? { title: t`${plural(filesFailed, { one: '# Datei', other: '# Dateien' })} nicht hochgeladen`, text: '' }
      : { title: t`${plural(filesDone, { one: '# Datei', other: '# Dateien' })} hochgeladen`, text: '' };
  }
  const title = running
    ? t`${plural(left, { one: '# Datei wird', other: '# Dateien werden' })} hochgeladen`
    : paused
      ? t`Hochladen angehalten`
      : t`Hochladen wartet auf Sie`;
  const time = timeLeft === null ? '' : formatDuration(timeLeft, i18n.locale);
  if (!running) return { title, text: '' };
  if (time === '') return { title, text: t`Dauer wird berechnet …` };
  const rate = formatBytes(bytesPerSecond ?? 0);
  return { title, text: t`noch etwa ${time} · ${rate}/s` };
}

/** Aloud only at every quarter. */
function useProgressAnnouncement({ sent, size, running }: UploadOverview): void {
  const { t } = useLingui();
  const said = useRef(0);
  const quarter = running ? Math.floor(percentOf(sent, size) / 25) * 25 : 0;
  useEffect(() => {
    if (quarter > said.current && quarter < 100) announce(t`Hochladen: ${quarter} Prozent`);
    said.current = quarter;
  }, [quarter, t]);
}
