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
  ScrollText,
  Trash2,
  UserX,
} from 'lucide-react';
import { useState } from 'react';
import { ApiError } from '../../../api/api-error.ts';
import { useAccess } from '../../../session/me.ts';
import { usePerson } from '../../../session/session.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { buttonClass } from '../../../ui/button-class.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { MenuButton, type MenuEntry } from '../../../ui/menu.tsx';
import { useDocumentTitle } from '../../../ui/page-header.tsx';
import { personQuery, type BulkAction, type Person } from '../api/people.ts';
import { BulkDialog } from '../components/bulk-dialog.tsx';
import { EraseDialog } from '../components/erase-dialog.tsx';
import { LeaveDialog } from '../components/leave-dialog.tsx';
import { PanelSkeleton } from '../components/panel-skeleton.tsx';
import { PasswordDialog } from '../components/password-dialog.tsx';
import { PersonGroups, PersonGuests } from '../components/person-circle.tsx';
import { PersonDevices } from '../components/person-devices.tsx';
import { PersonEditDialog } from '../components/person-edit-dialog.tsx';
import { PersonContact, PersonFacts } from '../components/person-facts.tsx';
import { PersonRoles } from '../components/person-roles.tsx';
import { PersonSignIn } from '../components/person-sign-in.tsx';
import { PersonState } from '../components/person-state.tsx';
import { SourceNote } from '../components/source-note.tsx';

type Task = 'edit' | 'password' | 'leave' | 'erase' | Exclude<BulkAction, 'leave'> | null;

/** One person: who they are, what they may do, and everything that administration can do for them. */
export function PersonPage() {
  const { t } = useLingui();
  const { login } = useParams({ from: '/signed-in/shell/administration/people/$login' });
  const { data, error, refetch } = useQuery(personQuery(login));
  useDocumentTitle(data?.name ?? t`Person`);
  const missing = error instanceof ApiError && error.status === 404;
  return (
    <div className="page">
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
  const { auditor } = useAccess();
  const isKnown = person.role !== undefined;
  const isGuest = person.kind === 'guest';

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
            {auditor && (
              <Link
                to="/administration/audit"
                search={{ subject: `person:${person.id}`, name }}
                className={buttonClass({ variant: 'quiet' })}
              >
                <ScrollText aria-hidden className="ui-button-icon" />
                <span className="ui-button-text">
                  <Trans>Protokoll</Trans>
                </span>
              </Link>
            )}
            <Button icon={Pencil} onPress={() => setTask('edit')}>
              <Trans>Bearbeiten</Trans>
            </Button>
            <MenuButton label={t`Aktionen für ${name}`} entries={entries}>
              <IconButton icon={Ellipsis} label={t`Aktionen für ${name}`} tooltip={false} />
            </MenuButton>
          </div>
        )}
      </header>
      {person.source && <SourceNote source={person.source} />}
      <div className="person-cards">
        <div className="stack">
          <PersonFacts person={person} />
          {isKnown && <PersonContact person={person} />}
        </div>
        {isKnown && !left && (
          <div className="stack">
            <PersonSignIn person={person} isOwn={own} />
            <PersonDevices person={person} isOwn={own} />
          </div>
        )}
        {isKnown && (
          <div className="stack">
            <PersonRoles person={person} />
            {!left && <PersonGroups person={person} />}
            {!left && !isGuest && <PersonGuests person={person} />}
          </div>
        )}
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
