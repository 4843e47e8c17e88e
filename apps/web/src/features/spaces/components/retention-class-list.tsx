import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Archive, Plus, X } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { RadioGroup } from '../../../ui/radio-group.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { DataTable } from '../../administration/components/data-table.tsx';
import { FormButtons } from '../../administration/components/form-buttons.tsx';
import { useOrganisationNames } from '../../administration/components/use-organisation-names.ts';
import {
  retentionClassesQuery,
  useAddRetentionClass,
  useEndRetentionClass,
  type RetentionClass,
} from '../api/retention.ts';
import { spaceErrors } from '../space-words.ts';

interface OrganisationProps {
  readonly organisation: { readonly key: string; readonly name: string };
}

function usePeriodText(): (months: number) => string {
  const { t } = useLingui();
  return (months) =>
    months % 12 === 0
      ? t`${plural(months / 12, { one: '# Jahr', other: '# Jahre' })}`
      : t`${plural(months, { one: '# Monat', other: '# Monate' })}`;
}

/** Terms that may be chosen for spaces and folders of the organisation. */
export function RetentionClassList({ organisation }: OrganisationProps) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(retentionClassesQuery(organisation.key));
  const periodText = usePeriodText();
  const organisationName = useOrganisationNames();
  const end = useEndRetentionClass(organisation.key);
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<RetentionClass | null>(null);
  return (
    <section className="retention-part" aria-labelledby="retention-classes">
      <div className="row row-spread">
        <h3 id="retention-classes">
          <Trans>Aufbewahrungsfristen</Trans>
        </h3>
        <Button size="small" icon={Plus} onPress={() => setAdding(true)}>
          <Trans>Frist hinzufügen</Trans>
        </Button>
      </div>
      <p className="muted">
        <Trans>
          Wer einen Raum verwaltet, wählt sie für den Raum oder für Ordner. Die nächste gilt, gezählt ab der letzten
          Änderung einer Datei.
        </Trans>
      </p>
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      <DataTable
        label={t`Aufbewahrungsfristen`}
        rows={data}
        keyOf={({ id }) => id}
        emptyIcon={Archive}
        emptyTitle={t`Noch gibt es keine Fristen.`}
        columns={[
          {
            id: 'name',
            title: t`Name`,
            cell: ({ name, organisationKey }) => (
              <div>
                <strong>{name}</strong>
                {organisationKey !== organisation.key && (
                  <small className="cell-sub">{t`aus ${organisationName(organisationKey)}`}</small>
                )}
              </div>
            ),
          },
          { id: 'period', title: t`Dauer`, cell: ({ months }) => periodText(months) },
          {
            id: 'action',
            title: t`Danach`,
            wideOnly: true,
            cell: ({ action, warnDays }) =>
              action === 'delete'
                ? t`Löschen, ${plural(warnDays, { one: '# Tag', other: '# Tage' })} vorher angekündigt`
                : t`Nur erinnern`,
          },
          {
            id: 'actions',
            title: t`Aktionen`,
            kind: 'actions',
            cell: (one) =>
              one.organisationKey === organisation.key && (
                <IconButton
                  icon={X}
                  size="small"
                  label={t`Frist „${one.name}“ beenden`}
                  onPress={() => setEnding(one)}
                />
              ),
          },
        ]}
      />
      <Dialog title={t`Frist anlegen`} isOpen={adding} onOpenChange={setAdding}>
        <ClassForm organisation={organisation} onClose={() => setAdding(false)} />
      </Dialog>
      <ConfirmDialog
        title={t`„${ending?.name ?? ''}“ nicht mehr anbieten?`}
        confirmLabel={t`Nicht mehr anbieten`}
        isOpen={ending !== null}
        onOpenChange={(open) => !open && setEnding(null)}
        errors={spaceErrors}
        onConfirm={async () => ending !== null && end.mutateAsync(ending.id)}
      >
        {ending !== null && ending.uses > 0 ? (
          <Trans>
            Wo die Frist schon gewählt ist, gilt sie weiter: an{' '}
            {plural(ending.uses, { one: '# Stelle', other: '# Stellen' })}.
          </Trans>
        ) : (
          <Trans>Sie ist noch nirgends gewählt.</Trans>
        )}
      </ConfirmDialog>
    </section>
  );
}

function ClassForm({ organisation, onClose }: OrganisationProps & { readonly onClose: () => void }) {
  const { t } = useLingui();
  const add = useAddRetentionClass(organisation.key);
  const [name, setName] = useState('');
  const [count, setCount] = useState('1');
  const [unit, setUnit] = useState<'years' | 'months'>('years');
  const [action, setAction] = useState<'delete' | 'tell'>('delete');
  const [warn, setWarn] = useState('30');
  const months = Number(count) * (unit === 'years' ? 12 : 1);
  const warnDays = Number(warn);
  const wrongPeriod = !Number.isInteger(months) || months < 1 || months > 1200;
  const wrongWarning = !Number.isInteger(warnDays) || warnDays < 1 || warnDays > 365;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (wrongPeriod || wrongWarning) return;
    add.mutate({ name: name.trim(), months, action, warnDays }, { onSuccess: onClose });
  }

  return (
    <form className="stack" onSubmit={submit}>
      <TextField
        label={t`Name`}
        description={t`Zum Beispiel „Entwurf 1 Jahr“ oder „Vorgang 10 Jahre“.`}
        isRequired
        autoFocus
        maxLength={80}
        value={name}
        onChange={setName}
      />
      <div className="two-columns">
        <TextField
          label={t`Dauer`}
          inputMode="numeric"
          isRequired
          value={count}
          onChange={setCount}
          errorMessage={wrongPeriod ? t`Möglich sind ein Monat bis 100 Jahre.` : undefined}
        />
        <Select<'years' | 'months'>
          label={t`Einheit`}
          options={[
            { id: 'years', label: t`Jahre` },
            { id: 'months', label: t`Monate` },
          ]}
          value={unit}
          onChange={setUnit}
        />
      </div>
      <RadioGroup<'delete' | 'tell'>
        label={t`Was danach geschieht`}
        value={action}
        onChange={setAction}
        options={[
          {
            id: 'delete',
            label: t`Löschen`,
            description: t`Nach der Ankündigung in den Papierkorb, von dort nach dessen Regel. Eine Liste bleibt.`,
          },
          { id: 'tell', label: t`Nur erinnern`, description: t`Wer den Raum verwaltet, entscheidet.` },
        ]}
      />
      <TextField
        label={t`Tage vorher ankündigen`}
        inputMode="numeric"
        isRequired
        value={warn}
        onChange={setWarn}
        errorMessage={wrongWarning ? t`Möglich sind 1 bis 365 Tage.` : undefined}
      />
      {add.error !== null && <ErrorBanner error={add.error} own={spaceErrors} />}
      <FormButtons submitLabel={t`Anlegen`} isPending={add.isPending} onCancel={onClose} />
    </form>
  );
}
