import { Trans, useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { errorCode } from '../../../api/api-error.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { showUndo } from '../../files/commands/undo.ts';
import type { CalendarEvent, EventChange, NewEvent, Scope, Written } from '../api/calendar-types.ts';
import { eventQuery, useChangeEvent, useUndoChange } from '../api/events.ts';
import type { Draft } from '../domain/draft.ts';
import { fieldConflicts, type Field, type FieldConflicts } from '../domain/field-conflicts.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import { EventForm } from './event-form.tsx';
import { ScopeDialog } from './scope-dialog.tsx';
import { changeOf, changesRule, draftOfEvent, newEventOf } from './to-draft.ts';
import { useFieldText } from './use-field-text.ts';
import { useReport } from './use-report.ts';

interface EventWritingProps {
  readonly draft: Draft;
  /** Null: it is new. */
  readonly event: CalendarEvent | null;
  readonly onCreate: (event: NewEvent) => Promise<unknown>;
  readonly onClose: () => void;
}

/** What has to be asked before it is saved; the form waits behind it with all that was typed. */
type Question =
  | { readonly what: 'scope'; readonly change: EventChange; readonly answer: (scope: Scope | null) => void }
  | {
      readonly what: 'conflict';
      readonly mine: NewEvent;
      readonly now: NewEvent;
      readonly conflicts: FieldConflicts;
      readonly answer: (theirs: ReadonlySet<Field> | null) => void;
    }
  | { readonly what: 'gone'; readonly answer: (again: boolean) => void };

const goneCodes: readonly string[] = ['calendar.object_not_found', 'calendar.occurrence_not_found'];

/** The form of an event, and everything that may come up while it is saved. */
export function EventWriting({ draft, event, onCreate, onClose }: EventWritingProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const { nameOf } = useFieldText();
  const change = useChangeEvent();
  const undo = useUndoChange();
  const report = useReport();
  const [question, setQuestion] = useState<Question | null>(null);

  function asked<T>(make: (answer: (given: T) => void) => Question): Promise<T> {
    return new Promise((resolve) => {
      setQuestion(
        make((given) => {
          setQuestion(null);
          resolve(given);
        }),
      );
    });
  }

  async function save(after: Draft): Promise<void> {
    if (event === null) {
      await onCreate(newEventOf(after));
      onClose();
      return;
    }
    const wanted = changeOf(draftOfEvent(event), after);
    if (Object.keys(wanted).length === 0) return onClose();
    const scope = event.isSeries
      ? await asked<Scope | null>((answer) => ({ what: 'scope', change: wanted, answer }))
      : 'all';
    if (scope === null) return;
    await write(event, { after, wanted, scope });
  }

  interface Wanted {
    readonly after: Draft;
    readonly wanted: EventChange;
    readonly scope: Scope;
    /** Others changed this meanwhile, and it stays. */
    readonly beside?: readonly Field[];
  }

  async function write(seen: CalendarEvent, { after, wanted, scope, beside = [] }: Wanted): Promise<void> {
    const { id, recurrenceId, etag } = seen;
    try {
      const written = await change.mutateAsync({ id, recurrenceId, scope, etag, change: wanted });
      told(written, beside);
      onClose();
    } catch (failure) {
      if (goneCodes.includes(errorCode(failure))) return gone(after, failure);
      if (errorCode(failure) !== 'calendar.event_changed') throw failure;
      await resolve(seen, { after, wanted, scope });
    }
  }

  async function resolve(seen: CalendarEvent, { after, wanted, scope }: Wanted): Promise<void> {
    let fresh: CalendarEvent;
    try {
      fresh = await client.fetchQuery({ ...eventQuery(seen.id, seen.recurrenceId), staleTime: 0 });
    } catch (failure) {
      if (goneCodes.includes(errorCode(failure))) return gone(after, failure);
      throw failure;
    }
    const [before, now] = [newEventOf(draftOfEvent(seen)), newEventOf(draftOfEvent(fresh))];
    const conflicts = fieldConflicts(wanted, before, now);
    let left = wanted;
    if (conflicts.both.length > 0) {
      const mine = newEventOf(after);
      const theirs = await asked<ReadonlySet<Field> | null>((answer) => ({
        what: 'conflict',
        mine,
        now,
        conflicts,
        answer,
      }));
      if (theirs === null) return;
      left = Object.fromEntries(Object.entries(wanted).filter(([field]) => !theirs.has(field as Field)));
    }
    if (Object.keys(left).length === 0) return onClose();
    await write(fresh, { after, wanted: left, scope, beside: conflicts.theirs });
  }

  async function gone(after: Draft, failure: unknown): Promise<void> {
    const again = await asked<boolean>((answer) => ({ what: 'gone', answer }));
    if (!again) throw failure;
    await onCreate(newEventOf(after));
    onClose();
  }

  function told({ undo: back }: Written, beside: readonly Field[]) {
    if (back === null) return;
    const fields = beside.map(nameOf).join(', ');
    showUndo(
      beside.length === 0 ? t`Termin geändert` : t`Termin geändert; inzwischen auch von anderen: ${fields}`,
      t`Rückgängig`,
      () => undo.mutate(back, report),
    );
  }

  return (
    <>
      <EventForm
        title={event === null ? t`Neuer Termin` : t`Termin bearbeiten`}
        saveLabel={t`Speichern`}
        draft={draft}
        event={event}
        onSave={save}
        onClose={onClose}
      />
      {question?.what === 'scope' && (
        <ScopeDialog
          isRemoval={false}
          withoutThis={changesRule(question.change)}
          hasPeople={event !== null && event.attendees.length > 0}
          onClose={() => question.answer(null)}
          onChoose={question.answer}
        />
      )}
      {question?.what === 'conflict' && (
        <ConflictDialog
          mine={question.mine}
          now={question.now}
          conflicts={question.conflicts}
          onBack={() => question.answer(null)}
          onSave={question.answer}
        />
      )}
      {question?.what === 'gone' && (
        <ConfirmDialog
          title={t`Termin inzwischen gelöscht`}
          confirmLabel={t`Als neuen Termin anlegen`}
          isOpen
          onConfirm={() => question.answer(true)}
          onOpenChange={() => question.answer(false)}
        >
          <Trans>Jemand anderes hat diesen Termin gelöscht. Was Sie geschrieben haben, ist noch da.</Trans>
        </ConfirmDialog>
      )}
    </>
  );
}
