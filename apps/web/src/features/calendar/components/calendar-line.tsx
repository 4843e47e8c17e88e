import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import {
  ArrowDown,
  ArrowUp,
  Copy,
  Download,
  EllipsisVertical,
  FileUp,
  LogOut,
  Pencil,
  RefreshCw,
  Trash2,
  TriangleAlert,
  Users,
} from 'lucide-react';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { MenuButton, type MenuEntry } from '../../../ui/menu.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { showUndo } from '../../files/commands/undo.ts';
import type { Calendar } from '../api/calendar-types.ts';
import { useChangeCalendar, useLeaveCalendar, useRemoveCalendar, useRestoreCalendar } from '../api/calendars.ts';
import { useChooseBirthdays } from '../api/holidays.ts';
import { subscriptionsQuery, useRefreshSubscription } from '../api/subscriptions.ts';
import { calendarFileUrl } from '../api/transfer.ts';
import { calendarColours } from '../domain/colours.ts';
import { colourStyle } from '../grid/event-look.ts';
import { problemWords, usualProblem } from './subscription-words.ts';
import { useReport } from './use-report.ts';

interface CalendarLineProps {
  readonly calendar: Calendar;
  readonly before: Calendar | undefined;
  readonly after: Calendar | undefined;
  readonly onEdit: () => void;
  readonly onShare: () => void;
  readonly onImport: () => void;
}

/** A calendar with its colour: shown or not, and what can be done with it. */
export function CalendarLine({ calendar, before, after, onEdit, onShare, onImport }: CalendarLineProps) {
  const { t } = useLingui();
  const report = useReport();
  const change = useChangeCalendar();
  const remove = useRemoveCalendar();
  const restore = useRestoreCalendar();
  const leave = useLeaveCalendar();
  const { id, name, colour, isVisible, role, ownerName, kind } = calendar;
  const isOwn = role === 'owner';
  const isSubscription = kind === 'subscription';
  const { data: subscriptions } = useQuery({ ...subscriptionsQuery, enabled: isSubscription });
  const subscription = subscriptions?.find(({ calendarId }) => calendarId === id);
  const problem = subscription?.problem ?? null;
  const refresh = useRefreshSubscription();
  const birthdays = useChooseBirthdays();

  function swap(other: Calendar) {
    change.mutate({ id, position: other.position }, report);
    change.mutate({ id: other.id, position: calendar.position }, report);
  }

  // The line may be gone before the answer comes, and a mutation's callbacks would go with it: hence promises.
  // Birthdays are not kept in a trash: they are made anew.
  const bringBack = () =>
    void (kind === 'birthdays' ? birthdays.mutateAsync(true) : restore.mutateAsync(id)).catch(report.onError);
  const removeWithUndo = () =>
    remove
      .mutateAsync(id)
      .then(() => showUndo(t`Kalender „${name}“ gelöscht`, t`Rückgängig`, bringBack), report.onError);

  const refreshNow = () =>
    void refresh.mutateAsync(id).then((now) => {
      if (now.problem === null) showToast({ title: t`„${name}“ ist aktuell` });
    }, report.onError);
  const copyAddress = () =>
    void navigator.clipboard.writeText(subscription?.url ?? '').then(() => showToast({ title: t`Adresse kopiert` }));

  const entries: MenuEntry[] = [
    { id: 'edit', label: t`Name und Farbe …`, icon: Pencil, onAction: onEdit },
    ...(subscription === undefined
      ? []
      : [
          { id: 'refresh', label: t`Jetzt aktualisieren`, icon: RefreshCw, onAction: refreshNow },
          { id: 'copy', label: t`Adresse kopieren`, icon: Copy, onAction: copyAddress },
        ]),
    ...(kind === 'calendar' && (isOwn || role === 'manager')
      ? [{ id: 'share', label: t`Freigeben …`, icon: Users, onAction: onShare }]
      : []),
    ...(calendar.mayWrite
      ? [{ id: 'import', label: t`Importieren …`, icon: FileUp, separatorBefore: true, onAction: onImport }]
      : []),
    { id: 'export', label: t`Als Datei (.ics) exportieren`, icon: Download, href: calendarFileUrl(id) },
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
          {problem !== null && (
            <span className="calendar-line-problem">
              <TriangleAlert aria-hidden />
              {t(problemWords[problem] ?? usualProblem)}
            </span>
          )}
          {!isOwn && ownerName !== name && <span className="calendar-line-owner truncate">{ownerName}</span>}
        </span>
      </Checkbox>
      <MenuButton label={t`Kalender ${name}`} entries={entries}>
        <IconButton icon={EllipsisVertical} size="small" tooltip={false} label={t`Mehr zu „${name}“`} />
      </MenuButton>
    </li>
  );
}
