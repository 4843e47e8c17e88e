import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Ban, Ellipsis, KeyRound, Pencil, RotateCcw, UserPlus, Users } from 'lucide-react';
import { useState } from 'react';
import { usePerson } from '../../../session/session.ts';
import { useDebounced } from '../../../shell/use-debounced.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { MenuButton } from '../../../ui/menu.tsx';
import { useDocumentTitle } from '../../../ui/page-header.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { peopleQuery, useResetPassword, useUpdatePerson, type Person } from '../api/people.ts';
import { DataTable } from '../components/data-table.tsx';
import { makePassword } from '../components/make-password.ts';
import { OrganisationSelect } from '../components/organisation-select.tsx';
import { Pager } from '../components/pager.tsx';
import { PersonDialog } from '../components/person-dialog.tsx';
import { StartPasswordDialog, type StartPassword } from '../components/start-password-dialog.tsx';
import { pageSize } from '../components/use-narrowed-page.ts';

/** Everybody, with search, changes, new passwords and locking. */
export function PeoplePage() {
  const { t } = useLingui();
  useDocumentTitle(t`Personen`);
  const own = usePerson();
  const [text, setText] = useState('');
  const [organisation, setOrganisation] = useState('');
  const [offset, setOffset] = useState(0);
  const q = useDebounced(text.trim(), 200);
  const { data, error, refetch } = useQuery(peopleQuery({ q, organisation, offset, limit: pageSize }));
  const [subject, setSubject] = useState<Person | 'new' | null>(null);
  const [locking, setLocking] = useState<Person | null>(null);
  const [resetting, setResetting] = useState<Person | null>(null);
  const [made, setMade] = useState<StartPassword | null>(null);
  const update = useUpdatePerson();
  const reset = useResetPassword();

  function unlock(person: Person) {
    update.mutate(
      { login: person.login, disabled: false },
      {
        onSuccess: () => showToast({ title: t`${person.name} kann sich wieder anmelden.` }),
        onError: () => showToast({ tone: 'danger', title: t`Das Entsperren ist nicht gelungen.` }),
      },
    );
  }

  return (
    <>
      <div className="list-bar">
        <SearchField
          label={t`Personen suchen`}
          value={text}
          onChange={(next) => {
            setText(next);
            setOffset(0);
          }}
        />
        <OrganisationSelect
          label={t`Organisation`}
          hideLabel
          none={t`Alle Organisationen`}
          value={organisation}
          onChange={(key) => {
            setOrganisation(key);
            setOffset(0);
          }}
        />
        <Button variant="primary" icon={UserPlus} onPress={() => setSubject('new')}>
          <Trans>Person anlegen</Trans>
        </Button>
      </div>
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      <DataTable
        label={t`Personen`}
        rows={data?.items}
        keyOf={(person) => person.id}
        emptyIcon={Users}
        emptyTitle={t`Niemand gefunden.`}
        columns={[
          { id: 'name', title: t`Name`, cell: (person) => <PersonCell person={person} /> },
          { id: 'organisation', title: t`Organisation`, wideOnly: true, cell: (person) => person.organisation.name },
          { id: 'role', title: t`Rolle`, wideOnly: true, cell: (person) => <RoleCell person={person} /> },
          {
            id: 'actions',
            title: t`Aktionen`,
            kind: 'actions',
            cell: (person) => (
              <MenuButton
                label={t`Aktionen für ${person.name}`}
                entries={[
                  { id: 'edit', label: t`Bearbeiten`, icon: Pencil, onAction: () => setSubject(person) },
                  { id: 'password', label: t`Neues Passwort`, icon: KeyRound, onAction: () => setResetting(person) },
                  person.disabled
                    ? { id: 'unlock', label: t`Entsperren`, icon: RotateCcw, onAction: () => unlock(person) }
                    : {
                        id: 'lock',
                        label: t`Sperren`,
                        icon: Ban,
                        isDangerous: true,
                        separatorBefore: true,
                        isDisabled: person.login === own.login,
                        onAction: () => setLocking(person),
                      },
                ]}
              >
                <IconButton icon={Ellipsis} label={t`Aktionen für ${person.name}`} tooltip={false} />
              </MenuButton>
            ),
          },
        ]}
      />
      <Pager offset={offset} size={pageSize} total={data?.total ?? 0} onChange={setOffset} />
      <PersonDialog
        subject={subject}
        defaultOrganisation={organisation === '' ? own.organisation.key : organisation}
        onClose={() => setSubject(null)}
        onAdded={(added) => {
          setSubject(null);
          setMade(added);
        }}
      />
      <StartPasswordDialog made={made} onClose={() => setMade(null)} />
      <ConfirmDialog
        title={<Trans>{locking?.name} sperren?</Trans>}
        confirmLabel={t`Sperren`}
        isDangerous
        isOpen={locking !== null}
        onOpenChange={(open) => !open && setLocking(null)}
        onConfirm={async () => {
          if (locking === null) return;
          await update.mutateAsync({ login: locking.login, disabled: true });
          showToast({ title: t`${locking.name} ist gesperrt.` });
        }}
      >
        <Trans>Alle Sitzungen und verbundenen Programme enden sofort. Die Dateien bleiben erhalten.</Trans>
      </ConfirmDialog>
      <ConfirmDialog
        title={<Trans>Neues Passwort für {resetting?.name}?</Trans>}
        confirmLabel={t`Passwort erzeugen`}
        isOpen={resetting !== null}
        onOpenChange={(open) => !open && setResetting(null)}
        onConfirm={async () => {
          if (resetting === null) return;
          const password = makePassword();
          await reset.mutateAsync({ login: resetting.login, password });
          setMade({ name: resetting.name, login: resetting.login, password });
        }}
      >
        <Trans>Das bisherige Passwort gilt dann nicht mehr, und alle Sitzungen der Person enden.</Trans>
      </ConfirmDialog>
    </>
  );
}

function PersonCell({ person }: { readonly person: Person }) {
  return (
    <div className="cell-main">
      <Avatar name={person.name} />
      <div>
        <strong>{person.name}</strong>
        <small>
          {person.login}
          {person.disabled && <Trans> · gesperrt</Trans>}
        </small>
      </div>
    </div>
  );
}

function RoleCell({ person }: { readonly person: Person }) {
  if (person.disabled) {
    return (
      <span className="tag tag-danger">
        <Trans>Gesperrt</Trans>
      </span>
    );
  }
  return person.role === 'platform-administrator' ? (
    <span className="tag tag-action">
      <Trans>Plattformverwaltung</Trans>
    </span>
  ) : (
    <Trans>Mitglied</Trans>
  );
}
