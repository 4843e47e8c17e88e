import { Trans, useLingui } from '@lingui/react/macro';
import { ArrowDown, ArrowUp, EllipsisVertical, LogOut, Pencil, Plus, Trash2, Users } from 'lucide-react';
import { useState } from 'react';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { MenuButton, type MenuEntry } from '../../../ui/menu.tsx';
import { showUndo } from '../../files/commands/undo.ts';
import type { Calendar } from '../api/calendar-types.ts';
import { useChangeCalendar, useLeaveCalendar, useRemoveCalendar, useRestoreCalendar } from '../api/calendars.ts';
import { calendarColours } from '../domain/colours.ts';
import { colourStyle } from '../grid/event-look.ts';
import { CalendarDialog } from './calendar-dialog.tsx';
import { useReport } from './use-report.ts';
import { ShareCalendarDialog } from './share-calendar-dialog.tsx';

/** One's own calendars and those of others, each with its colour: shown or not. */
export function CalendarList({ calendars }: { readonly calendars: readonly Calendar[] }) {
  const { t } = useLingui();
  const [editing, setEditing] = useState<Calendar | 'new' | null>(null);
  const [sharing, setSharing] = useState<Calendar | null>(null);
  const own = calendars.filter(({ role }) => role === 'owner');
  const others = calendars.filter(({ role }) => role !== 'owner');
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
            />
          ))}
        </ul>
      </section>
      {others.length > 0 && (
        <section aria-labelledby="other-calendars">
          <div className="calendar-list-head">
            <h2 id="other-calendars">
              <Trans>Weitere Kalender</Trans>
            </h2>
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
              />
            ))}
          </ul>
        </section>
      )}
      {editing !== null && (
        <CalendarDialog calendar={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
      {sharing !== null && <ShareCalendarDialog calendar={sharing} onClose={() => setSharing(null)} />}
    </>
  );
}

interface CalendarLineProps {
  readonly calendar: Calendar;
  readonly before: Calendar | undefined;
  readonly after: Calendar | undefined;
  readonly onEdit: () => void;
  readonly onShare: () => void;
}

function CalendarLine({ calendar, before, after, onEdit, onShare }: CalendarLineProps) {
  const { t } = useLingui();
  const report = useReport();
  const change = useChangeCalendar();
  const remove = useRemoveCalendar();
  const restore = useRestoreCalendar();
  const leave = useLeaveCalendar();
  const { id, name, colour, isVisible, role, ownerName } = calendar;
  const isOwn = role === 'owner';

  function swap(other: Calendar) {
    change.mutate({ id, position: other.position }, report);
    change.mutate({ id: other.id, position: calendar.position }, report);
  }

  // The line may be gone before the answer comes, and a mutation's callbacks would go with it: hence promises.
  const bringBack = () => void restore.mutateAsync(id).catch(report.onError);
  const removeWithUndo = () =>
    remove
      .mutateAsync(id)
      .then(() => showUndo(t`Kalender „${name}“ gelöscht`, t`Rückgängig`, bringBack), report.onError);

  const entries: MenuEntry[] = [
    { id: 'edit', label: t`Name und Farbe …`, icon: Pencil, onAction: onEdit },
    ...(isOwn || role === 'manager' ? [{ id: 'share', label: t`Freigeben …`, icon: Users, onAction: onShare }] : []),
    ...(before === undefined ? [] : [{ id: 'up', label: t`Nach oben`, icon: ArrowUp, onAction: () => swap(before) }]),
    ...(after === undefined
      ? []
      : [{ id: 'down', label: t`Nach unten`, icon: ArrowDown, onAction: () => swap(after) }]),
    ...(isOwn && !calendar.isDefault
      ? [
          {
            id: 'remove',
            label: t`Löschen`,
            icon: Trash2,
            isDangerous: true,
            separatorBefore: true,
            onAction: removeWithUndo,
          },
        ]
      : []),
    ...(calendar.mayLeave
      ? [
          {
            id: 'leave',
            label: t`Entfernen`,
            icon: LogOut,
            separatorBefore: true,
            onAction: () => leave.mutateAsync(id).catch(report.onError),
          },
        ]
      : []),
  ];
  return (
    <li className="calendar-line" style={colourStyle(colour ?? calendarColours[0])}>
      <Checkbox isSelected={isVisible} onChange={(shown) => change.mutate({ id, isVisible: shown }, report)}>
        <span className="calendar-line-name">
          <span className="truncate">{name}</span>
          {!isOwn && ownerName !== name && <span className="calendar-line-owner truncate">{ownerName}</span>}
        </span>
      </Checkbox>
      <MenuButton label={t`Kalender ${name}`} entries={entries}>
        <IconButton icon={EllipsisVertical} size="small" tooltip={false} label={t`Mehr zu „${name}“`} />
      </MenuButton>
    </li>
  );
}
