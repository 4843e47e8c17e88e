import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { formatDate } from '../../../i18n/format.ts';
import { usePerson } from '../../../session/session.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { FormButtons } from '../../administration/components/form-buttons.tsx';
import { OrganisationField } from '../../administration/components/organisation-field.tsx';
import { PersonField } from '../../administration/components/person-field.tsx';
import { parseQuota } from '../../administration/components/quota-input.ts';
import { endOfDay, toDay } from '../../guests/components/day-input.ts';
import { spaceRulesQuery, useMakeSpace } from '../api/spaces.ts';
import { spaceErrors } from '../space-words.ts';

export type SharedKind = 'project' | 'exchange';

interface MakeSpaceDialogProps {
  /** Null: closed. */
  readonly kind: SharedKind | null;
  readonly onClose: () => void;
  /** In administration: for which organisation, and nothing is opened afterwards. */
  readonly administers?: boolean;
}

const day = 24 * 3_600_000;

/** Makes a project space, or an exchange space for third parties. */
export function MakeSpaceDialog({ kind, onClose, administers = false }: MakeSpaceDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog
      title={kind === 'exchange' ? t`Austauschraum anlegen` : t`Projektraum anlegen`}
      isOpen={kind !== null}
      onOpenChange={(open) => !open && onClose()}
    >
      {kind !== null && <MakeSpaceForm kind={kind} onClose={onClose} administers={administers} />}
    </Dialog>
  );
}

function MakeSpaceForm({ kind, onClose, administers }: Required<MakeSpaceDialogProps> & { readonly kind: SharedKind }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const own = usePerson();
  const { data: rules } = useQuery(spaceRulesQuery);
  const make = useMakeSpace();
  const exchange = kind === 'exchange';
  const [name, setName] = useState('');
  const [purpose, setPurpose] = useState('');
  const [until, setUntil] = useState(exchange ? toDay(Date.now() + 30 * day) : '');
  const [sponsor, setSponsor] = useState<{ login: string; name: string } | null>({ login: own.login, name: own.name });
  const [quota, setQuota] = useState('');
  const [organisationKey, setOrganisation] = useState(own.organisation.key);
  const quotaBytes = parseQuota(quota);
  // the last day counts whole
  const latest = rules === undefined ? null : rules.latestExchangeEnd - day;
  const tooLate =
    exchange && !administers && latest !== null && until !== '' && endOfDay(until) > endOfDay(toDay(latest));
  const tooEarly = until !== '' && endOfDay(until) <= Date.now();

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (quotaBytes === undefined || tooLate || tooEarly) return;
    const input = {
      kind,
      name: name.trim(),
      purpose: purpose.trim(),
      endsAt: until === '' ? null : endOfDay(until),
      ...(administers || rules?.quota === true ? { quotaBytes } : {}),
      ...(administers ? { organisationKey } : {}),
      ...(exchange && sponsor !== null ? { sponsorLogin: sponsor.login } : {}),
    };
    make.mutate(input, {
      onSuccess: (space) => {
        onClose();
        showToast({ tone: 'success', title: t`„${space.name}“ ist angelegt.` });
        if (!administers) void navigate({ to: '/files/$nodeId', params: { nodeId: String(space.rootId) } });
      },
    });
  }

  return (
    <form className="stack" onSubmit={submit}>
      <p className="muted">
        {exchange
          ? t`Für den Austausch mit Menschen von außen. Er endet von selbst: Dann verlieren alle den Zugriff außer denen, die ihn verwalten.`
          : t`Eine gemeinsame Ablage, auch über Organisationen hinweg.`}
      </p>
      <TextField
        label={t`Name`}
        description={t`So heißt der Ordner bei allen Mitgliedern.`}
        isRequired
        autoFocus
        maxLength={200}
        value={name}
        onChange={setName}
      />
      <TextField
        label={exchange ? t`Zweck` : t`Worum es geht`}
        description={exchange ? t`Zum Beispiel das Vorhaben oder das Aktenzeichen.` : undefined}
        isRequired={exchange}
        multiline
        maxLength={500}
        value={purpose}
        onChange={setPurpose}
      />
      <div className="two-columns">
        <TextField
          label={t`Letzter Tag`}
          type="date"
          isRequired={exchange}
          description={
            exchange
              ? latest === null || administers
                ? undefined
                : t`Spätestens ${formatDate(latest)}.`
              : t`Leer: ohne Ende.`
          }
          value={until}
          onChange={setUntil}
          errorMessage={
            tooEarly
              ? t`Dieser Tag ist schon vorbei.`
              : tooLate && latest !== null
                ? t`Spätestens ${formatDate(latest)}.`
                : undefined
          }
        />
        {(administers || rules?.quota === true) && (
          <TextField
            label={t`Speicherplatz in GB`}
            description={t`Leer: ohne Grenze.`}
            inputMode="decimal"
            value={quota}
            onChange={setQuota}
            errorMessage={quotaBytes === undefined ? t`Bitte eine Zahl eingeben, zum Beispiel 50.` : undefined}
          />
        )}
      </div>
      {administers && (
        <OrganisationField
          label={t`Organisation`}
          administeredOnly
          value={organisationKey}
          onChange={setOrganisation}
        />
      )}
      {exchange && <PersonField label={t`Verantwortlich`} value={sponsor} onChange={setSponsor} />}
      {make.error !== null && <ErrorBanner error={make.error} own={spaceErrors} />}
      <FormButtons
        submitLabel={t`Anlegen`}
        isPending={make.isPending}
        isDisabled={exchange && sponsor === null}
        onCancel={onClose}
      />
    </form>
  );
}
