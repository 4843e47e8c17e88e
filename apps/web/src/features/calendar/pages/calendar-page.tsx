import { useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useRef, useState, type DragEvent } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { useDocumentTitle } from '../../../ui/page-header.tsx';
import { recipientsQuery } from '../../sharing/api/shares.ts';
import { calendarsQuery } from '../api/calendars.ts';
import type { CalendarEvent } from '../api/calendar-types.ts';
import { eventQuery } from '../api/events.ts';
import type { Draft, DraftAttendee } from '../domain/draft.ts';
import type { Entry, Span } from '../domain/entry.ts';
import { addDays, type PlainDate } from '../domain/plain-date.ts';
import type { QuickEntry } from '../domain/quick/quick-entry.ts';
import { entryOfEvent } from '../domain/to-entry.ts';
import { daysFrom, daysOf, stepped, type ViewName } from '../domain/views.ts';
import { ownZone } from '../domain/zones.ts';
import { titleOf } from '../format.ts';
import { MonthGrid } from '../grid/month-grid.tsx';
import { TimeGrid } from '../grid/time-grid.tsx';
import type { GridProps } from '../grid/grid-props.ts';
import { BookingRequestsNote } from '../components/booking-requests-note.tsx';
import { keepView, keptView, useOtherZones, workEnd, workStart } from '../components/calendar-settings.ts';
import { CalendarList } from '../components/calendar-list.tsx';
import { calendarErrors } from '../components/calendar-words.ts';
import { CalendarToolbar } from '../components/calendar-toolbar.tsx';
import { EventPopover } from '../components/event-popover.tsx';
import { EventWriting } from '../components/event-writing.tsx';
import { ImportCalendarDialog } from '../components/import-calendar-dialog.tsx';
import { KeysDialog } from '../components/keys-dialog.tsx';
import { MiniMonth } from '../components/mini-month.tsx';
import { PresenceToday } from '../components/presence-today.tsx';
import { Questions } from '../components/questions.tsx';
import { QuickAdd } from '../components/quick-add.tsx';
import { withRoom } from '../components/rooms-field.tsx';
import { ScopeDialog } from '../components/scope-dialog.tsx';
import { draftOfEvent, draftOfQuick, emptyDraft, newEventOf } from '../components/to-draft.ts';
import { useCalendarKeys } from '../components/use-calendar-keys.ts';
import { useEntries } from '../components/use-entries.ts';
import { useEventActions } from '../components/use-event-actions.ts';
import { useIsPhone } from '../components/use-is-phone.ts';
import { useNow } from '../components/use-now.ts';
import { useReport } from '../components/use-report.ts';
import { useSwipe } from '../components/use-swipe.ts';
import { useUsualReminders } from '../components/use-usual-reminders.ts';
import { ListView } from '../views/list-view.tsx';
import { RoomView } from '../views/room-view.tsx';
import { SearchView } from '../views/search-view.tsx';
import { TeamView } from '../views/team-view.tsx';
import { YearView } from '../views/year-view.tsx';
import { announce } from '../../files/commands/announce.ts';
import { undoLast } from '../../files/commands/undo.ts';
import '../calendar.css';

const route = getRouteApi('/signed-in/shell/calendar');

interface Writing {
  readonly draft: Draft;
  /** Null: it is new. */
  readonly event: CalendarEvent | null;
}

interface Importing {
  /** Null: into a new one. */
  readonly calendarId: number | null;
  readonly file?: File;
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
  const { q, event: linkedId, at } = search;
  const link = useQuery({ ...eventQuery(linkedId ?? 0, at ?? null), enabled: linkedId !== undefined });
  const linked = linkedId === undefined ? undefined : link.data;
  const linkError = linkedId === undefined ? null : link.error;
  const date = search.date ?? linked?.startDate ?? now.date;
  const days = useMemo(() => daysOf(view, date), [view, date]);
  const dates = useMemo(() => daysFrom(days), [days]);
  const last = addDays(days.from, days.count - 1);
  const title = titleOf(view, date, days, last);
  const [otherZones] = useOtherZones();
  const { data: calendars, error: calendarsError, refetch } = useQuery(calendarsQuery);
  const { entries, holidays, error } = useEntries(days, zone, calendars);
  const [opened, setOpened] = useState<Entry | null>(null);
  const [writing, setWriting] = useState<Writing | null>(null);
  const [sideOpen, setSideOpen] = useState(false);
  const beside = useRef<HTMLElement | null>(null);
  const page = useRef<HTMLDivElement>(null);
  const quick = useRef<HTMLInputElement>(null);
  const actions = useEventActions();
  const report = useReport();
  const usual = useUsualReminders();
  const [importing, setImporting] = useState<Importing | null>(null);
  const [showsKeys, setShowsKeys] = useState(false);
  useDocumentTitle(`${t`Kalender`}: ${title}`);

  const standard = calendars?.find(({ isDefault }) => isDefault) ?? calendars?.find(({ mayWrite }) => mayWrite);
  const go = (next: { view?: ViewName; date?: PlainDate }) =>
    void navigate({ search: { view, date, ...next }, replace: next.view === undefined });
  const find = (text: string | undefined) =>
    void navigate({ search: { view, date, ...(text === undefined ? {} : { q: text }) }, replace: q !== undefined });
  const setView = (next: ViewName) => {
    keepView(next);
    go({ view: next });
  };
  const step = (by: 1 | -1) => go({ date: stepped(view, date, by) });
  const begin = (span: Span) => {
    if (standard !== undefined) setWriting({ draft: emptyDraft(standard.id, span, usual(span.allDay)), event: null });
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
    onSearch: () => find(''),
    onHelp: () => setShowsKeys(true),
    onUndo: () => {
      if (!undoLast()) announce(t`Nichts rückgängig zu machen`);
    },
    isBlocked: opened !== null || writing !== null,
  });
  const swipe = useSwipe(step);
  const writable = calendars?.filter(({ mayWrite }) => mayWrite) ?? [];

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
    const own = { attendees: found, reminders: usual(entry.isAllDay) };
    return draftOfQuick(standard.id, { ...entry, title: named }, own);
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
    onRemove: (entry) => entry.mayEdit && actions.remove(entry),
    onDay: (day) => go({ view: 'day', date: day }),
    onBeyond: step,
  };
  // Beside the hours of a phone there is place for one more.
  const zones = [zone, ...otherZones.slice(0, isPhone ? 1 : undefined)];
  const shown = opened ?? (linked === undefined ? null : entryOfEvent(zone, linked));
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
      <CalendarList
        calendars={calendars ?? []}
        onImport={({ id }) => {
          setSideOpen(false);
          setImporting({ calendarId: id });
        }}
      />
    </>
  );

  function close() {
    setOpened(null);
    if (linkedId !== undefined) go({});
  }

  function takeFile(event: DragEvent) {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (event.type === 'drop' && file !== undefined) setImporting({ calendarId: standard?.id ?? null, file });
  }

  return (
    // What can be dropped here, the menu takes as well.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="calendar-page" ref={page} onDragOver={takeFile} onDrop={takeFile}>
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
          onSearch={() => find('')}
          onImport={() => setImporting({ calendarId: standard?.id ?? null })}
          onKeys={() => setShowsKeys(true)}
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
        {linkError !== null && <ErrorBanner error={linkError} own={calendarErrors} />}
        {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
        <div className="calendar-view" {...swipe}>
          {calendars === undefined && calendarsError === null ? (
            <Loading />
          ) : q !== undefined ? (
            <SearchView
              q={q}
              calendars={calendars ?? []}
              zone={zone}
              now={now}
              onSearch={find}
              onOpen={grid.onOpen}
              onDay={(day) => go({ date: day })}
              onClose={() => find(undefined)}
            />
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
                const draft = emptyDraft(standard.id, span, usual(span.allDay));
                setWriting({ draft: { ...draft, ...withRoom(draft, room) }, event: null });
              }}
            />
          ) : (
            // Another number of days begins at the hours of work again.
            <TimeGrid key={view} {...grid} zones={zones} workStart={workStart} workEnd={workEnd} />
          )}
        </div>
      </div>
      {sideOpen && (
        <Dialog title={t`Kalender und Monat`} isOpen onOpenChange={() => setSideOpen(false)}>
          <div className="calendar-side-sheet">{side}</div>
        </Dialog>
      )}
      {shown !== null && (
        <EventPopover
          entry={shown}
          beside={opened === null ? null : beside}
          calendar={calendars?.find(({ id }) => id === shown.calendarId)}
          onClose={close}
          onEdit={(event) => {
            close();
            setWriting({ draft: draftOfEvent(event), event });
          }}
          onCopy={(event) => {
            close();
            setWriting({ draft: { ...draftOfEvent(event), recurrence: null, otherRule: null }, event: null });
          }}
          onRemove={() => {
            close();
            actions.remove(shown);
          }}
          onAnswer={(answer) => {
            close();
            actions.answer(shown, answer);
          }}
        />
      )}
      {writing !== null && <EventWriting {...writing} onCreate={actions.create} onClose={() => setWriting(null)} />}
      {importing !== null && (
        <ImportCalendarDialog {...importing} calendars={writable} onClose={() => setImporting(null)} />
      )}
      {showsKeys && <KeysDialog onClose={() => setShowsKeys(false)} />}
      {actions.question !== null && (
        <ScopeDialog
          isRemoval={actions.question.isRemoval}
          hasPeople={actions.question.hasPeople}
          onClose={actions.closeQuestion}
          onChoose={(scope) => {
            actions.question?.run(scope);
            actions.closeQuestion();
          }}
        />
      )}
    </div>
  );
}
