import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { CalendarClock, CircleCheck, Repeat, UserRound, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { bookingRequestsQuery, useDecideBooking, type BookingRequest } from '../api/rooms.ts';
import { calendarErrors } from '../components/calendar-words.ts';
import { ownZone, wallOf } from '../domain/zones.ts';
import { fullDay, spanText } from '../format.ts';
import '../rooms.css';

/** Bookings of rooms and things that one has to agree to. */
export function BookingsPage() {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(bookingRequestsQuery);
  const [declining, setDeclining] = useState<BookingRequest | null>(null);
  return (
    <div className="page">
      <PageHeader
        title={t`Buchungen zu entscheiden`}
        text={
          <Trans>Bis zum Beginn ist die Zeit vorgemerkt. Wer dann keine Zustimmung hat, bekommt eine Absage.</Trans>
        }
      />
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data?.length === 0 && (
        <EmptyState icon={CircleCheck} title={t`Nichts wartet auf Sie.`}>
          <Trans>Hier steht, was andere in Ihren Räumen buchen möchten.</Trans>
        </EmptyState>
      )}
      {data !== undefined && data.length > 0 && (
        <ul className="booking-requests" aria-label={t`Buchungen zu entscheiden`}>
          {data.map((request) => (
            <RequestCard key={request.id} request={request} onDecline={() => setDeclining(request)} />
          ))}
        </ul>
      )}
      {declining !== null && <DeclineDialog request={declining} onClose={() => setDeclining(null)} />}
    </div>
  );
}

interface RequestCardProps {
  readonly request: BookingRequest;
  readonly onDecline: () => void;
}

function RequestCard({ request, onDecline }: RequestCardProps) {
  const { t } = useLingui();
  const decide = useDecideBooking();
  const { id, room, title, organizer, attendees, dates, lastAt } = request;
  const last = fullDay(wallOf(lastAt, ownZone()).date);
  return (
    <li className="card booking-request">
      <div className="booking-request-text">
        <h2>{room.name}</h2>
        <p className="booking-request-what">{title ?? t`Privater Termin`}</p>
        <ul className="booking-request-facts">
          <li>
            <CalendarClock aria-hidden />
            {spanText(request.startsAt, request.endsAt)}
          </li>
          {dates > 1 && (
            <li>
              <Repeat aria-hidden />
              <Trans>
                {dates} Termine bis {last}
              </Trans>
            </li>
          )}
          <li>
            <UserRound aria-hidden />
            {organizer}
          </li>
          <li>
            <UsersRound aria-hidden />
            <Plural value={attendees} one="# Person" other="# Personen" />
          </li>
        </ul>
      </div>
      {decide.error !== null && <ErrorBanner error={decide.error} own={calendarErrors} />}
      <div className="row">
        <Button
          variant="primary"
          aria-label={t`${room.name} für ${organizer} zustimmen`}
          isPending={decide.isPending}
          onPress={() =>
            void decide
              .mutateAsync({ id, answer: 'approved' })
              .then(() => showToast({ title: t`${organizer} hat ${room.name}.` }))
              .catch(() => undefined)
          }
        >
          <Trans>Zustimmen</Trans>
        </Button>
        <Button
          aria-label={t`${room.name} für ${organizer} ablehnen`}
          isDisabled={decide.isPending}
          onPress={onDecline}
        >
          <Trans>Ablehnen …</Trans>
        </Button>
      </div>
    </li>
  );
}

function DeclineDialog({ request, onClose }: { readonly request: BookingRequest; readonly onClose: () => void }) {
  const { t } = useLingui();
  const decide = useDecideBooking();
  const [reason, setReason] = useState('');
  const { id, room, organizer } = request;
  return (
    <Dialog
      title={t`Buchung ablehnen`}
      size="small"
      isOpen
      isBusy={decide.isPending}
      onOpenChange={onClose}
      footer={
        <>
          <Button variant="quiet" isDisabled={decide.isPending} onPress={onClose}>
            <Trans>Abbrechen</Trans>
          </Button>
          <Button
            variant="danger"
            isPending={decide.isPending}
            onPress={() =>
              void decide
                .mutateAsync({ id, answer: 'declined', reason: reason.trim() })
                .then(onClose)
                .catch(() => undefined)
            }
          >
            <Trans>Ablehnen</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans>
          {organizer} bekommt {room.name} nicht und erfährt den Grund.
        </Trans>
      </p>
      <TextField multiline autoFocus label={t`Grund`} value={reason} onChange={setReason} maxLength={500} />
      {decide.error !== null && <ErrorBanner error={decide.error} own={calendarErrors} />}
    </Dialog>
  );
}
