import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { ApiError } from '../../../api/api-error.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Progress } from '../../../ui/progress.tsx';
import { useErrorText } from '../../../ui/use-error-text.ts';
import { useBulk, type BulkAction, type BulkResult, type Person, type PersonName } from '../api/people.ts';
import { AdministrationError, administrationMessages } from './administration-error.tsx';
import { OrganisationField } from './organisation-field.tsx';
import { PersonField } from './person-field.tsx';

interface BulkDialogProps {
  readonly action: BulkAction | null;
  readonly people: readonly Person[];
  readonly onClose: () => void;
}

/** Does one thing with several people, and says of each how it went. */
export function BulkDialog({ action, people, onClose }: BulkDialogProps) {
  const { t } = useLingui();
  const [busy, setBusy] = useState(false);
  const titles: Record<BulkAction, string> = {
    disable: t`Sperren`,
    enable: t`Entsperren`,
    move: t`Versetzen`,
    leave: t`Ausscheiden`,
  };
  return (
    <Dialog
      title={action === null ? '' : titles[action]}
      isOpen={action !== null}
      isBusy={busy}
      onOpenChange={(open) => !open && onClose()}
    >
      {action !== null && (
        <BulkForm action={action} label={titles[action]} people={people} onBusy={setBusy} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface BulkFormProps extends BulkDialogProps {
  readonly action: BulkAction;
  readonly label: string;
  readonly onBusy: (busy: boolean) => void;
}

function BulkForm({ action, label, people, onBusy, onClose }: BulkFormProps) {
  const { t } = useLingui();
  const [organisationKey, setOrganisation] = useState('');
  const [successor, setSuccessor] = useState<PersonName | null>(null);
  const [done, setDone] = useState(0);
  const [results, setResults] = useState<readonly BulkResult[] | null>(null);
  const bulk = useBulk(setDone);
  const count = people.length;

  function run() {
    onBusy(true);
    bulk.mutate(
      {
        logins: people.map(({ login }) => login),
        action,
        ...(action === 'move' ? { organisationKey } : {}),
        ...(action === 'leave' && successor !== null ? { successor: successor.login } : {}),
      },
      { onSuccess: setResults, onSettled: () => onBusy(false) },
    );
  }

  if (results !== null) return <Results people={people} results={results} onClose={onClose} />;
  return (
    <>
      <p>
        {action === 'disable' && (
          <Plural
            value={count}
            one="Die Sitzungen und verbundenen Programme der Person enden sofort. Ihre Dateien bleiben erhalten."
            other="Die Sitzungen und verbundenen Programme der # Personen enden sofort. Ihre Dateien bleiben erhalten."
          />
        )}
        {action === 'enable' && (
          <Plural
            value={count}
            one="Die Person kann sich danach wieder anmelden."
            other="Die # Personen können sich danach wieder anmelden."
          />
        )}
        {action === 'move' && (
          <Plural
            value={count}
            one="Die Person gehört danach zu einer anderen Organisation und folgt deren Regeln."
            other="Die # Personen gehören danach zu einer anderen Organisation und folgen deren Regeln."
          />
        )}
        {action === 'leave' && (
          <Plural
            value={count}
            one="Die Person scheidet aus: Zugänge, Freigaben und Mitgliedschaften enden innerhalb einer Minute. Was ihr gehört, geht an die Nachfolge."
            other="Die # Personen scheiden aus: Zugänge, Freigaben und Mitgliedschaften enden innerhalb einer Minute. Was ihnen gehört, geht an die Nachfolge."
          />
        )}
      </p>
      <ul className="name-list">
        {people.slice(0, 5).map((person) => (
          <li key={person.login}>
            {person.name}
            <small className="muted">{person.organisation.name}</small>
          </li>
        ))}
        {count > 5 && (
          <li className="muted">
            <Plural value={count - 5} one="und # weitere" other="und # weitere" />
          </li>
        )}
      </ul>
      {action === 'move' && (
        <OrganisationField
          label={t`Neue Organisation`}
          administeredOnly
          value={organisationKey}
          onChange={setOrganisation}
        />
      )}
      {action === 'leave' && (
        <PersonField
          label={t`Nachfolge`}
          value={successor}
          onChange={setSuccessor}
          without={people.map(({ login }) => login)}
        />
      )}
      {bulk.isPending && <Progress label={label} value={done} max={count} />}
      <AdministrationError error={bulk.error} />
      <div className="row dialog-buttons">
        <Button variant="quiet" isDisabled={bulk.isPending} onPress={onClose}>
          <Trans>Abbrechen</Trans>
        </Button>
        <Button
          variant={action === 'disable' || action === 'leave' ? 'danger' : 'primary'}
          isPending={bulk.isPending}
          isDisabled={action === 'move' && organisationKey === ''}
          onPress={run}
        >
          {label}
        </Button>
      </div>
    </>
  );
}

interface ResultsProps {
  readonly people: readonly Person[];
  readonly results: readonly BulkResult[];
  readonly onClose: () => void;
}

function Results({ people, results, onClose }: ResultsProps) {
  const errorText = useErrorText();
  const failed = results.filter(({ ok }) => !ok);
  const nameOf = (login: string) => people.find((person) => person.login === login)?.name ?? login;
  return (
    <>
      <p className="row" role="status">
        {failed.length === 0 ? (
          <CircleCheck aria-hidden className="good" />
        ) : (
          <CircleAlert aria-hidden className="bad" />
        )}
        <strong>
          <Trans>
            {results.length - failed.length} von {results.length} erledigt
          </Trans>
        </strong>
      </p>
      {failed.length > 0 && (
        <ul className="name-list">
          {failed.map(({ login, code }) => (
            <li key={login}>
              {nameOf(login)}
              <small className="muted">
                {errorText(new ApiError(409, { code: code ?? '' }), administrationMessages).title}
              </small>
            </li>
          ))}
        </ul>
      )}
      <div className="row dialog-buttons">
        <Button variant="primary" onPress={onClose}>
          <Trans>Fertig</Trans>
        </Button>
      </div>
    </>
  );
}
