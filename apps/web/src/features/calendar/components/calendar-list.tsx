import { Trans, useLingui } from '@lingui/react/macro';
import { Cake, CalendarHeart, Plus, Rss } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../../ui/icon-button.tsx';
import { MenuButton } from '../../../ui/menu.tsx';
import type { Calendar } from '../api/calendar-types.ts';
import { useChooseBirthdays } from '../api/holidays.ts';
import { CalendarDialog } from './calendar-dialog.tsx';
import { CalendarLine } from './calendar-line.tsx';
import { HolidaysDialog } from './holidays-dialog.tsx';
import { useReport } from './use-report.ts';
import { ShareCalendarDialog } from './share-calendar-dialog.tsx';
import { SubscriptionDialog } from './subscription-dialog.tsx';
import '../sources.css';

interface CalendarListProps {
  readonly calendars: readonly Calendar[];
  readonly onImport: (calendar: Calendar) => void;
}

/** One's own calendars and those of others, each with its colour: shown or not. */
export function CalendarList({ calendars, onImport }: CalendarListProps) {
  const { t } = useLingui();
  const [editing, setEditing] = useState<Calendar | 'new' | null>(null);
  const [sharing, setSharing] = useState<Calendar | null>(null);
  const [adding, setAdding] = useState<'holidays' | 'subscription' | null>(null);
  const birthdays = useChooseBirthdays();
  const report = useReport();
  const isOwn = ({ role, mayWrite }: Calendar) => role === 'owner' && mayWrite;
  const own = calendars.filter(isOwn);
  const others = calendars.filter((calendar) => !isOwn(calendar));
  return (
    <>
      <section aria-labelledby="own-calendars">
        <div className="calendar-list-head">
          <h2 id="own-calendars">
            <Trans>Meine Kalender</Trans>
          </h2>
          <IconButton icon={Plus} size="small" label={t`Kalender anlegen`} onPress={() => setEditing('new')} />
        </div>
        <ul className="calendar-list">
          {own.map((calendar, index) => (
            <CalendarLine
              key={calendar.id}
              calendar={calendar}
              before={own[index - 1]}
              after={own[index + 1]}
              onEdit={() => setEditing(calendar)}
              onShare={() => setSharing(calendar)}
              onImport={() => onImport(calendar)}
            />
          ))}
        </ul>
      </section>
      <section aria-labelledby="other-calendars">
        <div className="calendar-list-head">
          <h2 id="other-calendars">
            <Trans>Weitere Kalender</Trans>
          </h2>
          <MenuButton
            label={t`Kalender hinzufügen`}
            entries={[
              {
                id: 'holidays',
                label: t`Feiertage und Ferien …`,
                icon: CalendarHeart,
                onAction: () => setAdding('holidays'),
              },
              {
                id: 'subscription',
                label: t`Aus dem Internet abonnieren …`,
                icon: Rss,
                onAction: () => setAdding('subscription'),
              },
              ...(calendars.some(({ kind }) => kind === 'birthdays')
                ? []
                : [
                    {
                      id: 'birthdays',
                      label: t`Geburtstage meiner Kontakte`,
                      icon: Cake,
                      onAction: () => birthdays.mutate(true, report),
                    },
                  ]),
            ]}
          >
            <IconButton icon={Plus} size="small" label={t`Kalender hinzufügen`} />
          </MenuButton>
        </div>
        <ul className="calendar-list">
          {others.map((calendar, index) => (
            <CalendarLine
              key={calendar.id}
              calendar={calendar}
              before={others[index - 1]}
              after={others[index + 1]}
              onEdit={() => setEditing(calendar)}
              onShare={() => setSharing(calendar)}
              onImport={() => onImport(calendar)}
            />
          ))}
        </ul>
      </section>
      {adding === 'subscription' && <SubscriptionDialog onClose={() => setAdding(null)} />}
      {adding === 'holidays' && <HolidaysDialog onClose={() => setAdding(null)} />}
      {editing !== null && (
        <CalendarDialog calendar={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
      {sharing !== null && <ShareCalendarDialog calendar={sharing} onClose={() => setSharing(null)} />}
    </>
  );
}
