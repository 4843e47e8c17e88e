import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { BadgeCheck, CalendarClock, Ellipsis, Mail, UserPlus, UserRoundX, Users } from 'lucide-react';
import { useState } from 'react';
import { formatDate } from '../../../i18n/format.ts';
import { DownloadButton } from '../../../session/download-button.tsx';
import { useDebounced } from '../../../shell/use-debounced.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { MenuButton } from '../../../ui/menu.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { Select } from '../../../ui/select.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { useErrorText } from '../../../ui/use-error-text.ts';
import { DataTable } from '../../administration/components/data-table.tsx';
import { Pager } from '../../administration/components/pager.tsx';
import '../../administration/administration.css';
import {
  guestParameters,
  guestRulesQuery,
  guestsQuery,
  useGuestAction,
  type Guest,
  type GuestShow,
} from '../api/guests.ts';
import { ChangeDialog } from '../components/change-dialog.tsx';
import { GuestBulkBar } from '../components/guest-bulk.tsx';
import { guestErrors, guestStates } from '../components/guest-words.ts';
import { InviteDialog } from '../components/invite-dialog.tsx';

const pageSize = 50;

/** One's guests, and, for administrators, all of their organisations. */
export function GuestsPage() {
  const { t } = useLingui();
  const errorText = useErrorText();
  const search = useSearch({ from: '/signed-in/shell/guests' });
  const [text, setText] = useState('');
  const [state, setState] = useState<GuestShow>(search.show ?? 'open');
  const [sponsor, setSponsor] = useState<'me' | 'all'>(search.show === 'orphaned' || search.of ? 'all' : 'me');
  const of = search.of ?? '';
  const [offset, setOffset] = useState(0);
  const q = useDebounced(text.trim(), 200);
  const { data: rules } = useQuery(guestRulesQuery);
  const filter = { q, state, sponsor, of };
  const { data, error, refetch } = useQuery(guestsQuery({ ...filter, offset, limit: pageSize }));
  const [ticked, setTicked] = useState<ReadonlySet<string | number>>(new Set());
  const chosen = data?.items.filter((guest) => ticked.has(keyOf(guest))) ?? [];
  const [inviting, setInviting] = useState(search.invite === true);
  const [changing, setChanging] = useState<Guest | null>(null);
  const [ending, setEnding] = useState<Guest | null>(null);
  const action = useGuestAction();
  const isNarrowed = q !== '' || of !== '' || state !== 'open';

  function act(guest: Guest, what: 'confirm' | 'resend') {
    const done = what === 'confirm' ? t`${guest.name} bleibt Ihr Gast.` : t`Die Einladung ist noch einmal unterwegs.`;
    action.mutate(
      { guest, action: what },
      {
        onSuccess: () => showToast({ title: done }),
        onError: (failure) => showToast({ tone: 'danger', title: errorText(failure, guestErrors).title }),
      },
    );
  }

  function narrow<Value>(set: (value: Value) => void) {
    return (value: Value) => {
      set(value);
      setOffset(0);
      setTicked(new Set());
    };
  }

  return (
    <div className="page stack">
      <PageHeader
        title={t`Gäste`}
        text={t`Menschen von außerhalb, mit denen Sie arbeiten. Sie sehen nur, was Sie ihnen freigeben.`}
        actions={
          <>
            <DownloadButton path="/guests/export" query={guestParameters(filter)}>
              <Trans>Als CSV</Trans>
            </DownloadButton>
            {rules?.mayInvite === true && (
              <Button variant="primary" icon={UserPlus} onPress={() => setInviting(true)}>
                <Trans>Gast einladen</Trans>
              </Button>
            )}
          </>
        }
      />
      <div className="list-bar">
        <SearchField label={t`Gäste suchen`} value={text} onChange={narrow(setText)} />
        <Select<GuestShow>
          label={t`Zeigen`}
          hideLabel
          options={[
            { id: 'open', label: t`Alle laufenden` },
            { id: 'due', label: t`Zu bestätigen` },
            { id: 'ending', label: t`Enden in 30 Tagen` },
            { id: 'invited', label: t`Eingeladen` },
            { id: 'expired', label: t`Einladung abgelaufen` },
            { id: 'active', label: t`Aktiv` },
            { id: 'orphaned', label: t`Ohne Betreuung` },
            { id: 'ended', label: t`Beendet` },
          ]}
          value={state}
          onChange={narrow(setState)}
        />
        {rules?.administers === true && of === '' && (
          <Select<'me' | 'all'>
            label={t`Wessen Gäste`}
            hideLabel
            options={[
              { id: 'me', label: t`Meine Gäste` },
              { id: 'all', label: t`Alle Gäste der Organisation` },
            ]}
            value={sponsor}
            onChange={narrow(setSponsor)}
          />
        )}
      </div>
      {of !== '' && (
        <p className="row muted">
          <Trans>Nur Gäste von {data?.items[0]?.sponsor?.name ?? of}.</Trans>
          <Link to="/guests" search={{}}>
            <Trans>Alle Gäste zeigen</Trans>
          </Link>
        </p>
      )}
      {chosen.length > 0 && <GuestBulkBar guests={chosen} onDone={() => setTicked(new Set())} />}
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      <DataTable
        label={t`Gäste`}
        rows={data?.items}
        keyOf={keyOf}
        ticking={{
          ticked,
          onChange: setTicked,
          nameOf: ({ name }) => name,
          canTick: (guest) => guest.state !== 'ended',
        }}
        emptyIcon={Users}
        emptyTitle={isNarrowed ? t`Niemand gefunden.` : t`Noch keine Gäste.`}
        emptyText={
          isNarrowed
            ? t`Andere Gäste zeigen die Auswahlfelder darüber.`
            : t`Laden Sie jemanden von außerhalb ein: mit Anlass, Enddatum und nur für das, was Sie freigeben.`
        }
        columns={[
          { id: 'name', title: t`Name`, cell: (guest) => <GuestCell guest={guest} /> },
          { id: 'reason', title: t`Anlass`, wideOnly: true, cell: (guest) => guest.reason },
          { id: 'sponsor', title: t`Betreut von`, wideOnly: true, cell: (guest) => guest.sponsor?.name ?? '–' },
          { id: 'state', title: t`Stand`, wideOnly: true, cell: (guest) => <StateCell guest={guest} /> },
          {
            id: 'actions',
            title: t`Aktionen`,
            kind: 'actions',
            cell: (guest) =>
              guest.state !== 'ended' && (
                <MenuButton
                  label={t`Aktionen für ${guest.name}`}
                  entries={[
                    { id: 'confirm', label: t`Bestätigen`, icon: BadgeCheck, onAction: () => act(guest, 'confirm') },
                    { id: 'change', label: t`Ändern`, icon: CalendarClock, onAction: () => setChanging(guest) },
                    {
                      id: 'resend',
                      label: t`Einladung erneut senden`,
                      icon: Mail,
                      isDisabled: guest.state === 'active',
                      onAction: () => act(guest, 'resend'),
                    },
                    {
                      id: 'end',
                      label: guest.state === 'active' ? t`Beenden` : t`Zurückziehen`,
                      icon: UserRoundX,
                      isDangerous: true,
                      separatorBefore: true,
                      onAction: () => setEnding(guest),
                    },
                  ]}
                >
                  <IconButton icon={Ellipsis} label={t`Aktionen für ${guest.name}`} tooltip={false} />
                </MenuButton>
              ),
          },
        ]}
      />
      <Pager
        offset={offset}
        size={pageSize}
        total={data?.total ?? 0}
        onChange={(next) => {
          setOffset(next);
          setTicked(new Set());
        }}
      />
      <InviteDialog isOpen={inviting} onClose={() => setInviting(false)} />
      <ChangeDialog guest={changing} onClose={() => setChanging(null)} />
      <ConfirmDialog
        title={<Trans>Zugang von {ending?.name} beenden?</Trans>}
        confirmLabel={t`Beenden`}
        isDangerous
        errors={guestErrors}
        isOpen={ending !== null}
        onOpenChange={(open) => !open && setEnding(null)}
        onConfirm={async () => {
          if (ending === null) return;
          await action.mutateAsync({ guest: ending, action: 'end' });
          showToast({ title: t`Der Zugang von ${ending.name} ist beendet.` });
        }}
      >
        <Trans>Der Gast ist sofort abgemeldet und sieht nichts mehr. Was er hinterlassen hat, bleibt.</Trans>
      </ConfirmDialog>
    </div>
  );
}

/** Several organisations may have the same guest, and an organisation the same guest again. */
function keyOf({ login, organisation, invitedAt }: Guest): string {
  return `${login} ${organisation.key} ${invitedAt}`;
}

function GuestCell({ guest }: { readonly guest: Guest }) {
  return (
    <div className="cell-main">
      <Avatar name={guest.name} />
      <div>
        <strong>{guest.name}</strong>
        <small>{guest.address}</small>
        <span className="cell-phone">
          <StateCell guest={guest} />
        </span>
      </div>
    </div>
  );
}

function StateCell({ guest }: { readonly guest: Guest }) {
  const { i18n } = useLingui();
  const ends = formatDate(guest.endedAt ?? guest.endsAt);
  return (
    <>
      <span className={guest.state === 'active' ? 'tag tag-action' : 'tag'}>{i18n._(guestStates[guest.state])}</span>{' '}
      <small className="muted">
        {guest.state === 'ended' ? <Trans>seit {ends}</Trans> : <Trans>bis {ends}</Trans>}
        {guest.due && guest.confirmBy !== null && <Trans> · bitte bestätigen</Trans>}
      </small>
    </>
  );
}
