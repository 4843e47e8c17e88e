import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Plus, Scale } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { formatDate } from '../../../i18n/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { DataTable } from '../../administration/components/data-table.tsx';
import { FormButtons } from '../../administration/components/form-buttons.tsx';
import { holdsQuery, useLiftHold, useSetHold, type Hold } from '../api/retention.ts';
import { spaceErrors } from '../space-words.ts';

interface OrganisationProps {
  readonly organisation: { readonly key: string; readonly name: string };
}

/** What must be kept in spaces of the organisation, whatever else is ruled. */
export function HoldList({ organisation }: OrganisationProps) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(holdsQuery(organisation.key));
  const [setting, setSetting] = useState(false);
  const [lifting, setLifting] = useState<Hold | null>(null);
  const what = (hold: Hold) =>
    hold.kind === null ? t`der ganze Raum` : hold.kind === 'folder' ? t`ein Ordner` : t`eine Datei`;
  return (
    <section className="retention-part" aria-labelledby="holds">
      <div className="row row-spread">
        <h3 id="holds">
          <Trans>Löschsperren</Trans>
        </h3>
        <Button size="small" icon={Plus} onPress={() => setSetting(true)}>
          <Trans>Löschsperre setzen</Trans>
        </Button>
      </div>
      <p className="muted">
        <Trans>
          Was hier steht, lässt sich nicht löschen: nicht von Menschen, nicht durch Fristen, nicht mit dem Ende des
          Raums.
        </Trans>
      </p>
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      <DataTable
        label={t`Löschsperren`}
        rows={data}
        keyOf={({ id }) => id}
        emptyIcon={Scale}
        emptyTitle={t`Nichts muss besonders aufbewahrt werden.`}
        columns={[
          {
            id: 'space',
            title: t`Raum`,
            cell: (hold) => (
              <div>
                <strong>{hold.spaceName}</strong>
                <small className="cell-sub">{what(hold)}</small>
              </div>
            ),
          },
          { id: 'reason', title: t`Anlass`, cell: ({ reason }) => reason },
          {
            id: 'since',
            title: t`Seit`,
            wideOnly: true,
            cell: ({ setAt, setBy }) => (
              <div>
                {formatDate(setAt)}
                {setBy !== null && <small className="cell-sub">{setBy}</small>}
              </div>
            ),
          },
          {
            id: 'actions',
            title: t`Aktionen`,
            kind: 'actions',
            cell: (hold) => (
              <Button
                size="small"
                variant="quiet"
                aria-label={t`Sperre von „${hold.spaceName}“ aufheben`}
                onPress={() => setLifting(hold)}
              >
                <Trans>Aufheben</Trans>
              </Button>
            ),
          },
        ]}
      />
      <Dialog title={t`Sperre setzen`} isOpen={setting} onOpenChange={setSetting}>
        <HoldForm organisation={organisation} onClose={() => setSetting(false)} />
      </Dialog>
      <Dialog title={t`Sperre aufheben`} isOpen={lifting !== null} onOpenChange={(open) => !open && setLifting(null)}>
        {lifting !== null && <LiftForm organisation={organisation} hold={lifting} onClose={() => setLifting(null)} />}
      </Dialog>
    </section>
  );
}

/** '/files/123', its whole address, or the number alone. */
function nodeIn(text: string): number | undefined {
  const id = Number(/(?:\/files\/|^)(\d+)(?:[?#].*)?$/.exec(text.trim())?.[1]);
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

function HoldForm({ organisation, onClose }: OrganisationProps & { readonly onClose: () => void }) {
  const { t } = useLingui();
  const set = useSetHold(organisation.key);
  const [address, setAddress] = useState('');
  const [reason, setReason] = useState('');
  const nodeId = nodeIn(address);
  const wrong = address.trim() !== '' && nodeId === undefined;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (nodeId !== undefined) set.mutate({ nodeId, reason: reason.trim() }, { onSuccess: onClose });
  }

  return (
    <form className="stack" onSubmit={submit}>
      <TextField
        label={t`Adresse des Raums, Ordners oder der Datei`}
        description={t`Aus dem Browser, zum Beispiel „…/files/4711“. Ganze Räume auch unter „Räume“.`}
        isRequired
        autoFocus
        value={address}
        onChange={setAddress}
        errorMessage={wrong ? t`Das ist keine Adresse einer Datei oder eines Ordners.` : undefined}
      />
      <ReasonField value={reason} onChange={setReason} />
      {set.error !== null && <ErrorBanner error={set.error} own={spaceErrors} />}
      <FormButtons submitLabel={t`Setzen`} isPending={set.isPending} isDisabled={wrong} onCancel={onClose} />
    </form>
  );
}

interface ReasonFieldProps {
  readonly value: string;
  readonly onChange: (reason: string) => void;
  readonly autoFocus?: boolean;
}

export function ReasonField({ value, onChange, autoFocus = false }: ReasonFieldProps) {
  const { t } = useLingui();
  return (
    <TextField
      label={t`Begründung`}
      description={t`Steht im Protokoll. Wer den Raum hat, sieht sie nicht.`}
      isRequired
      autoFocus={autoFocus}
      multiline
      maxLength={1000}
      value={value}
      onChange={onChange}
    />
  );
}

function LiftForm({ organisation, hold, onClose }: OrganisationProps & { hold: Hold; onClose: () => void }) {
  const { t } = useLingui();
  const lift = useLiftHold(organisation.key);
  const [reason, setReason] = useState('');
  return (
    <form
      className="stack"
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        lift.mutate({ id: hold.id, reason: reason.trim() }, { onSuccess: onClose });
      }}
    >
      <p>
        <Trans>
          Was in „{hold.spaceName}“ wegen „{hold.reason}“ aufbewahrt wird, lässt sich danach wieder löschen. Fristen,
          die inzwischen abgelaufen sind, wirken in der nächsten Nacht.
        </Trans>
      </p>
      <ReasonField value={reason} onChange={setReason} autoFocus />
      {lift.error !== null && <ErrorBanner error={lift.error} own={spaceErrors} />}
      <FormButtons submitLabel={t`Jetzt aufheben`} isPending={lift.isPending} onCancel={onClose} />
    </form>
  );
}
