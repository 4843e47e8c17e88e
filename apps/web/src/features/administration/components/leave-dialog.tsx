import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { FolderKanban, HardDrive, UserRoundPlus, Users, type LucideIcon } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { formatBytes } from '../../../i18n/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { belongingsQuery, useLeave, type Belonging, type Person, type PersonName } from '../api/people.ts';
import { AdministrationError } from './administration-error.tsx';
import { PersonField } from './person-field.tsx';

interface LeaveDialogProps {
  readonly person: Person;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** A person leaves: what they own is listed and handed over. */
export function LeaveDialog({ isOpen, ...rest }: LeaveDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog
      title={t`${rest.person.name} scheidet aus`}
      isOpen={isOpen}
      onOpenChange={(open) => !open && rest.onClose()}
    >
      <LeaveForm {...rest} />
    </Dialog>
  );
}

const icons: Record<Belonging['kind'], LucideIcon> = {
  'personal-space': HardDrive,
  space: FolderKanban,
  group: Users,
  guest: UserRoundPlus,
};

function LeaveForm({ person, onClose }: Omit<LeaveDialogProps, 'isOpen'>) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(belongingsQuery(person.login));
  const [successor, setSuccessor] = useState<PersonName | null>(person.manager ?? null);
  const leave = useLeave(person.login);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    leave.mutate(successor?.login ?? null, {
      onSuccess: () => {
        onClose();
        showToast({ title: t`${person.name} ist ausgeschieden. Alle Zugänge sind beendet.` });
      },
    });
  }

  return (
    <form onSubmit={submit}>
      <p>
        <Trans>
          Sitzungen, verbundene Programme, Sperren, Freigaben und Mitgliedschaften enden innerhalb einer Minute. Dateien
          in Projekträumen bleiben.
        </Trans>
      </p>
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      <section className="stack">
        <h3>
          <Trans>Das gehört der Person</Trans>
        </h3>
        {data === undefined && error === null && <Skeleton width="60%" />}
        {data?.length === 0 && (
          <p className="muted">
            <Trans>Nichts, was jemand übernehmen müsste.</Trans>
          </p>
        )}
        <ul className="belongings">
          {data?.map((one) => {
            const Icon = icons[one.kind];
            return (
              <li key={`${one.kind} ${one.name}`}>
                <Icon aria-hidden />
                <span>{one.kind === 'personal-space' ? t`Persönliche Dateien` : one.name}</span>
                <span className="muted">
                  {one.bytes !== undefined && formatBytes(one.bytes)}
                  {one.bytes === undefined && one.count !== undefined && (
                    <Plural value={one.count} one="# Mitglied" other="# Mitglieder" />
                  )}
                </span>
              </li>
            );
          })}
        </ul>
      </section>
      {data?.length !== 0 && (
        <PersonField label={t`Wer das übernimmt`} value={successor} onChange={setSuccessor} without={[person.login]} />
      )}
      <AdministrationError error={leave.error} />
      <div className="row dialog-buttons">
        <Button variant="quiet" isDisabled={leave.isPending} onPress={onClose}>
          <Trans>Abbrechen</Trans>
        </Button>
        <Button type="submit" variant="danger" isPending={leave.isPending} isDisabled={data === undefined}>
          <Trans>Ausscheiden lassen</Trans>
        </Button>
      </div>
    </form>
  );
}
