import { Trans, useLingui } from '@lingui/react/macro';
import { useRef, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { FileChoice } from '../../../ui/file-choice.tsx';
import { Progress } from '../../../ui/progress.tsx';
import { RadioGroup } from '../../../ui/radio-group.tsx';
import { Select } from '../../../ui/select.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { showUndo } from '../../files/commands/undo.ts';
import type { Calendar } from '../api/calendar-types.ts';
import { useImportCalendar, useUndoImport } from '../api/transfer.ts';
import { calendarColours } from '../domain/colours.ts';
import { ImportResult } from './import-result.tsx';
import { importErrors } from './import-words.ts';
import { useReport } from './use-report.ts';

interface ImportCalendarDialogProps {
  /** Into which one may write. */
  readonly calendars: readonly Calendar[];
  /** The one that is proposed; null: a new one. */
  readonly calendarId: number | null;
  /** One that was dropped. */
  readonly file?: File | null;
  readonly onClose: () => void;
}

const newId = 'new';
const longestName = 100;

/** A file of events: what becomes of what is there already, how far it is, what was left out, and the way back. */
export function ImportCalendarDialog({ calendars, calendarId, file: dropped, onClose }: ImportCalendarDialogProps) {
  const { t } = useLingui();
  const [file, setFile] = useState<File | null>(dropped ?? null);
  const [target, setTarget] = useState(calendarId === null ? newId : String(calendarId));
  const [known, setKnown] = useState<'keep' | 'replace'>('keep');
  const [sent, setSent] = useState(0);
  const abort = useRef<AbortController | null>(null);
  const importing = useImportCalendar();
  const undoing = useUndoImport();
  const report = useReport();
  const [error, setError] = useState<unknown>(null);
  const { data: done, isPending } = importing;
  const newName = (file?.name ?? '')
    .replace(/\.(ics|ical|ifb|icalendar)$/i, '')
    .trim()
    .slice(0, longestName);
  const name = calendars.find(({ id }) => id === done?.calendarId)?.name ?? newName;

  function start() {
    if (file === null) return;
    const controller = new AbortController();
    abort.current = controller;
    setSent(0);
    setError(null);
    importing.mutate(
      {
        file,
        into: target === newId ? newName || t`Importiert` : Number(target),
        colour: calendarColours[calendars.length % calendarColours.length] ?? calendarColours[0],
        known,
        signal: controller.signal,
        onSent: setSent,
      },
      { onError: (failure) => setError(controller.signal.aborted ? null : failure) },
    );
  }

  function takeBack() {
    if (done === undefined) return;
    undoing.mutate(done, {
      onError: setError,
      onSuccess: () => {
        tellTaken();
        onClose();
      },
    });
  }

  const tellTaken = () => showToast({ title: t`Import zurückgenommen` });

  /** For a while longer it can be taken back beside the calendar. The dialog is gone by then: hence a promise. */
  function close() {
    onClose();
    if (done === undefined || done.result.added + done.result.replaced === 0) return;
    showUndo(
      t`In „${name}“ importiert`,
      t`Rückgängig`,
      () => void undoing.mutateAsync(done).then(tellTaken, report.onError),
    );
  }

  const isSending = isPending && sent < 1;
  return (
    <Dialog
      isOpen
      title={t`Kalender importieren`}
      onOpenChange={close}
      isBusy={isPending || undoing.isPending}
      footer={
        done === undefined ? (
          <>
            <Button
              variant="quiet"
              isDisabled={isPending && !isSending}
              onPress={() => (isPending ? abort.current?.abort() : onClose())}
            >
              <Trans>Abbrechen</Trans>
            </Button>
            <Button variant="primary" isDisabled={file === null} isPending={isPending} onPress={start}>
              <Trans>Importieren</Trans>
            </Button>
          </>
        ) : (
          <>
            {done.result.added + done.result.replaced > 0 && (
              <Button isPending={undoing.isPending} onPress={takeBack}>
                <Trans>Import zurücknehmen</Trans>
              </Button>
            )}
            <Button variant="primary" autoFocus onPress={close}>
              <Trans>Fertig</Trans>
            </Button>
          </>
        )
      }
    >
      <div className="stack">
        {done === undefined ? (
          <>
            <p className="muted">
              <Trans>
                Eine iCalendar-Datei (.ics), wie sie Outlook, Thunderbird, Nextcloud, Google und Handys schreiben.
                Niemand wird dadurch eingeladen.
              </Trans>
            </p>
            <FileChoice
              label={t`Datei mit Terminen`}
              hint={t`oder hierher ziehen`}
              accept=".ics,.ical,.icalendar,.ifb,text/calendar"
              file={file}
              isBusy={isPending}
              onChoose={(next) => {
                setError(null);
                setFile(next);
              }}
            >
              {file === null ? <Trans>Datei wählen</Trans> : <Trans>Andere Datei wählen</Trans>}
            </FileChoice>
            <Select
              label={t`In den Kalender`}
              options={[
                ...calendars.map((each) => ({ id: String(each.id), label: each.name })),
                { id: newId, label: newName === '' ? t`Neuer Kalender` : t`Neuer Kalender „${newName}“` },
              ]}
              value={target}
              onChange={setTarget}
              isDisabled={isPending}
            />
            {target !== newId && (
              <RadioGroup
                label={t`Was schon im Kalender steht`}
                options={[
                  { id: 'keep', label: t`Bleibt, wie es ist` },
                  { id: 'replace', label: t`Wird wie in der Datei` },
                ]}
                value={known}
                onChange={setKnown}
              />
            )}
            {isPending && (
              <Progress
                label={isSending ? t`Datei wird übertragen` : t`Termine werden eingetragen`}
                value={isSending ? Math.round(sent * 100) : undefined}
              />
            )}
          </>
        ) : (
          <ImportResult result={done.result} name={name} />
        )}
        {error !== null && <ErrorBanner error={error} own={importErrors} />}
      </div>
    </Dialog>
  );
}
