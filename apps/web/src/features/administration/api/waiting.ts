import { useQueries, useQuery } from '@tanstack/react-query';
import { useAccess } from '../../../session/me.ts';
import { bookingRequestsQuery } from '../../calendar/api/rooms.ts';
import { guestsQuery, type GuestShow } from '../../guests/api/guests.ts';
import { sourcesQuery } from '../../sources/api/sources.ts';
import { mailQuery } from './mail.ts';

/** What somebody has to decide or to look at; nothing of it goes on by itself. */
export interface Waiting {
  readonly dueGuests: number;
  readonly orphanedGuests: number;
  readonly stoppedSources: readonly { readonly id: number; readonly name: string }[];
  readonly failedMails: number;
  /** Of rooms that one looks after. */
  readonly bookings: number;
}

const rarely = { staleTime: 60_000 };

function countGuests(state: GuestShow, sponsor: 'me' | 'all') {
  return guestsQuery({ q: '', state, sponsor, of: '', offset: 0, limit: 1 });
}

/** Undefined until everything is known that concerns this person. */
export function useWaiting(): Waiting | undefined {
  const { administers, isPlatform, mayHaveGuests } = useAccess();
  const [due, orphaned] = useQueries({
    queries: [
      { ...countGuests('due', 'me'), ...rarely, enabled: mayHaveGuests },
      { ...countGuests('orphaned', 'all'), ...rarely, enabled: administers },
    ],
  });
  const sources = useQuery({ ...sourcesQuery, ...rarely, enabled: administers });
  const mails = useQuery({
    ...mailQuery({ q: '', state: 'failed', offset: 0, limit: 1 }),
    ...rarely,
    enabled: isPlatform,
  });
  const bookings = useQuery(bookingRequestsQuery);
  const isMissing = [
    mayHaveGuests && due.isPending,
    administers && orphaned.isPending,
    administers && sources.isPending,
    isPlatform && mails.isPending,
    bookings.isPending,
  ].some(Boolean);
  if (isMissing) return undefined;
  const stopped = sources.data?.filter(({ lastRun }) => lastRun?.state === 'braked' || lastRun?.state === 'failed');
  return {
    dueGuests: due.data?.total ?? 0,
    orphanedGuests: orphaned.data?.total ?? 0,
    stoppedSources: stopped?.map(({ id, name }) => ({ id, name })) ?? [],
    failedMails: mails.data?.total ?? 0,
    bookings: bookings.data?.length ?? 0,
  };
}
