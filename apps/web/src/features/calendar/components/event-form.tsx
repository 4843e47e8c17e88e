import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { CalendarSearch, ChevronDown, Globe, Link2, MapPin } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { RadioGroup } from '../../../ui/radio-group.tsx';
import { Select } from '../../../ui/select.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { CalendarEvent } from '../api/calendar-types.ts';
import { calendarsQuery } from '../api/calendars.ts';
import { isInOrder, withStart, type Draft } from '../domain/draft.ts';
import { ownZone, zoneName } from '../domain/zones.ts';
import { AttendeesField } from './attendees-field.tsx';
import { AttachmentsField } from './attachments-field.tsx';
import { calendarErrors } from './calendar-words.ts';
import { CategoriesField } from './categories-field.tsx';
import { FindTime } from './find-time.tsx';
import { RemindersField } from './reminders-field.tsx';
import { useUsualReminders } from './use-usual-reminders.ts';
import { ZoneSelect } from './zone-select.tsx';
import { RecurrenceField } from './recurrence-field.tsx';
import { RoomsField } from './rooms-field.tsx';

interface EventFormProps {
  readonly title: string;
  readonly saveLabel: string;
  readonly draft: Draft;
  /** The event that is edited; null: it is new. */
  readonly event?: Pick<CalendarEvent, 'id' | 'uid'> | null;
  readonly onSave: (draft: Draft) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Everything about an event. */
export function EventForm({ title, saveLabel, draft: begun, event = null, onSave, onClose }: EventFormProps) {
  const { t } = useLingui();
  const [draft, setDraft] = useState(begun);
  const [more, setMore] = useState(isRich(begun));
  const [finding, setFinding] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { data: calendars = [] } = useQuery(calendarsQuery);
  const writable = calendars.filter(({ mayWrite }) => mayWrite);
  const calendar = writable.find(({ id }) => id === draft.calendarId);
  const set = (change: Partial<Draft>) => setDraft((now) => ({ ...now, ...change }));
  const inOrder = isInOrder(draft);
  const people = draft.attendees.filter(({ kind }) => kind !== 'room');
  const rooms = draft.attendees.filter(({ kind }) => kind === 'room');
  const usual = useUsualReminders();
  // what was there by habit goes by the habit of the other kind
  const setAllDay = (allDay: boolean) =>
    set({ allDay, ...(same(draft.reminders, usual(draft.allDay)) ? { reminders: usual(allDay) } : {}) });

  async function submit(submission: SubmitEvent) {
    submission.preventDefault();
    if (!inOrder || isBusy) return;
    setBusy(true);
    setError(null);
    try {
      await onSave(draft);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      title={title}
      size={finding ? 'large' : 'medium'}
      isOpen
      isBusy={isBusy}
      onOpenChange={onClose}
      footer={
        <>
          <Button variant="quiet" isDisabled={isBusy} onPress={onClose}>
            <Trans>Abbrechen</Trans>
          </Button>
          <Button variant="primary" type="submit" form="event-form" isPending={isBusy} isDisabled={!inOrder}>
            {people.length > 0 ? (
              <Trans>Speichern und einladen</Trans>
            ) : rooms.length > 0 ? (
              <Trans>Speichern und buchen</Trans>
            ) : (
              saveLabel
            )}
          </Button>
        </>
      }
    >
      <form id="event-form" className="event-form" onSubmit={(submission) => void submit(submission)}>
        <TextField
          autoFocus
          label={t`Titel`}
          value={draft.title}
          onChange={(text) => set({ title: text })}
          maxLength={500}
        />
        <div className="event-form-when">
          <TextField
            label={t`Beginn`}
            type="date"
            value={draft.startDate}
            onChange={(date) => date !== '' && setDraft(withStart(draft, { date }))}
          />
          {!draft.allDay && (
            <TextField
              label={t`Uhrzeit des Beginns`}
              type="time"
              value={draft.startTime}
              onChange={(time) => time !== '' && setDraft(withStart(draft, { time }))}
            />
          )}
          <TextField
            label={t`Ende`}
            type="date"
            value={draft.endDate}
            errorMessage={inOrder ? undefined : t`Das Ende liegt vor dem Beginn.`}
            onChange={(date) => date !== '' && set({ endDate: date })}
          />
          {!draft.allDay && (
            <TextField
              label={t`Uhrzeit des Endes`}
              type="time"
              value={draft.endTime}
              onChange={(time) => time !== '' && set({ endTime: time })}
            />
          )}
        </div>
        <div className="row row-spread">
          <Switch isSelected={draft.allDay} onChange={setAllDay}>
            <Trans>Ganztägig</Trans>
          </Switch>
          {!draft.allDay && <ZoneChoice zone={draft.zone} onChange={(zone) => set({ zone })} />}
        </div>
        <RecurrenceField
          start={draft.startDate}
          value={draft.recurrence}
          other={draft.otherRule}
          onChange={(recurrence) => set({ recurrence, ...(recurrence === null ? {} : { otherRule: null }) })}
        />
        <AttendeesField value={people} onChange={(attendees) => set({ attendees: [...attendees, ...rooms] })} />
        {draft.attendees.some(({ kind }) => kind === 'person' || kind === 'room') && !draft.allDay && (
          <div>
            <Button size="small" icon={CalendarSearch} onPress={() => setFinding(!finding)} aria-expanded={finding}>
              {finding ? <Trans>Zeitensuche schließen</Trans> : <Trans>Zeit finden</Trans>}
            </Button>
          </div>
        )}
        {finding && !draft.allDay && <FindTime draft={draft} event={event} onChange={set} />}
        <RoomsField draft={draft} uid={event?.uid ?? null} onChange={set} />
        <TextField
          label={t`Ort oder Raum`}
          icon={MapPin}
          value={draft.place}
          onChange={(place) => set({ place })}
          maxLength={500}
        />
        {writable.length > 1 && (
          <Select
            label={t`Kalender`}
            options={writable.map(({ id, name, ownerName, role }) => ({
              id: String(id),
              label: name,
              ...(role === 'owner' ? {} : { description: t`Im Namen von ${ownerName}` }),
            }))}
            value={String(draft.calendarId)}
            onChange={(id) => set({ calendarId: Number(id) })}
          />
        )}
        {calendar !== undefined && calendar.role !== 'owner' && (
          <p className="muted">
            <Trans>Sie tragen das im Namen von {calendar.ownerName} ein.</Trans>
          </p>
        )}
        {!more ? (
          <div>
            <Button variant="quiet" size="small" icon={ChevronDown} onPress={() => setMore(true)}>
              <Trans>Beschreibung, Kategorien, Konferenz, Dateien, Erinnerung, Sichtbarkeit</Trans>
            </Button>
          </div>
        ) : (
          <>
            <TextField
              multiline
              label={t`Beschreibung`}
              value={draft.description}
              onChange={(description) => set({ description })}
              maxLength={20_000}
            />
            <CategoriesField value={draft.categories} onChange={(categories) => set({ categories })} />
            <TextField
              label={t`Link zur Konferenz`}
              icon={Link2}
              type="url"
              value={draft.link}
              onChange={(link) => set({ link })}
              maxLength={2000}
            />
            <AttachmentsField value={draft.attachments} onChange={(attachments) => set({ attachments })} />
            <RemindersField
              value={draft.reminders}
              allDay={draft.allDay}
              onChange={(reminders) => set({ reminders })}
            />
            <RadioGroup
              label={t`Sichtbarkeit`}
              options={[
                { id: 'public', label: t`Wie der Kalender` },
                {
                  id: 'private',
                  label: t`Privater Termin`,
                  description: t`Andere sehen nur, dass Sie beschäftigt sind`,
                },
              ]}
              value={draft.classification === 'public' ? 'public' : 'private'}
              onChange={(classification) => set({ classification })}
            />
            <div className="row event-form-switches">
              <Switch isSelected={draft.isFree} onChange={(isFree) => set({ isFree })}>
                <Trans>Als frei zeigen</Trans>
              </Switch>
              <Switch isSelected={draft.isTentative} onChange={(isTentative) => set({ isTentative })}>
                <Trans>Unter Vorbehalt</Trans>
              </Switch>
            </div>
          </>
        )}
        {error !== null && <ErrorBanner error={error} own={calendarErrors} />}
      </form>
    </Dialog>
  );
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function isRich(draft: Draft): boolean {
  const { description, link, reminders, classification, isFree, isTentative, attachments, categories } = draft;
  return (
    description !== '' ||
    link !== '' ||
    categories.length > 0 ||
    reminders.length > 1 ||
    attachments.length > 0 ||
    classification !== 'public' ||
    isFree ||
    isTentative
  );
}

function ZoneChoice({ zone, onChange }: { readonly zone: string; readonly onChange: (zone: string) => void }) {
  const { t } = useLingui();
  const [isOpen, setOpen] = useState(zone !== ownZone());
  if (!isOpen)
    return (
      <Button variant="quiet" size="small" icon={Globe} onPress={() => setOpen(true)}>
        {zoneName(zone)}
      </Button>
    );
  return <ZoneSelect label={t`Zeitzone`} zone={zone} onChange={onChange} />;
}
