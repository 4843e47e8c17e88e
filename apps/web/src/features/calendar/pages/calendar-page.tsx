import { useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { useDocumentTitle } from '../../../ui/page-header.tsx';
import { recipientsQuery } from '../../sharing/api/shares.ts';
import { calendarsQuery } from '../api/calendars.ts';
import type { CalendarEvent } from '../api/calendar-types.ts';
import { useChangeEvent, useUndoChange } from '../api/events.ts';
import type { Draft, DraftAttendee } from '../domain/draft.ts';
import type { Entry, Span } from '../domain/entry.ts';
import { addDays, type PlainDate } from '../domain/plain-date.ts';
import type { QuickEntry } from '../domain/quick/quick-entry.ts';
import { daysFrom, daysOf, stepped, type ViewName } from '../domain/views.ts';
import { ownZone } from '../domain/zones.ts';
import { titleOf } from '../format.ts';
import { MonthGrid } from '../grid/month-grid.tsx';
import { TimeGrid } from '../grid/time-grid.tsx';
import type { GridProps } from '../grid/grid-props.ts';
import { keepView, keptView, useSecondZone, workEnd, workStart } from '../components/calendar-settings.ts';
import { BookingRequestsNote } from '../components/booking-requests-note.tsx';
import { CalendarList } from '../components/calendar-list.tsx';
import { CalendarToolbar } from '../components/calendar-toolbar.tsx';
import { EventForm } from '../components/event-form.tsx';
import { EventPopover } from '../components/event-popover.tsx';
import { MiniMonth } from '../components/mini-month.tsx';
import { PresenceToday } from '../components/presence-today.tsx';
import { Questions } from '../components/questions.tsx';
import { QuickAdd } from '../components/quick-add.tsx';
import { withRoom } from '../components/rooms-field.tsx';
import { ScopeDialog } from '../components/scope-dialog.tsx';
import { changeOf, changesRule, draftOfEvent, draftOfQuick, emptyDraft, newEventOf } from '../components/to-draft.ts';
import { useCalendarKeys } from '../components/use-calendar-keys.ts';
import { useEntries } from '../components/use-entries.ts';
import { useEventActions } from '../components/use-event-actions.ts';
import { useIsPhone } from '../components/use-is-phone.ts';
import { useNow } from '../components/use-now.ts';
import { useReport } from '../components/use-report.ts';
import { ListView } from '../views/list-view.tsx';
import { RoomView } from '../views/room-view.tsx';
import { TeamView } from '../views/team-view.tsx';
import { YearView } from '../views/year-view.tsx';
import { showUndo } from '../../files/commands/undo.ts';
import '../calendar.css';

const route = getRouteApi('/signed-in/shell/calendar');

interface Writing {
  readonly draft: Draft;
  /** Null: it is new. */
  readonly event: CalendarEvent | null;
}

/** The calendar: everything that is when, in eight views. */
export function CalendarPage() {
  const { t } = useLingui();
  const client = useQueryClient();
  const zone = ownZone();
  const now = useNow(zone);
  const isPhone = useIsPhone();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const view = search.view ?? keptView() ?? (isPhone ? 'day' : 'workweek');
  const date = search.date ?? now.date;
  const days = useMemo(() => daysOf(view, date), [view, date]);
  const dates = useMemo(() => daysFrom(days), [days]);
  const last = addDays(days.from, days.count - 1);
  const title = titleOf(view, date, days, last);
  const [secondZone] = useSecondZone();
  const { data: calendars, error: calendarsError, refetch } = useQuery(calendarsQuery);
  const { entries, holidays, error } = useEntries(days, zone, calendars);
  const [opened, setOpened] = useState<Entry | null>(null);
  const [writing, setWriting] = useState<Writing | null>(null);
  const [sideOpen, setSideOpen] = useState(false);
  const beside = useRef<HTMLElement | null>(null);
  const page = useRef<HTMLDivElement>(null);
  const quick = useRef<HTMLInputElement>(null);
  const actions = useEventActions();
  const change = useChangeEvent();
  const undo = useUndoChange();
  const report = useReport();
  const [asking, setAsking] = useState<{ before: CalendarEvent; draft: Draft } | null>(null);
  useDocumentTitle(`${t`Kalender`}: ${title}`);

  const standard = calendars?.find(({ isDefault }) => isDefault) ?? calendars?.find(({ mayWrite }) => mayWrite);
  const go = (next: { view?: ViewName; date?: PlainDate }) =>
    void navigate({ search: (before) => ({ ...before, view, date, ...next }), replace: next.view === undefined });
  const setView = (next: ViewName) => {
    keepView(next);
    go({ view: next });
  };
  const step = (by: 1 | -1) => go({ date: stepped(view, date, by) });
  const begin = (span: Span) => {
    if (standard !== undefined) setWriting({ draft: emptyDraft(standard.id, span), event: null });
  };
  const beginOn = (day: PlainDate) =>
    begin({ allDay: false, startDate: day, startMinutes: nextHour(day), endDate: day, endMinutes: nextHour(day) + 60 });
  const nextHour = (day: PlainDate) =>
    day === now.date ? Math.min(1320, (Math.floor(now.minutes / 60) + 1) * 60) : 540;
  const dayToWrite = () => (dates.includes(now.date) ? now.date : date);

  useCalendarKeys(page, {
    onNew: () => beginOn(dayToWrite()),
    onToday: () => go({ date: now.date }),
    onView: setView,
    onStep: step,
    onQuick: () => quick.current?.focus(),
    isBlocked: opened !== null || writing !== null,
  });

  async function findPeople(names: readonly string[]) {
    const found: DraftAttendee[] = [];
    const unknown: string[] = [];
    for (const name of names) {
      const people = (await client.fetchQuery(recipientsQuery(name)).catch(() => [])).filter(
        ({ kind }) => kind === 'person',
      );
      const [one] = people;
      if (one !== undefined && people.length === 1)
        found.push({ kind: 'person', key: one.key, name: one.name, isOptional: false });
      else unknown.push(name);
    }
    return { found, unknown };
  }

  /** Names of which nobody or several are known stay in the title. */
  async function draftFrom(entry: QuickEntry): Promise<Draft | null> {
    if (standard === undefined) return null;
    const { found, unknown } = await findPeople(entry.people);
    const more = unknown.join(', ');
    const named = unknown.length === 0 ? entry.title : t`${entry.title} mit ${more}`.trim();
    return draftOfQuick(standard.id, { ...entry, title: named }, found);
  }

  async function createQuick(entry: QuickEntry): Promise<boolean> {
    const draft = await draftFrom(entry);
    if (draft === null) return false;
    // Inviting is more than noting: it is shown once more.
    if (draft.attendees.length > 0) {
      setWriting({ draft, event: null });
      return true;
    }
    try {
      await actions.create(newEventOf(draft));
      if (!dates.includes(entry.startDate)) go({ date: entry.startDate });
      return true;
    } catch (failure) {
      report.onError(failure);
      return false;
    }
  }

  async function save(draft: Draft): Promise<void> {
    const event = writing?.event ?? null;
    if (event === null) {
      await actions.create(newEventOf(draft));
      setWriting(null);
    } else if (event.isSeries) {
      setWriting(null);
      setAsking({ before: event, draft });
    } else {
      const changed = changeOf(draftOfEvent(event), draft);
      if (Object.keys(changed).length > 0) await write(event, draft, 'all');
      setWriting(null);
    }
  }

  async function write(event: CalendarEvent, draft: Draft, scope: 'this' | 'following' | 'all') {
    const changed = changeOf(draftOfEvent(event), draft);
    if (Object.keys(changed).length === 0) return;
    const { recurrenceId, etag, id } = event;
    const written = await change.mutateAsync({ id, recurrenceId, scope, etag, change: changed });
    const { undo: back } = written;
    if (back !== null) showUndo(t`Termin geändert`, t`Rückgängig`, () => undo.mutate(back, report));
  }

  const grid: GridProps = {
    days: dates,
    entries,
    holidays,
    now,
    onOpen: (entry, element) => {
      beside.current = element;
      setOpened(entry);
    },
    onCreate: begin,
    onMove: actions.move,
    onRemove: (entry) => actions.remove(entry),
    onDay: (day) => go({ view: 'day', date: day }),
    onBeyond: step,
  };
  const zones = secondZone === null ? [zone] : [zone, secondZone];
  const side = (
    <>
      <MiniMonth
        date={date}
        today={now.date}
        isShown={(day) => view !== 'year' && day >= days.from && day <= last}
        onChoose={(day) => {
          setSideOpen(false);
          go({ date: day });
        }}
      />
      <PresenceToday today={now.date} />
      <CalendarList calendars={calendars ?? []} />
    </>
  );

  return (
    <div className="calendar-page" ref={page}>
      {!isPhone && (
        <aside className="calendar-side" aria-label={t`Kalender und Monat`}>
          {side}
        </aside>
      )}
      <div className="calendar-main">
        <CalendarToolbar
          title={title}
          view={view}
          onView={setView}
          onToday={() => go({ date: now.date })}
          onStep={step}
          onNew={() => beginOn(dayToWrite())}
          onCalendars={isPhone ? () => setSideOpen(true) : null}
        />
        <QuickAdd
          now={now}
          inputRef={quick}
          onCreate={createQuick}
          onMore={(entry) =>
            void draftFrom(entry).then((draft) => draft !== null && setWriting({ draft, event: null }))
          }
        />
        <Questions />
        <BookingRequestsNote />
        {(calendarsError ?? error) !== null && (
          <ErrorBanner error={calendarsError ?? error} onRetry={() => void refetch()} />
        )}
        {calendars === undefined && calendarsError === null ? (
          <Loading />
        ) : view === 'month' ? (
          <MonthGrid {...grid} date={date} />
        ) : view === 'list' ? (
          <ListView {...grid} />
        ) : view === 'year' ? (
          <YearView {...grid} date={date} onMonth={(month) => go({ view: 'month', date: month })} />
        ) : view === 'team' ? (
          <TeamView days={dates} now={now} holidays={holidays} zone={zone} />
        ) : view === 'rooms' ? (
          <RoomView
            day={date}
            now={now}
            zone={zone}
            entries={entries}
            onOpen={grid.onOpen}
            onBook={(room, span) => {
              if (standard === undefined) return;
              const draft = emptyDraft(standard.id, span);
              setWriting({ draft: { ...draft, ...withRoom(draft, room) }, event: null });
            }}
          />
        ) : (
          // Another number of days begins at the hours of work again.
          <TimeGrid key={view} {...grid} zones={zones} workStart={workStart} workEnd={workEnd} />
        )}
      </div>
      {sideOpen && (
        <Dialog title={t`Kalender und Monat`} isOpen onOpenChange={() => setSideOpen(false)}>
          <div className="calendar-side-sheet">{side}</div>
        </Dialog>
      )}
      {opened !== null && (
        <EventPopover
          entry={opened}
          beside={beside}
          calendar={calendars?.find(({ id }) => id === opened.calendarId)}
          onClose={() => setOpened(null)}
          onEdit={(event) => {
            setOpened(null);
            setWriting({ draft: draftOfEvent(event), event });
          }}
          onCopy={(event) => {
            setOpened(null);
            setWriting({ draft: { ...draftOfEvent(event), recurrence: null, otherRule: null }, event: null });
          }}
          onRemove={() => {
            setOpened(null);
            // It is offered only where it may be done: also one that others invited to.
            actions.remove({ ...opened, mayEdit: true });
          }}
          onAnswer={(answer) => {
            setOpened(null);
            actions.answer(opened, answer);
          }}
        />
      )}
      {writing !== null && (
        <EventForm
          title={writing.event === null ? t`Neuer Termin` : t`Termin bearbeiten`}
          saveLabel={t`Speichern`}
          draft={writing.draft}
          event={writing.event}
          onSave={save}
          onClose={() => setWriting(null)}
        />
      )}
      {actions.question !== null && (
        <ScopeDialog
          isRemoval={actions.question.isRemoval}
          withoutThis={actions.question.withoutThis}
          onClose={actions.closeQuestion}
          onChoose={(scope) => {
            actions.question?.run(scope);
            actions.closeQuestion();
          }}
        />
      )}
      {asking !== null && (
        <ScopeDialog
          isRemoval={false}
          withoutThis={changesRule(changeOf(draftOfEvent(asking.before), asking.draft))}
          onClose={() => setAsking(null)}
          onChoose={(scope) => {
            setAsking(null);
            void write(asking.before, asking.draft, scope).catch(report.onError);
          }}
        />
      )}
    </div>
  );
}
