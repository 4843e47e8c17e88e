import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Video } from 'lucide-react';
import { buttonClass } from '../../../ui/button-class.ts';
import { calendarsQuery } from '../api/calendars.ts';
import { addDays } from '../domain/plain-date.ts';
import { momentOf, ownZone } from '../domain/zones.ts';
import { occurrencesQuery } from '../api/events.ts';
import { briefDay, clock } from '../format.ts';
import { colourStyle } from '../grid/event-look.ts';
import { useEntryText } from '../grid/use-entry-text.ts';
import { useEntries } from './use-entries.ts';
import { useNow } from './use-now.ts';
import '../next-events.css';

const most = 5;

/** The next meetings, with a way to join. */
export function NextEventsCard() {
  const { t } = useLingui();
  const { titleOf } = useEntryText();
  const zone = ownZone();
  const now = useNow(zone);
  const { data: calendars } = useQuery(calendarsQuery);
  const days = { from: now.date, count: 7 };
  const { entries } = useEntries(days, zone, calendars);
  const { data: found = [] } = useQuery(
    occurrencesQuery(
      momentOf({ date: now.date, minutes: 0 }, zone),
      momentOf({ date: addDays(now.date, days.count), minutes: 0 }, zone),
    ),
  );
  const next = entries
    .filter(
      ({ endDate, endMinutes, allDay, isCancelled, answer }) =>
        !isCancelled &&
        answer !== 'declined' &&
        (allDay ? endDate >= now.date : `${endDate} ${clock(endMinutes)}` > `${now.date} ${clock(now.minutes)}`),
    )
    .toSorted((a, b) =>
      a.startDate === b.startDate ? a.startMinutes - b.startMinutes : a.startDate < b.startDate ? -1 : 1,
    )
    .slice(0, most);
  return (
    <section className="card start-card" aria-labelledby="next-events-heading">
      <div className="row row-spread">
        <h2 id="next-events-heading">
          <Trans>Nächste Termine</Trans>
        </h2>
        <Link to="/calendar" className="start-all" aria-describedby="next-events-heading">
          <Trans>Zum Kalender</Trans>
        </Link>
      </div>
      {next.length === 0 ? (
        <p className="muted">
          <Trans>In den nächsten sieben Tagen ist nichts eingetragen.</Trans>
        </p>
      ) : (
        <ul className="next-events">
          {next.map((entry) => {
            const link = found.find(
              ({ eventId, recurrenceId }) => eventId === entry.eventId && recurrenceId === entry.recurrenceId,
            )?.link;
            const isNow = !entry.allDay && entry.startDate === now.date && entry.startMinutes <= now.minutes;
            return (
              <li key={entry.key} style={colourStyle(entry.colour)}>
                <Link
                  to="/calendar"
                  search={{
                    view: 'day',
                    date: entry.startDate < now.date ? now.date : entry.startDate,
                    event: entry.eventId,
                    ...(entry.recurrenceId === null ? {} : { at: entry.recurrenceId }),
                  }}
                  className="next-event"
                >
                  <span className="next-event-when">
                    {isNow ? (
                      <strong>
                        <Trans>Jetzt</Trans>
                      </strong>
                    ) : (
                      <>{entry.startDate <= now.date ? t`Heute` : briefDay(entry.startDate)}</>
                    )}
                    <span>
                      {entry.allDay ? t`ganztägig` : `${clock(entry.startMinutes)}–${clock(entry.endMinutes)}`}
                    </span>
                  </span>
                  <span className="next-event-text">
                    <span className="next-event-title truncate">{titleOf(entry)}</span>
                    {entry.place !== '' && <span className="muted truncate">{entry.place}</span>}
                  </span>
                </Link>
                {link !== undefined && link !== '' && (
                  <a className={buttonClass({ size: 'small' })} href={link} rel="noreferrer" target="_blank">
                    <Video aria-hidden className="ui-button-icon" />
                    <Trans>Teilnehmen</Trans>
                  </a>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
