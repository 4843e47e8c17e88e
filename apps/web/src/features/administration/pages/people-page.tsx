import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Ban, Eye, FolderInput, LogOut, RotateCcw, UserPlus, Users } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { DownloadButton } from '../../../session/download-button.tsx';
import { formatDate, formatNumber } from '../../../i18n/format.ts';
import { usePerson } from '../../../session/session.ts';
import { useDebounced } from '../../../shell/use-debounced.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { PointMenu, type MenuEntry } from '../../../ui/menu.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import type { Column } from '../../files/grid/column.ts';
import { FileGrid } from '../../files/grid/file-grid.tsx';
import type { EntryParts } from '../../files/grid/grid-row.tsx';
import { useGridState } from '../../files/grid/use-grid-state.ts';
import type { BulkAction, Person } from '../api/people.ts';
import { peopleParameters, usePeopleEntries, type PeopleSort, type PeopleView } from '../api/use-people-entries.ts';
import { AccessNote } from '../components/access-note.tsx';
import { BulkBar } from '../components/bulk-bar.tsx';
import { BulkDialog } from '../components/bulk-dialog.tsx';
import { HeldRoles } from '../components/held-roles.tsx';
import { PeopleFilters } from '../components/people-filters.tsx';
import { PersonDialog } from '../components/person-dialog.tsx';
import { PersonState } from '../components/person-state.tsx';
import { useDefaultOrganisation } from '../components/use-default-organisation.ts';
import type { PeopleSearch } from '../people-search.ts';
import { StartPasswordDialog, type StartPassword } from '../components/start-password-dialog.tsx';

interface Task {
  readonly action: BulkAction;
  readonly people: readonly Person[];
}

/** Everybody of the part that one administers. */
export function PeoplePage() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const own = usePerson();
  const defaultOrganisation = useDefaultOrganisation();
  const search: PeopleSearch = useSearch({ from: '/signed-in/shell/administration/people' });
  const [text, setText] = useState(search.q ?? '');
  const q = useDebounced(text.trim(), 50);
  const [sorting, setSorting] = useState<{ key: PeopleSort; descending: boolean }>({ key: 'name', descending: false });
  const view: PeopleView = {
    q,
    organisation: search.organisation ?? '',
    role: search.role ?? '',
    state: search.state ?? 'all',
    kind: '',
    sort: sorting.key,
    descending: sorting.descending,
  };
  const source = usePeopleEntries(view);
  const identity = JSON.stringify(view);
  const control = useGridState(source, identity);
  const scroller = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<{ at: { x: number; y: number }; person: Person } | null>(null);
  const [task, setTask] = useState<Task | null>(null);
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<StartPassword | null>(null);

  useEffect(() => {
    if ((search.q ?? '') === q) return;
    void navigate({
      to: '/administration/people',
      search: ({ q: _old, ...rest }: PeopleSearch) => (q === '' ? rest : { ...rest, q }),
      replace: true,
    });
  }, [q, search.q, navigate]);

  function narrow(change: Partial<PeopleView>) {
    const next = { organisation: view.organisation, role: view.role, state: view.state, ...change };
    void navigate({
      to: '/administration/people',
      search: {
        ...(q === '' ? {} : { q }),
        ...(next.organisation === '' ? {} : { organisation: next.organisation }),
        ...(next.role === '' ? {} : { role: next.role }),
        ...(next.state === 'all' ? {} : { state: next.state }),
      },
      replace: true,
    });
  }

  const open = (person: Person) =>
    void navigate({ to: '/administration/people/$login', params: { login: person.login } });
  const chosen = () => [...control.selection.ids].flatMap((id) => source.at(source.indexOf(id)) ?? []);

  const parts = useMemo<EntryParts<Person>>(
    () => ({
      icon: (person) => <Avatar name={person.name} />,
      name: (person) => (
        <Link
          to="/administration/people/$login"
          params={{ login: person.login }}
          data-part="open"
          tabIndex={-1}
          className="truncate"
        >
          {person.name}
        </Link>
      ),
      subline: (person) => (
        <>
          <PersonState person={person} /> {person.organisation.name}
        </>
      ),
    }),
    [],
  );
  const columns = useMemo<Column<Person, PeopleSort>[]>(
    () => [
      { id: 'name', label: t`Name`, width: 'minmax(0, 2.2fr)', sortKey: 'name', render: ({ name }) => name },
      {
        id: 'organisation',
        label: t`Organisation`,
        width: 'minmax(0, 2fr)',
        sortKey: 'organisation',
        render: ({ organisation }) => <span className="truncate">{organisation.name}</span>,
      },
      {
        id: 'job',
        label: t`Aufgabe`,
        width: 'minmax(0, 1.4fr)',
        from: 900,
        render: ({ jobTitle }) => <span className="truncate">{jobTitle ?? ''}</span>,
      },
      {
        id: 'roles',
        label: t`Rollen und Zustand`,
        width: 'minmax(0, 1.6fr)',
        render: (person) => (
          <span className="row held-roles">
            <PersonState person={person} />
            <HeldRoles person={person} />
          </span>
        ),
      },
      {
        id: 'created',
        label: t`Seit`,
        width: '150px',
        from: 1000,
        sortKey: 'created',
        render: ({ createdAt }) => (createdAt === undefined ? '' : formatDate(createdAt)),
      },
    ],
    [t],
  );

  function entriesOf(person: Person): MenuEntry[] {
    const run = (action: BulkAction) => () => setTask({ action, people: [person] });
    const isOwn = person.login === own.login;
    return [
      { id: 'open', label: t`Öffnen`, icon: Eye, onAction: () => open(person) },
      { id: 'move', label: t`Versetzen`, icon: FolderInput, onAction: run('move') },
      person.disabled === true
        ? { id: 'enable', label: t`Entsperren`, icon: RotateCcw, onAction: run('enable') }
        : { id: 'disable', label: t`Sperren`, icon: Ban, isDisabled: isOwn, onAction: run('disable') },
      {
        id: 'leave',
        label: t`Ausscheiden`,
        icon: LogOut,
        isDangerous: true,
        separatorBefore: true,
        isDisabled: isOwn || typeof person.leftAt === 'number',
        onAction: run('leave'),
      },
    ];
  }

  const { total } = source;
  return (
    <div ref={scroller} className="people-scroll">
      <div className="people-top">
        <PageHeader
          title={t`Personen`}
          actions={
            <>
              <DownloadButton path="/people/export" query={peopleParameters(view)}>
                <Trans>Als CSV</Trans>
              </DownloadButton>
              <Button variant="primary" icon={UserPlus} onPress={() => setAdding(true)}>
                <Trans>Person anlegen</Trans>
              </Button>
            </>
          }
        />
        <AccessNote />
        <PeopleFilters view={view} text={text} onText={setText} onChange={narrow} />
      </div>
      <div className="people-bar" data-sticky>
        {control.selection.ids.size > 0 ? (
          <BulkBar
            count={control.selection.ids.size}
            onAction={(action) => setTask({ action, people: chosen() })}
            onClear={control.clear}
          />
        ) : (
          <p className="muted people-count" aria-live="polite">
            {total !== null && <Plural value={total} one="1 Person" other={`${formatNumber(total)} Personen`} />}
          </p>
        )}
      </div>
      {source.error !== null && source.error !== undefined ? (
        <ErrorBanner error={source.error} onRetry={source.retry} />
      ) : total === 0 ? (
        <EmptyState icon={Users} title={t`Niemand gefunden.`}>
          <Trans>Gesucht wird in Namen, Anmeldenamen und Adressen; kleine Tippfehler schaden nicht.</Trans>
        </EmptyState>
      ) : (
        <FileGrid<Person, PeopleSort>
          label={t`Personen`}
          identity={identity}
          source={source}
          control={control}
          columns={columns}
          layout="list"
          sorting={sorting}
          onSort={(key) => setSorting({ key, descending: sorting.key === key && !sorting.descending })}
          parts={parts}
          scroller={scroller}
          onCommand={(command, person) => command === 'open' && person !== undefined && open(person)}
          onMenu={(person, at) => setMenu({ at, person })}
        />
      )}
      <PointMenu
        at={menu?.at ?? null}
        onClose={() => setMenu(null)}
        label={menu === null ? '' : t`Aktionen für ${menu.person.name}`}
        entries={menu === null ? [] : entriesOf(menu.person)}
      />
      <PersonDialog
        isOpen={adding}
        defaultOrganisation={defaultOrganisation(search.organisation ?? own.organisation.key)}
        onClose={() => setAdding(false)}
        onAdded={(added) => {
          setAdding(false);
          setMade(added);
        }}
      />
      <StartPasswordDialog made={made} onClose={() => setMade(null)} />
      <BulkDialog
        action={task?.action ?? null}
        people={task?.people ?? []}
        onClose={() => {
          setTask(null);
          control.clear();
        }}
      />
    </div>
  );
}
