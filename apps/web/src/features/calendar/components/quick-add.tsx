import { Trans, useLingui } from '@lingui/react/macro';
import { Calendar, Clock, Link2, MapPin, Repeat, Sparkles, Users } from 'lucide-react';
import { useEffect, useRef, useState, type Ref, type SubmitEvent } from 'react';
import { Button } from '../../../ui/button.tsx';
import { quickEntry, type QuickEntry } from '../domain/quick/quick-entry.ts';
import type { Wall } from '../domain/zones.ts';
import { briefDay, clock, dayRange } from '../format.ts';
import { useRecurrenceText } from './use-recurrence-text.ts';

interface QuickAddProps {
  readonly now: Wall;
  readonly inputRef: Ref<HTMLInputElement>;
  /** Makes it as it was understood. */
  readonly onCreate: (entry: QuickEntry) => Promise<boolean>;
  /** Opens the form with what was understood. */
  readonly onMore: (entry: QuickEntry) => void;
}

/** An event in one line of plain words; what was understood is shown before it is kept. */
export function QuickAdd({ now, inputRef, onCreate, onMore }: QuickAddProps) {
  const { t } = useLingui();
  const recurrenceText = useRecurrenceText();
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const entry = text.trim() === '' ? null : quickEntry(text, { today: now.date, minutes: now.minutes });
  const isShown = isOpen && text.trim() !== '';

  useEffect(() => {
    if (!isShown) return;
    const close = (event: PointerEvent) => {
      if (event.target instanceof Node && form.current?.contains(event.target) !== true) setOpen(false);
    };
    document.addEventListener('pointerdown', close);
    return () => document.removeEventListener('pointerdown', close);
  }, [isShown]);

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    if (entry === null || isBusy) return;
    setBusy(true);
    const isMade = await onCreate(entry);
    setBusy(false);
    if (isMade) setText('');
  }

  return (
    <form
      className="quick-add"
      ref={form}
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        setText('');
        setOpen(false);
      }}
    >
      <Sparkles aria-hidden className="quick-add-icon" />
      <input
        ref={inputRef}
        className="quick-add-input"
        type="text"
        maxLength={500}
        autoComplete="off"
        enterKeyHint="done"
        aria-label={t`Termin in einem Satz`}
        aria-describedby={isShown ? 'quick-understood' : undefined}
        placeholder={t`morgen 14 Uhr Jour fixe, 45 Minuten`}
        value={text}
        onFocus={() => setOpen(true)}
        onChange={(event) => {
          setText(event.target.value);
          setOpen(true);
        }}
      />
      {isShown && (
        <div className="quick-understood" id="quick-understood">
          {entry === null ? (
            <p className="muted">
              <Trans>Schreiben Sie, wann: „Dienstag 9 bis 10“, „in 3 Tagen halb neun“, „24.12. ganztägig“.</Trans>
            </p>
          ) : (
            <>
              <p className="quick-title">{entry.title === '' ? t`Ohne Titel` : entry.title}</p>
              <ul className="quick-facts">
                <li>
                  <Calendar aria-hidden />
                  {entry.startDate === entry.endDate || !entry.isAllDay
                    ? briefDay(entry.startDate)
                    : dayRange(entry.startDate, entry.endDate)}
                </li>
                <li>
                  <Clock aria-hidden />
                  {entry.isAllDay ? t`ganztägig` : `${clock(entry.startMinutes)}–${clock(entry.endMinutes)}`}
                </li>
                {entry.recurrence !== null && (
                  <li>
                    <Repeat aria-hidden />
                    {recurrenceText(entry.recurrence, entry.startDate)}
                  </li>
                )}
                {entry.place !== '' && (
                  <li>
                    <MapPin aria-hidden />
                    {entry.place}
                  </li>
                )}
                {entry.people.length > 0 && (
                  <li>
                    <Users aria-hidden />
                    {entry.people.join(', ')}
                  </li>
                )}
                {entry.link !== '' && (
                  <li>
                    <Link2 aria-hidden />
                    <span className="truncate">{entry.link}</span>
                  </li>
                )}
              </ul>
              <div className="row quick-buttons">
                <Button
                  size="small"
                  variant="quiet"
                  onPress={() => {
                    setOpen(false);
                    setText('');
                    onMore(entry);
                  }}
                >
                  <Trans>Mehr angeben …</Trans>
                </Button>
                <Button size="small" variant="primary" type="submit" isPending={isBusy}>
                  <Trans>Eintragen</Trans>
                </Button>
              </div>
            </>
          )}
        </div>
      )}
    </form>
  );
}
