import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import type { NewEvent } from '../api/calendar-types.ts';
import { calendarsQuery } from '../api/calendars.ts';
import type { Field } from '../domain/field-conflicts.ts';
import { fullDay } from '../format.ts';
import { useRecurrenceText } from './use-recurrence-text.ts';

/** What the parts of an event are called, and what stands in them, in words. */
export function useFieldText(): {
  nameOf: (field: Field) => string;
  textOf: (field: Field, event: NewEvent) => string;
} {
  const { t } = useLingui();
  const client = useQueryClient();
  const recurrenceText = useRecurrenceText();

  function nameOf(field: Field): string {
    const names: Record<Field, string> = {
      calendarId: t`Kalender`,
      when: t`Zeit`,
      title: t`Titel`,
      place: t`Ort oder Raum`,
      link: t`Link zur Konferenz`,
      description: t`Beschreibung`,
      categories: t`Kategorien`,
      classification: t`Sichtbarkeit`,
      isFree: t`Frei oder beschäftigt`,
      isTentative: t`Vorbehalt`,
      reminders: t`Erinnerungen`,
      recurrence: t`Wiederholung`,
      attendees: t`Eingeladen`,
      attachments: t`Beigefügt`,
    };
    return names[field];
  }

  function textOf(field: Field, event: NewEvent): string {
    const text = textWithin(field, event);
    return text === '' ? t`nichts` : text;
  }

  function textWithin(field: Field, event: NewEvent): string {
    switch (field) {
      case 'calendarId':
        return client.getQueryData(calendarsQuery.queryKey)?.find(({ id }) => id === event.calendarId)?.name ?? '';
      case 'when': {
        const { allDay, startDate, startTime, endDate, endTime } = event.when;
        const [first, last] = [fullDay(startDate), fullDay(endDate)];
        if (allDay) return startDate === endDate ? t`${first}, ganztägig` : `${first} – ${last}`;
        return startDate === endDate
          ? `${first}, ${startTime}–${endTime}`
          : `${first}, ${startTime} – ${last}, ${endTime}`;
      }
      case 'classification':
        return event.classification === 'public' ? t`Wie der Kalender` : t`Privater Termin`;
      case 'isFree':
        return event.isFree ? t`Frei` : t`Beschäftigt`;
      case 'isTentative':
        return event.isTentative ? t`Unter Vorbehalt` : t`Fest`;
      case 'reminders':
        return event.reminders
          .map((minutes) => t`${plural(minutes, { one: '# Minute vorher', other: '# Minuten vorher' })}`)
          .join(', ');
      case 'recurrence':
        return event.recurrence === null ? t`Einmalig` : recurrenceText(event.recurrence, event.when.startDate);
      case 'attendees':
      case 'attachments':
        return event[field].map(({ name }) => name).join(', ');
      case 'categories':
        return (event.categories ?? []).join(', ');
      default:
        return event[field];
    }
  }

  return { nameOf, textOf };
}
