import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { CalendarArrowDown, SearchX } from 'lucide-react';
import { useRef, type KeyboardEvent } from 'react';
import { useDebounced } from '../../../shell/use-debounced.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import type { Calendar } from '../api/calendar-types.ts';
import { searchQuery } from '../api/events.ts';
import { calendarColours } from '../domain/colours.ts';
import type { Entry } from '../domain/entry.ts';
import type { PlainDate } from '../domain/plain-date.ts';
import { toEntry } from '../domain/to-entry.ts';
import type { Wall } from '../domain/zones.ts';
import { clock, fullDay } from '../format.ts';
import { colourStyle, eventClass } from '../grid/event-look.ts';
import { EventSigns } from '../grid/time-event.tsx';
import { useEntryText } from '../grid/use-entry-text.ts';

interface SearchViewProps {
  readonly q: string;
  readonly calendars: readonly Calendar[];
  readonly zone: string;
  readonly now: Wall;
  readonly onSearch: (q: string) => void;
  readonly onOpen: (entry: Entry, beside: HTMLElement) => void;
  readonly onDay: (date: PlainDate) => void;
  readonly onClose: () => void;
}

/** Events by title and place in every calendar that one has, also those that are not shown: the coming ones first. */
export function SearchView({ q, calendars, zone, now, onSearch, onOpen, onDay, onClose }: SearchViewProps) {
  const { t } = useLingui();
  const list = useRef<HTMLDivElement>(null);
  const text = useDebounced(q.trim(), 150);
  const { data, error, refetch } = useQuery(searchQuery(text));
  const byId = new Map(calendars.map((one) => [one.id, one]));
  const found = (text === '' ? [] : (data ?? [])).map((one) =>
    toEntry(zone, one, byId.get(one.calendarId)?.colour ?? calendarColours[0], one.mayEdit),
  );
  const isPast = ({ endDate, endMinutes, allDay }: Entry) =>
    endDate < now.date || (endDate === now.date && !allDay && endMinutes <= now.minutes);
  const [coming, past] = [found.filter((entry) => !isPast(entry)), found.filter(isPast)];

  const shown = { calendarOf: ({ calendarId }: Entry) => byId.get(calendarId)?.name ?? '', onOpen, onDay };

  /** Down from the field into the list, up and down in it. */
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.key === 'Escape' && q === '') return onClose();
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('.search-hit-open') ?? [])];
    const at = rows.findIndex((row) => row.parentElement?.contains(document.activeElement));
    const next = rows[event.key === 'ArrowDown' ? at + 1 : at - 1];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  }

  return (
    // The keys are those of the field and the entries within.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="list-view search-view" onKeyDown={onKeyDown}>
      <div className="search-view-head">
        <SearchField
          autoFocus
          label={t`Termine suchen`}
          placeholder={t`Titel oder Ort`}
          value={q}
          onChange={onSearch}
        />
        <Button variant="quiet" onPress={onClose}>
          <Trans>Suche beenden</Trans>
        </Button>
      </div>
      <p className="muted" role="status">
        {text === '' || data === undefined
          ? ''
          : t`${plural(found.length, { one: '# Termin gefunden', other: '# Termine gefunden' })}`}
      </p>
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      <div ref={list}>
        <Hits title={t`Kommende`} entries={coming} {...shown} />
        <Hits title={t`Vergangene`} entries={past} {...shown} />
      </div>
      {text !== '' && data?.length === 0 && (
        <EmptyState icon={SearchX} title={t`Kein Termin gefunden`}>
          <Trans>Gesucht wird in Titeln und Orten aller Kalender, auch der ausgeblendeten.</Trans>
        </EmptyState>
      )}
    </div>
  );
}

interface HitsProps extends Pick<SearchViewProps, 'onOpen' | 'onDay'> {
  readonly title: string;
  readonly entries: readonly Entry[];
  readonly calendarOf: (entry: Entry) => string;
}

function Hits({ title, entries, calendarOf, onOpen, onDay }: HitsProps) {
  if (entries.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className="search-view-part">{title}</h2>
      <ul className="search-hits">
        {entries.map((entry) => (
          <Hit key={entry.key} entry={entry} calendar={calendarOf(entry)} onOpen={onOpen} onDay={onDay} />
        ))}
      </ul>
    </section>
  );
}

interface HitProps extends Pick<SearchViewProps, 'onOpen' | 'onDay'> {
  readonly entry: Entry;
  readonly calendar: string;
}

function Hit({ entry, calendar, onOpen, onDay }: HitProps) {
  const { t } = useLingui();
  const { titleOf, sentenceOf } = useEntryText();
  const { startDate, startMinutes, allDay, place } = entry;
  const day = fullDay(startDate);
  return (
    <li>
      <button
        type="button"
        className={eventClass(entry, 'list-event search-hit-open')}
        style={colourStyle(entry.colour)}
        onClick={(event) => onOpen(entry, event.currentTarget)}
      >
        <span className="visually-hidden">
          {day}, {sentenceOf(entry)}, {calendar}
        </span>
        <span className="list-time" aria-hidden>
          {allDay ? t`ganztägig` : clock(startMinutes)}
        </span>
        <span className="list-colour" />
        <span className="list-text" aria-hidden>
          <span className="event-title">{titleOf(entry)}</span>
          <span className="muted truncate">{[day, place, calendar].filter(Boolean).join(' · ')}</span>
        </span>
        <EventSigns entry={entry} />
      </button>
      <IconButton
        icon={CalendarArrowDown}
        size="small"
        label={t`${titleOf(entry)} im Kalender zeigen`}
        onPress={() => onDay(startDate)}
      />
    </li>
  );
}
