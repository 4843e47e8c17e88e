import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  AlignLeft,
  Bell,
  CalendarDays,
  Check,
  CircleDashed,
  Clock,
  Copy,
  DoorOpen,
  Download,
  HelpCircle,
  Lock,
  MapPin,
  Paperclip,
  Pencil,
  Repeat,
  Tag,
  Trash2,
  Users,
  Video,
  X,
} from 'lucide-react';
import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Link as AriaLink } from 'react-aria-components/Link';
import { Popover } from 'react-aria-components/Popover';
import { Avatar } from '../../../ui/avatar.tsx';
import { Button } from '../../../ui/button.tsx';
import { buttonClass } from '../../../ui/button-class.ts';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Tooltip } from '../../../ui/tooltip.tsx';
import { announce } from '../../files/commands/announce.ts';
import { useIsPhone } from './use-is-phone.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import type { Attendee, Calendar, CalendarEvent, EventAnswer } from '../api/calendar-types.ts';
import { eventQuery } from '../api/events.ts';
import { eventFileUrl } from '../api/transfer.ts';
import type { Entry } from '../domain/entry.ts';
import { ownZone, zoneName } from '../domain/zones.ts';
import { clock, fullDay, dayRange } from '../format.ts';
import { colourStyle } from '../grid/event-look.ts';
import { useEntryText } from '../grid/use-entry-text.ts';
import { answerWords, calendarErrors } from './calendar-words.ts';
import { isRefusal, refusalWords } from './room-words.ts';
import { OwnReminders } from './own-reminders.tsx';
import { useRecurrenceText } from './use-recurrence-text.ts';

interface EventPopoverProps {
  readonly entry: Entry;
  /** Null: a link led here, in the middle. */
  readonly beside: RefObject<HTMLElement | null> | null;
  readonly calendar: Calendar | undefined;
  readonly onClose: () => void;
  readonly onEdit: (event: CalendarEvent) => void;
  readonly onCopy: (event: CalendarEvent) => void;
  readonly onRemove: () => void;
  readonly onAnswer: (answer: EventAnswer) => void;
}

/** An event at a glance: beside it on a desk, from below on a phone. */
export function EventPopover(props: EventPopoverProps) {
  const { titleOf } = useEntryText();
  const isPhone = useIsPhone();
  const title = titleOf(props.entry);
  const { beside, onClose } = props;
  const close = useRef(onClose);
  close.current = onClose;

  // Wherever in it the focus is, and also while what it shows is on its way.
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      close.current();
    };
    const from = beside?.current;
    window.addEventListener('keydown', onKeyDown, true);
    return () => {
      window.removeEventListener('keydown', onKeyDown, true);
      // After whoever else wants the focus, such as the form.
      setTimeout(() => {
        if (document.activeElement === null || document.activeElement === document.body) from?.focus();
      });
    };
  }, [beside]);

  if (isPhone || beside === null)
    return (
      <Dialog title={title} isOpen onOpenChange={props.onClose}>
        <EventFacts {...props} />
      </Dialog>
    );
  return (
    <Popover
      className="ui-popover event-popover"
      triggerRef={beside}
      isOpen
      onOpenChange={(open) => !open && props.onClose()}
      placement="right top"
      offset={8}
    >
      <AriaDialog className="event-popover-dialog" aria-label={title}>
        <EventFacts {...props} title={title} />
      </AriaDialog>
    </Popover>
  );
}

function EventFacts(props: EventPopoverProps & { readonly title?: string }) {
  const { entry, calendar, title, onClose, onEdit, onCopy, onRemove, onAnswer } = props;
  const { t } = useLingui();
  const recurrenceText = useRecurrenceText();
  const { data: event, error } = useQuery(eventQuery(entry.eventId, entry.recurrenceId));
  const when = useWhen(entry);
  return (
    <div className="event-facts" style={colourStyle(entry.colour)}>
      <div className="event-facts-head">
        <span className="event-facts-colour" aria-hidden />
        {title !== undefined && <h2>{title}</h2>}
        <span className="event-facts-tools">
          {event?.mayEdit === true && (
            <>
              <IconButton icon={Pencil} size="small" label={t`Bearbeiten`} onPress={() => onEdit(event)} />
              <IconButton icon={Copy} size="small" label={t`Kopie anlegen`} onPress={() => onCopy(event)} />
            </>
          )}
          {event !== undefined && (
            <Tooltip label={t`Als Datei (.ics) speichern`}>
              <AriaLink
                className="ui-icon-button ui-icon-button-small"
                href={eventFileUrl(event.id)}
                aria-label={t`Als Datei (.ics) speichern`}
              >
                <Download aria-hidden />
              </AriaLink>
            </Tooltip>
          )}
          {event?.mayRemove === true && <IconButton icon={Trash2} size="small" label={t`Löschen`} onPress={onRemove} />}
          {title !== undefined && <IconButton icon={X} size="small" label={t`Schließen`} onPress={onClose} />}
        </span>
      </div>
      <Fact icon={Clock}>
        {when}
        {event !== undefined && <OwnZoneOf event={event} />}
      </Fact>
      {error !== null && <ErrorBanner error={error} own={calendarErrors} />}
      {event === undefined && error === null && <Loading />}
      {event !== undefined && (
        <>
          {event.recurrence !== null && <Fact icon={Repeat}>{recurrenceText(event.recurrence, event.startDate)}</Fact>}
          {event.place !== '' && <Fact icon={MapPin}>{event.place}</Fact>}
          {event.link !== '' && (
            <div className="event-join">
              <a
                className={buttonClass({ variant: 'primary', size: 'small' })}
                href={event.link}
                rel="noreferrer"
                target="_blank"
              >
                <Video aria-hidden className="ui-button-icon" />
                <Trans>Teilnehmen</Trans>
              </a>
              <Button
                size="small"
                variant="quiet"
                icon={Copy}
                onPress={() => void navigator.clipboard.writeText(event.link).then(() => announce(t`Link kopiert`))}
              >
                <Trans>Link kopieren</Trans>
              </Button>
            </div>
          )}
          {event.attendees.some(({ room }) => room === null) && <People event={event} />}
          {event.attendees.map((one) => one.room !== null && <BookedRoom key={one.email} attendee={one} />)}
          {event.description !== '' && (
            <Fact icon={AlignLeft}>
              <span className="event-description">{event.description}</span>
            </Fact>
          )}
          {event.categories.length > 0 && <Fact icon={Tag}>{event.categories.join(', ')}</Fact>}
          {event.isFree && (
            <Fact icon={CircleDashed}>
              <Trans>Gilt als frei</Trans>
            </Fact>
          )}
          {event.attachments.map((file) => (
            <Fact icon={Paperclip} key={file.nodeId ?? file.url}>
              {file.nodeId === null ? (
                <a href={file.url ?? '#'} rel="noreferrer" target="_blank">
                  {file.name}
                </a>
              ) : (
                <Link to="/f/$nodeId" params={{ nodeId: String(file.nodeId) }}>
                  {file.name}
                </Link>
              )}
            </Fact>
          ))}
          {(event.reminders.length > 0 || event.mayAnswer) && (
            <Fact icon={Bell}>
              <OwnReminders event={event} />
            </Fact>
          )}
          {event.classification !== 'public' && (
            <Fact icon={Lock}>
              <Trans>Privat: Andere sehen nur, dass die Zeit belegt ist.</Trans>
            </Fact>
          )}
          {calendar !== undefined && (
            <Fact icon={CalendarDays}>
              {calendar.role === 'owner' || calendar.ownerName === calendar.name
                ? calendar.name
                : `${calendar.name} · ${calendar.ownerName}`}
            </Fact>
          )}
          {event.mayAnswer && <Answer current={event.answer} onAnswer={onAnswer} />}
        </>
      )}
    </div>
  );
}

/** By the clock of where it takes place, if that is another one. */
function OwnZoneOf({ event: { zone, startTime, endTime } }: { readonly event: CalendarEvent }) {
  const { t } = useLingui();
  if (zone === null || startTime === null || endTime === null || zone === ownZone()) return null;
  return (
    <div className="muted">
      {startTime}–{endTime} {t`Uhrzeit in ${zoneName(zone)}`}
    </div>
  );
}

function Fact({ icon: Icon, children }: { readonly icon: typeof Clock; readonly children: ReactNode }) {
  return (
    <div className="event-fact">
      <Icon aria-hidden />
      <div>{children}</div>
    </div>
  );
}

function People({ event }: { readonly event: CalendarEvent }) {
  const { t } = useLingui();
  const { organiser, attendees } = event;
  return (
    <Fact icon={Users}>
      <ul className="event-people">
        {organiser !== null && (
          <li>
            <Avatar name={organiser.name} size="small" />
            <span className="truncate">{organiser.name}</span>
            <span className="muted">
              {event.sentBy === null ? <Trans>lädt ein</Trans> : <Trans>lädt ein, im Namen: {event.sentBy}</Trans>}
            </span>
          </li>
        )}
        {attendees
          .filter(({ email, room }) => email !== organiser?.email && room === null)
          .map((one) => (
            <li key={one.email}>
              <Avatar name={one.name} size="small" />
              <span className="truncate">{one.name}</span>
              <span className={`event-answer event-answer-${one.answer}`}>
                {one.isUndelivered ? t`Nicht zustellbar` : t(answerWords[one.answer])}
                {one.isOptional && <> · {t`optional`}</>}
              </span>
            </li>
          ))}
      </ul>
    </Fact>
  );
}

/** What became of the room: booked, waiting for somebody, or not, and why. */
function BookedRoom({ attendee: { name, answer, room } }: { readonly attendee: Attendee }) {
  const { t } = useLingui();
  if (room === null) return null;
  const { isAsked, because, reason } = room;
  return (
    <Fact icon={DoorOpen}>
      <span className="event-room">
        <span className="truncate">{name}</span>
        <span className={`event-answer event-answer-${answer}`}>
          {answer === 'accepted'
            ? t`Gebucht`
            : isAsked
              ? t`Vorgemerkt: Jemand muss zustimmen`
              : answer === 'declined'
                ? t`Nicht gebucht`
                : t(answerWords[answer])}
        </span>
      </span>
      {answer === 'declined' && (isRefusal(because) || reason !== '') && (
        <span className="event-room-why">
          {reason === '' && isRefusal(because) ? t(refusalWords[because]) : reason}
        </span>
      )}
    </Fact>
  );
}

function Answer({
  current,
  onAnswer,
}: {
  readonly current: CalendarEvent['answer'];
  readonly onAnswer: (answer: EventAnswer) => void;
}) {
  const { t } = useLingui();
  const answers = [
    { id: 'accepted', label: t`Zusagen`, icon: Check },
    { id: 'tentative', label: t`Vielleicht`, icon: HelpCircle },
    { id: 'declined', label: t`Absagen`, icon: X },
  ] as const;
  return (
    <div role="group" aria-label={t`Ihre Antwort`} className="event-answers">
      {answers.map(({ id, label, icon }) => (
        <Button
          key={id}
          size="small"
          icon={icon}
          variant={current === id ? 'primary' : 'secondary'}
          aria-pressed={current === id}
          onPress={() => onAnswer(id)}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}

function useWhen(entry: Entry): string {
  const { t } = useLingui();
  const { allDay, startDate, endDate, startMinutes, endMinutes } = entry;
  if (allDay) return startDate === endDate ? t`${fullDay(startDate)}, ganztägig` : dayRange(startDate, endDate);
  if (startDate === endDate) return `${fullDay(startDate)}, ${clock(startMinutes)}–${clock(endMinutes)}`;
  return `${fullDay(startDate)}, ${clock(startMinutes)} – ${fullDay(endDate)}, ${clock(endMinutes)}`;
}
