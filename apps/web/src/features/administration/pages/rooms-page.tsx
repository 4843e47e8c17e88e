import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { DoorClosed, DoorOpen, Ellipsis, Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import { useDebounced } from '../../../shell/use-debounced.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { MenuButton } from '../../../ui/menu.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { keptRoomsQuery, useChangeRoom, type KeptRoom } from '../api/rooms.ts';
import { CloseRoomDialog } from '../components/close-room-dialog.tsx';
import { DataTable } from '../components/data-table.tsx';
import { OrganisationField } from '../components/organisation-field.tsx';
import { RoomDialog } from '../components/room-dialog.tsx';
import { SectionPage } from '../components/section-page.tsx';

/** Meeting rooms and things: what there is, who books it and who decides. */
export function RoomsPage() {
  const { t } = useLingui();
  const [text, setText] = useState('');
  const [organisation, setOrganisation] = useState('');
  const q = useDebounced(text.trim(), 120);
  const { data, error, refetch } = useQuery(keptRoomsQuery(q, organisation));
  const [subject, setSubject] = useState<KeptRoom | 'new' | null>(null);
  const [closing, setClosing] = useState<KeptRoom | null>(null);
  const change = useChangeRoom();
  const books = {
    everyone: t`Alle im Land`,
    organisation: t`Eigene Organisation`,
    listed: t`Genannte Organisationen`,
  };
  const open = (room: KeptRoom) =>
    void change
      .mutateAsync({ key: room.key, change: { closed: false } })
      .then(() => showToast({ title: t`${room.name} nimmt wieder Buchungen an.` }))
      .catch(() => showToast({ tone: 'danger', title: t`${room.name} ließ sich nicht öffnen.` }));
  return (
    <SectionPage
      title={t`Besprechungsräume`}
      text={
        <Trans>Räume, Geräte und Fahrzeuge antworten selbst auf Einladungen, nach den Regeln, die hier stehen.</Trans>
      }
      actions={
        <Button variant="primary" icon={Plus} onPress={() => setSubject('new')}>
          <Trans>Raum oder Gerät anlegen</Trans>
        </Button>
      }
    >
      <div className="list-bar">
        <SearchField label={t`Name, Ort oder Gebäude`} value={text} onChange={setText} />
        <OrganisationField
          label={t`Organisation`}
          hideLabel
          administeredOnly
          none={t`Alle Organisationen`}
          value={organisation}
          onChange={setOrganisation}
        />
      </div>
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      <DataTable
        label={t`Besprechungsräume`}
        rows={data}
        keyOf={(room) => room.key}
        emptyIcon={DoorOpen}
        emptyTitle={q === '' && organisation === '' ? t`Noch gibt es keinen Raum.` : t`Kein Raum gefunden.`}
        columns={[
          {
            id: 'name',
            title: t`Name`,
            cell: (room) => (
              <div className="cell-main">
                <div>
                  <strong>{room.name}</strong>
                  {room.closed && <span className="tag">{t`geschlossen`}</span>}
                  <small>{[room.place, room.building, room.floor].filter((part) => part !== '').join(' · ')}</small>
                </div>
              </div>
            ),
          },
          { id: 'organisation', title: t`Organisation`, wideOnly: true, cell: (room) => room.organisation.name },
          { id: 'capacity', title: t`Plätze`, kind: 'number', cell: (room) => room.capacity ?? '–' },
          {
            id: 'books',
            title: t`Wer bucht`,
            wideOnly: true,
            cell: (room) => (
              <>
                {books[room.books]}
                {room.approval && (
                  <small className="room-decides">
                    {room.managers.length === 0
                      ? t`Die Verwaltung stimmt zu`
                      : t`${room.managers.map(({ name }) => name).join(', ')} stimmt zu`}
                  </small>
                )}
              </>
            ),
          },
          {
            id: 'upcoming',
            title: t`Künftige Buchungen`,
            kind: 'number',
            wideOnly: true,
            cell: (room) => room.upcoming,
          },
          {
            id: 'actions',
            title: t`Aktionen`,
            kind: 'actions',
            cell: (room) => (
              <MenuButton
                label={t`Aktionen für ${room.name}`}
                entries={[
                  { id: 'edit', label: t`Bearbeiten`, icon: Pencil, onAction: () => setSubject(room) },
                  room.closed
                    ? { id: 'open', label: t`Wieder öffnen`, icon: DoorOpen, onAction: () => open(room) }
                    : {
                        id: 'close',
                        label: t`Für Buchungen schließen`,
                        icon: DoorClosed,
                        isDangerous: true,
                        separatorBefore: true,
                        onAction: () => setClosing(room),
                      },
                ]}
              >
                <IconButton icon={Ellipsis} label={t`Aktionen für ${room.name}`} tooltip={false} />
              </MenuButton>
            ),
          },
        ]}
      />
      <p className="visually-hidden" aria-live="polite">
        {data !== undefined && <Plural value={data.length} one="# Raum" other="# Räume" />}
      </p>
      <RoomDialog subject={subject} onClose={() => setSubject(null)} />
      {closing !== null && <CloseRoomDialog room={closing} onClose={() => setClosing(null)} />}
    </SectionPage>
  );
}
