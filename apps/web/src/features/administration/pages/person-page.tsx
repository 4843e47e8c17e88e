import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import {
  ArrowLeft,
  Ban,
  Ellipsis,
  FolderInput,
  KeyRound,
  LogOut,
  Pencil,
  RotateCcw,
  Trash2,
  UserX,
} from 'lucide-react';
import { useState } from 'react';
import { ApiError } from '../../../api/api-error.ts';
import { formatDate } from '../../../i18n/format.ts';
import { usePerson } from '../../../session/session.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { MenuButton, type MenuEntry } from '../../../ui/menu.tsx';
import { useDocumentTitle } from '../../../ui/page-header.tsx';
import { personQuery, type BulkAction, type Person } from '../api/people.ts';
import { BulkDialog } from '../components/bulk-dialog.tsx';
import { EraseDialog } from '../components/erase-dialog.tsx';
import { FactList } from '../components/fact-list.tsx';
import { LeaveDialog } from '../components/leave-dialog.tsx';
import { PanelSkeleton } from '../components/panel-skeleton.tsx';
import { PasswordDialog } from '../components/password-dialog.tsx';
import { PersonEditDialog } from '../components/person-edit-dialog.tsx';
import { PersonState } from '../components/person-state.tsx';
import { roleNames } from '../components/role-words.ts';

type Task = 'edit' | 'password' | 'leave' | 'erase' | Exclude<BulkAction, 'leave'> | null;

/** One person: who they are, what they may do, and everything that administration can do for them. */
export function PersonPage() {
  const { t } = useLingui();
  const { login } = useParams({ from: '/signed-in/shell/administration/people/$login' });
  const { data, error, refetch } = useQuery(personQuery(login));
  useDocumentTitle(data?.name ?? t`Person`);
  const missing = error instanceof ApiError && error.status === 404;
  return (
    <div className="page page-narrow">
      <Link to="/administration/people" className="panel-back panel-back-always">
        <ArrowLeft aria-hidden />
        <Trans>Alle Personen</Trans>
      </Link>
      {missing ? (
        <EmptyState icon={UserX} isPage title={t`Diese Person gibt es nicht oder nicht mehr.`} />
      ) : error !== null ? (
        <ErrorBanner error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <PanelSkeleton />
      ) : (
        <PersonView person={data} />
      )}
    </div>
  );
}

function PersonView({ person }: { readonly person: Person }) {
  const { t } = useLingui();
  const { name, login, organisation, jobTitle, disabled, leftAt } = person;
  const own = usePerson().login === login;
  const [task, setTask] = useState<Task>(null);
  const done = () => setTask(null);
  const left = typeof leftAt === 'number';
  const isKnown = person.role !== undefined;

  const entries: MenuEntry[] = [
    { id: 'move', label: t`Versetzen`, icon: FolderInput, onAction: () => setTask('move') },
    { id: 'password', label: t`Neues Passwort`, icon: KeyRound, onAction: () => setTask('password') },
    disabled === true
      ? { id: 'enable', label: t`Entsperren`, icon: RotateCcw, onAction: () => setTask('enable') }
      : { id: 'disable', label: t`Sperren`, icon: Ban, isDisabled: own, onAction: () => setTask('disable') },
    {
      id: 'leave',
      label: t`Ausscheiden`,
      icon: LogOut,
      isDangerous: true,
      separatorBefore: true,
      isDisabled: own || left,
      onAction: () => setTask('leave'),
    },
    ...(left
      ? [
          {
            id: 'erase',
            label: t`Personendaten löschen`,
            icon: Trash2,
            isDangerous: true,
            isDisabled: person.erased === true,
            onAction: () => setTask('erase'),
          },
        ]
      : []),
  ];

  return (
    <article className="stack-large">
      <header className="panel-title">
        <Avatar name={name} size="large" />
        <div className="panel-title-text">
          <h1>{name}</h1>
          <p className="row">
            <span className="muted">{[jobTitle, organisation.name].filter(Boolean).join(' · ')}</span>
            <PersonState person={person} />
          </p>
        </div>
        {isKnown && (
          <div className="row panel-actions">
            <Button icon={Pencil} onPress={() => setTask('edit')}>
              <Trans>Bearbeiten</Trans>
            </Button>
            <MenuButton label={t`Aktionen für ${name}`} entries={entries}>
              <IconButton icon={Ellipsis} label={t`Aktionen für ${name}`} tooltip={false} />
            </MenuButton>
          </div>
        )}
      </header>
      <div className="card-grid">
        <section className="card stack">
          <h2>
            <Trans>Angaben</Trans>
          </h2>
          <FactList
            facts={[
              { id: 'login', term: t`Anmeldename`, value: <code>{login}</code> },
              {
                id: 'organisation',
                term: t`Organisation`,
                value: (
                  <Link to="/administration/organisations/$key" params={{ key: organisation.key }}>
                    {organisation.name}
                  </Link>
                ),
              },
              { id: 'job', term: t`Aufgabe`, value: jobTitle ?? null },
              { id: 'place', term: t`Arbeitsort`, value: person.place ?? null },
              {
                id: 'language',
                term: t`Sprache`,
                value: person.language === undefined ? null : person.language === 'de' ? 'Deutsch' : 'English',
              },
              { id: 'source', term: t`Kommt aus`, value: person.source?.name ?? null },
              {
                id: 'created',
                term: t`Seit`,
                value: person.createdAt === undefined ? null : formatDate(person.createdAt),
              },
              { id: 'left', term: t`Ausgeschieden`, value: left ? formatDate(leftAt) : null },
            ]}
          />
        </section>
        <section className="card stack">
          <h2>
            <Trans>Erreichbar</Trans>
          </h2>
          <FactList
            facts={[
              { id: 'mail', term: t`E-Mail`, value: person.email ?? <Absent /> },
              {
                id: 'more',
                term: t`Weitere Adressen`,
                value:
                  person.addresses !== undefined && person.addresses.length > 0 ? person.addresses.join(', ') : null,
              },
              { id: 'phone', term: t`Telefon`, value: person.phone ?? <Absent /> },
              {
                id: 'manager',
                term: t`Vorgesetzt`,
                value: person.manager ? <PersonLinks people={[person.manager]} /> : <Absent />,
              },
              {
                id: 'deputies',
                term: t`Vertretung`,
                value: person.deputies?.length ? <PersonLinks people={person.deputies} /> : <Absent />,
              },
            ]}
          />
        </section>
        <section className="card stack">
          <h2>
            <Trans>Rollen</Trans>
          </h2>
          <Roles person={person} />
        </section>
      </div>
      <PersonEditDialog person={person} isOpen={task === 'edit'} onClose={done} />
      <PasswordDialog person={person} isOpen={task === 'password'} onClose={done} />
      <LeaveDialog person={person} isOpen={task === 'leave'} onClose={done} />
      <EraseDialog person={person} isOpen={task === 'erase'} onClose={done} />
      <BulkDialog
        action={task === 'move' || task === 'disable' || task === 'enable' ? task : null}
        people={[person]}
        onClose={done}
      />
    </article>
  );
}

function Absent() {
  return (
    <span className="muted">
      <Trans>nicht angegeben</Trans>
    </span>
  );
}

function PersonLinks({ people }: { readonly people: readonly { readonly login: string; readonly name: string }[] }) {
  return (
    <span className="row">
      {people.map(({ login, name }) => (
        <Link key={login} to="/administration/people/$login" params={{ login }}>
          {name}
        </Link>
      ))}
    </span>
  );
}

function Roles({ person }: { readonly person: Person }) {
  const { t } = useLingui();
  const { role, assignments = [] } = person;
  if (role !== 'platform-administrator' && assignments.length === 0) {
    return (
      <p className="muted">
        <Trans>Keine. Rollen werden bei der Organisation vergeben, für die sie gelten.</Trans>
      </p>
    );
  }
  return (
    <ul className="role-lines">
      {role === 'platform-administrator' && (
        <li>
          <strong>
            <Trans>Plattform</Trans>
          </strong>
          <span className="muted">
            <Trans>verwaltet alles</Trans>
          </span>
        </li>
      )}
      {assignments.map((held) => (
        <li key={`${held.role} ${held.organisation.key}`}>
          <strong>{t(roleNames[held.role])}</strong>
          <Link
            to="/administration/organisations/$key"
            params={{ key: held.organisation.key }}
            search={{ part: 'roles' }}
          >
            {held.organisation.name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
