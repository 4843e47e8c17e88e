import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { CalendarRole } from '../api/calendar-types.ts';
import type { OwnAnswer } from '../domain/entry.ts';

export const calendarErrors: Record<string, MessageDescriptor> = {
  'calendar.event_changed': msg`Der Termin wurde inzwischen geändert. Sie sehen jetzt den neuen Stand; Ihre Änderung wurde nicht gespeichert.`,
  'calendar.object_not_found': msg`Diesen Termin gibt es nicht mehr.`,
  'calendar.occurrence_not_found': msg`Diesen Termin gibt es nicht mehr.`,
  'calendar.not_found': msg`Diesen Kalender gibt es nicht mehr.`,
  'calendar.booking_decided': msg`Das hat schon jemand entschieden, oder die Buchung wurde zurückgenommen.`,
  'calendar.booking_over': msg`Der Termin hat begonnen: Dafür ist es zu spät.`,
};

/** What others may do in a calendar, from little to much. */
export const roleWords: Record<
  Exclude<CalendarRole, 'owner'>,
  { label: MessageDescriptor; text: MessageDescriptor }
> = {
  'free-busy': { label: msg`Nur Zeiten`, text: msg`Sieht, wann etwas ist, nicht was` },
  viewer: { label: msg`Ansehen`, text: msg`Sieht Termine; private nur als beschäftigt` },
  editor: { label: msg`Bearbeiten`, text: msg`Legt Termine an und ändert sie` },
  manager: { label: msg`Vertreten`, text: msg`Bearbeitet, lädt im Namen ein und gibt frei` },
};

export const answerWords: Record<OwnAnswer, MessageDescriptor> = {
  accepted: msg`Zugesagt`,
  tentative: msg`Unter Vorbehalt`,
  declined: msg`Abgesagt`,
  'needs-action': msg`Noch keine Antwort`,
};
