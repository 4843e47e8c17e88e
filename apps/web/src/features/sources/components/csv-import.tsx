import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Eye, FileUp } from 'lucide-react';
import { useId, useState, type ChangeEvent } from 'react';
import { buttonClass } from '../../../ui/button-class.ts';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../../../ui/select.tsx';
import { Spinner } from '../../../ui/spinner.tsx';
import { useChangeSource, useStartRun, useUploadCsv, type Source, type Upload } from '../api/sources.ts';
import { fieldWords } from '../words.ts';
import { LastRun } from './last-run.tsx';
import { SourceError } from './source-error.tsx';

const fields = [
  'login',
  'name',
  'firstName',
  'lastName',
  'email',
  'addresses',
  'organisation',
  'groups',
  'manager',
  'jobTitle',
  'phone',
  'place',
  'language',
  'disabled',
  'externalId',
] as const;
type Columns = Readonly<Partial<Record<(typeof fields)[number], string>>>;

/** Choose a file, say what its columns hold, look, take over: each step below the one before. */
export function CsvImport({ source }: { readonly source: Source }) {
  const upload = useUploadCsv(source.id);
  return (
    <div className="source-stack">
      <FileChoice
        isPending={upload.isPending}
        isFirst={upload.data === undefined}
        onChoose={(file) => upload.mutate(file)}
      />
      <SourceError error={upload.error} />
      {upload.data !== undefined && (
        <ColumnChoice key={upload.submittedAt} source={source} upload={upload.data} onLooked={upload.reset} />
      )}
      {upload.data === undefined && <LastRun source={source} />}
    </div>
  );
}

interface FileChoiceProps {
  readonly isPending: boolean;
  readonly isFirst: boolean;
  readonly onChoose: (file: File) => void;
}

function FileChoice({ isPending, isFirst, onChoose }: FileChoiceProps) {
  const id = useId();
  function choose(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    // the same file may be chosen again after it was changed
    event.target.value = '';
    if (file !== undefined) onChoose(file);
  }
  return (
    <div className="csv-choice">
      <input
        id={id}
        className="visually-hidden"
        type="file"
        accept=".csv,.txt,.tsv,text/csv"
        disabled={isPending}
        onChange={choose}
      />
      <label htmlFor={id} className={buttonClass({ variant: isFirst ? 'primary' : undefined })}>
        {isPending ? <Spinner /> : <FileUp aria-hidden className="ui-button-icon" />}
        {isFirst ? <Trans>CSV-Datei auswählen</Trans> : <Trans>Andere Datei auswählen</Trans>}
      </label>
      <p className="muted">
        <Trans>
          Die erste Zeile benennt die Spalten. Trennzeichen und Zeichensatz werden erkannt. Passwörter werden nie
          gelesen.
        </Trans>
      </p>
    </div>
  );
}

interface ColumnChoiceProps {
  readonly source: Source;
  readonly upload: Upload;
  readonly onLooked: () => void;
}

function ColumnChoice({ source, upload, onLooked }: ColumnChoiceProps) {
  const { t } = useLingui();
  const [columns, setColumns] = useState<Columns>(upload.guess as Columns);
  const change = useChangeSource(source.id);
  const start = useStartRun(source.id);
  const none = t`– keine –`;
  const options = [
    { id: '', label: none },
    ...upload.columns.filter((title) => title !== '').map((title) => ({ id: title, label: title })),
  ];
  const named = columns.name !== undefined || columns.lastName !== undefined || columns.firstName !== undefined;
  const ready = columns.login !== undefined && named;
  const { encoding } = upload;

  function choose(field: (typeof fields)[number], title: string) {
    const { [field]: _, ...others } = columns;
    setColumns(title === '' ? others : { ...others, [field]: title });
  }
  async function look() {
    try {
      await change.mutateAsync({ settings: { columns } });
      await start.mutateAsync('dry-run');
      onLooked();
    } catch {
      // shown below
    }
  }

  return (
    <section className="source-stack" aria-labelledby="csv-columns">
      <h2 id="csv-columns">
        <Trans>Was steht in welcher Spalte?</Trans>
      </h2>
      <p className="muted">
        <Plural value={upload.rows} one="# Zeile" other="# Zeilen" /> · {encoding.toUpperCase()}
      </p>
      <div className="csv-columns">
        {fields.map((field) => {
          const words = fieldWords[field];
          const title = columns[field];
          const at = title === undefined ? -1 : upload.columns.indexOf(title);
          const samples = upload.sample.map((row) => row[at] ?? '').filter((cell) => cell !== '');
          return (
            <div key={field}>
              <Select
                label={words === undefined ? field : t(words)}
                options={options}
                value={title ?? ''}
                onChange={(chosen) => choose(field, chosen)}
                {...(samples[0] === undefined
                  ? {}
                  : { description: t`zum Beispiel: ${samples.slice(0, 2).join(', ')}` })}
              />
            </div>
          );
        })}
      </div>
      {!ready && (
        <p className="muted">
          <Trans>Nötig sind der Anmeldename und ein Name.</Trans>
        </p>
      )}
      <SourceError error={change.error ?? start.error} />
      <div className="row source-actions">
        <Button
          variant="primary"
          icon={Eye}
          isDisabled={!ready}
          isPending={change.isPending || start.isPending}
          onPress={() => void look()}
        >
          <Trans>Ansehen, was sich ändern würde</Trans>
        </Button>
      </div>
    </section>
  );
}
