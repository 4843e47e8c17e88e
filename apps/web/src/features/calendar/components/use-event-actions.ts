import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { showUndo } from '../../files/commands/undo.ts';
import type { EventAnswer, EventChange, NewEvent, Scope, Written } from '../api/calendar-types.ts';
import { useAnswer, useChangeEvent, useMakeEvent, useRemoveEvent, useUndoChange } from '../api/events.ts';
import type { Entry, Span } from '../domain/entry.ts';
import { clockOf } from '../domain/plain-date.ts';
import { ownZone } from '../domain/zones.ts';
import { useReport } from './use-report.ts';

/** What waits for the answer which of a series is meant. */
export interface ScopeQuestion {
  readonly isRemoval: boolean;
  readonly hasPeople: boolean;
  readonly run: (scope: Scope) => void;
}

/** A span as the server takes it. */
export const whenOf = (span: Span, zone: string): NonNullable<EventChange['when']> => ({
  allDay: span.allDay,
  startDate: span.startDate,
  startTime: span.allDay ? null : clockOf(span.startMinutes),
  endDate: span.endDate,
  endTime: span.allDay ? null : clockOf(span.endMinutes),
  zone: span.allDay ? null : zone,
});

/** Everything that changes events, each with a way back. */
export function useEventActions() {
  const { t } = useLingui();
  const report = useReport();
  const make = useMakeEvent();
  const change = useChangeEvent();
  const remove = useRemoveEvent();
  const answering = useAnswer();
  const undo = useUndoChange();
  const [question, setQuestion] = useState<ScopeQuestion | null>(null);

  const offer = (title: string) => (written: Written) => {
    const { undo: id } = written;
    if (id !== null) showUndo(title, t`Rückgängig`, () => undo.mutate(id, report));
  };

  const asked = (
    { isSeries, hasPeople, mayEdit }: Pick<Entry, 'isSeries' | 'hasPeople' | 'mayEdit'>,
    isRemoval: boolean,
    run: (scope: Scope) => void,
  ) => {
    // Who was invited and goes tells the organiser alone.
    if (isSeries) setQuestion({ isRemoval, hasPeople: hasPeople && mayEdit, run });
    else run('all');
  };

  return {
    question,
    closeQuestion: () => setQuestion(null),
    /** The dialog stays with the error; resolves when it is done. */
    create: async (event: NewEvent) => {
      const written = await make.mutateAsync(event);
      offer(t`Termin angelegt`)(written);
      return written;
    },
    move: (entry: Entry, span: Span) =>
      asked(entry, false, (scope) =>
        change.mutate(
          {
            id: entry.eventId,
            recurrenceId: entry.recurrenceId,
            scope,
            etag: null,
            change: { when: whenOf(span, ownZone()) },
          },
          { ...report, onSuccess: offer(t`Termin verschoben`) },
        ),
      ),
    remove: (entry: Pick<Entry, 'eventId' | 'recurrenceId' | 'isSeries' | 'hasPeople' | 'mayEdit'>) => {
      asked(entry, true, (scope) =>
        remove.mutate(
          { id: entry.eventId, recurrenceId: entry.recurrenceId, scope, etag: null },
          {
            ...report,
            onSuccess: offer(t`Termin gelöscht`),
          },
        ),
      );
    },
    answer: (entry: Pick<Entry, 'eventId' | 'recurrenceId'>, answer: EventAnswer) =>
      answering.mutate(
        { id: entry.eventId, recurrenceId: entry.recurrenceId, answer },
        { ...report, onSuccess: offer(t`Antwort gesendet`) },
      ),
  };
}

export type EventActions = ReturnType<typeof useEventActions>;
