import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { CalendarDays, CircleUserRound, UsersRound } from 'lucide-react';
import { searchQuery } from '../features/calendar/api/events.ts';
import { spanIn } from '../features/calendar/domain/to-entry.ts';
import { ownZone } from '../features/calendar/domain/zones.ts';
import { clock, dayOfYear } from '../features/calendar/format.ts';
import { findContactsQuery } from '../features/contacts/api/contacts.ts';
import type { ContactLine } from '../features/contacts/api/contact-types.ts';
import { spokenName } from '../features/contacts/domain/spoken-name.ts';
import type { PaletteEntry } from './palette-section.tsx';

/** Events and people whose name fits, beside files. */
export function useFoundThings(term: string, most: number): { events: PaletteEntry[]; contacts: PaletteEntry[] } {
  const navigate = useNavigate();
  const zone = ownZone();
  const { data: events = [] } = useQuery(searchQuery(term));
  const { data: own = [] } = useQuery(findContactsQuery({ q: term }));
  // Guests have no directory.
  const { data: colleagues = [] } = useQuery({ ...findContactsQuery({ q: term, book: 'directory' }), retry: false });

  function ofContact(contact: ContactLine): PaletteEntry {
    const { book, id, kind, name, organisation, mail } = contact;
    const Picture = kind === 'person' ? CircleUserRound : UsersRound;
    return {
      id: `contact-${book}-${id}`,
      label: spokenName(name),
      picture: <Picture aria-hidden />,
      end: organisation || (mail ?? ''),
      onAction: () => void navigate({ to: '/contacts', search: { book, of: book, id } }),
    };
  }

  if (term === '') return { events: [], contacts: [] };
  return {
    events: events.slice(0, most).map((event) => {
      const { startDate: date, startMinutes, allDay } = spanIn(zone, event);
      const { eventId, recurrenceId, start, title, place } = event;
      const day = dayOfYear(date);
      const when = allDay ? day : `${day}, ${clock(startMinutes)}`;
      const at = recurrenceId === null ? {} : { at: recurrenceId };
      return {
        id: `event-${eventId}-${recurrenceId ?? start}`,
        label: title === '' ? place : title,
        picture: <CalendarDays aria-hidden />,
        end: when,
        onAction: () => void navigate({ to: '/calendar', search: { date, event: eventId, ...at } }),
      };
    }),
    contacts: [...own, ...colleagues].slice(0, most).map(ofContact),
  };
}
