import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { FileChoice } from '../../../ui/file-choice.tsx';
import { Select } from '../../../ui/select.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { importFile, useImport } from '../api/contacts.ts';
import type { Book, ImportResult } from '../api/contact-types.ts';
import { contactErrors } from './contact-words.ts';

interface ImportDialogProps {
  /** Into which one may write. */
  readonly books: readonly Book[];
  readonly book: string;
  readonly onClose: () => void;
  readonly onDone: (book: string) => void;
}

const programs: Readonly<Record<string, string>> = { outlook: 'Outlook', google: 'Google', thunderbird: 'Thunderbird' };

/** A file, what would become of it, and only then the doing. */
export function ImportDialog({ books, book, onClose, onDone }: ImportDialogProps) {
  const { t } = useLingui();
  const [target, setTarget] = useState(book);
  const [file, setFile] = useState<File | null>(null);
  const [skipAlike, setSkipAlike] = useState(true);
  const [preview, setPreview] = useState<ImportResult | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isReading, setReading] = useState(false);
  const writing = useImport();

  async function look(next: { file: File; target: string; skipAlike: boolean }) {
    setReading(true);
    setError(null);
    setPreview(null);
    try {
      const { file: given, target: into, skipAlike: skip } = next;
      setPreview(await importFile({ book: into, file: given, write: false, skipAlike: skip }));
    } catch (failure) {
      setError(failure);
    } finally {
      setReading(false);
    }
  }

  function start() {
    if (file === null) return;
    writing.mutate(
      { book: target, file, skipAlike },
      {
        onError: setError,
        onSuccess: ({ added, changed }) => {
          showToast({
            title: t`${plural(added + changed, { one: '# Kontakt übernommen', other: '# Kontakte übernommen' })}`,
          });
          onClose();
          onDone(target);
        },
      },
    );
  }

  const count = preview === null ? 0 : preview.added + preview.changed;
  return (
    <Dialog
      isOpen
      title={t`Kontakte importieren`}
      onOpenChange={(open) => !open && onClose()}
      isBusy={writing.isPending}
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            <Trans>Abbrechen</Trans>
          </Button>
          <Button variant="primary" isDisabled={count === 0} isPending={writing.isPending} onPress={start}>
            {count === 0 ? (
              <Trans>Importieren</Trans>
            ) : (
              t`${plural(count, { one: '# Kontakt importieren', other: '# Kontakte importieren' })}`
            )}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="muted">
          <Trans>
            vCard-Dateien (.vcf) von Handys und Programmen, oder Tabellen (.csv) aus Outlook, Google und Thunderbird.
          </Trans>
        </p>
        <FileChoice
          label={t`Datei mit Kontakten`}
          hint={t`oder hierher ziehen`}
          accept=".vcf,.vcard,.csv,.txt,text/vcard,text/csv"
          file={file}
          isBusy={isReading}
          onChoose={(next) => {
            setFile(next);
            void look({ file: next, target, skipAlike });
          }}
        >
          {file === null ? <Trans>Datei wählen</Trans> : <Trans>Andere Datei wählen</Trans>}
        </FileChoice>
        <Select
          label={t`In das Adressbuch`}
          options={books.map(({ uri, name }) => ({ id: uri, label: name }))}
          value={target}
          onChange={(next) => {
            setTarget(next);
            if (file !== null) void look({ file, target: next, skipAlike });
          }}
        />
        {preview !== null && <Preview preview={preview} />}
        {preview !== null && preview.alike > 0 && (
          <Checkbox
            isSelected={skipAlike}
            onChange={(next) => {
              setSkipAlike(next);
              if (file !== null) void look({ file, target, skipAlike: next });
            }}
          >
            {t`${plural(preview.alike, { one: '# Kontakt auslassen, der hier schon ähnlich steht', other: '# Kontakte auslassen, die hier schon ähnlich stehen' })}`}
          </Checkbox>
        )}
        {error !== null && <ErrorBanner error={error} own={contactErrors} />}
      </div>
    </Dialog>
  );
}

function Preview({ preview }: { readonly preview: ImportResult }) {
  const { t } = useLingui();
  const { total, added, changed, same, table, unknownColumns, sample } = preview;
  const program = table === null ? null : programs[table];
  return (
    <section className="contacts-preview" aria-label={t`Vorschau`}>
      <p>
        <strong>{t`${plural(total, { one: '# Kontakt in der Datei', other: '# Kontakte in der Datei' })}`}</strong>
        {program !== null && program !== undefined && <span className="muted"> · {t`Spalten wie bei ${program}`}</span>}
      </p>
      <dl className="contacts-counts">
        <div>
          <dt>{t`Neu`}</dt>
          <dd>{added}</dd>
        </div>
        <div>
          <dt>{t`Ersetzt`}</dt>
          <dd>{changed}</dd>
        </div>
        <div>
          <dt>{t`Unverändert`}</dt>
          <dd>{same}</dd>
        </div>
      </dl>
      <ul className="contacts-sample">
        {sample.map(({ name, organisation, mail }, at) => (
          <li key={at}>
            <span>{name}</span>
            <span className="muted truncate">{[organisation, mail].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
      {unknownColumns.length > 0 && (
        <Banner tone="info" isQuiet>
          {t`Nicht übernommen werden die Spalten: ${unknownColumns.slice(0, 12).join(', ')}`}
        </Banner>
      )}
    </section>
  );
}
