import { Trans, useLingui } from '@lingui/react/macro';
import {
  ChevronLeft,
  ChevronRight,
  EllipsisVertical,
  FileUp,
  Globe,
  Keyboard,
  PanelLeft,
  Plus,
  Printer,
  Search,
} from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { MenuButton } from '../../../ui/menu.tsx';
import { Select } from '../../../ui/select.tsx';
import type { ViewName } from '../domain/views.ts';
import { ZonesDialog } from './zones-dialog.tsx';

interface CalendarToolbarProps {
  readonly title: string;
  readonly view: ViewName;
  readonly onView: (view: ViewName) => void;
  readonly onToday: () => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onNew: () => void;
  readonly onSearch: () => void;
  readonly onImport: () => void;
  readonly onKeys: () => void;
  readonly onCalendars: (() => void) | null;
}

/** Where one is in time, and how one looks at it. */
export function CalendarToolbar(props: CalendarToolbarProps) {
  const { title, view, onView, onToday, onStep, onNew, onSearch, onImport, onKeys, onCalendars } = props;
  const { t } = useLingui();
  const [asking, setAsking] = useState(false);
  // There is place for a hand's width of buttons.
  const isPhone = onCalendars !== null;
  const views: readonly { id: ViewName; label: string }[] = [
    { id: 'day', label: t`Tag` },
    { id: 'workweek', label: t`Arbeitswoche` },
    { id: 'week', label: t`Woche` },
    { id: 'month', label: t`Monat` },
    { id: 'year', label: t`Jahr` },
    { id: 'list', label: t`Liste` },
    { id: 'team', label: t`Team` },
    { id: 'rooms', label: t`Raumplan` },
  ];
  return (
    <div className="calendar-toolbar">
      <h1 aria-live="polite">{title}</h1>
      <div className="calendar-toolbar-tools">
        {onCalendars !== null && (
          <IconButton icon={PanelLeft} label={t`Kalender und Monat`} tooltip={false} onPress={onCalendars} />
        )}
        <Button size="small" onPress={onToday}>
          <Trans>Heute</Trans>
        </Button>
        <IconButton icon={ChevronLeft} label={t`Zurück`} onPress={() => onStep(-1)} />
        <IconButton icon={ChevronRight} label={t`Weiter`} onPress={() => onStep(1)} />
        <Select hideLabel size="small" label={t`Ansicht`} options={views} value={view} onChange={onView} />
        {!isPhone && <IconButton icon={Search} label={t`Termine suchen`} onPress={onSearch} />}
        <MenuButton
          label={t`Mehr zur Ansicht`}
          entries={[
            ...(isPhone ? [{ id: 'search', label: t`Termine suchen`, icon: Search, onAction: onSearch }] : []),
            { id: 'zones', label: t`Zeitzonen …`, icon: Globe, onAction: () => setAsking(true) },
            { id: 'import', label: t`Termine importieren …`, icon: FileUp, onAction: onImport },
            { id: 'print', label: t`Drucken`, icon: Printer, onAction: () => print() },
            { id: 'keys', label: t`Tastenkürzel`, icon: Keyboard, shortcut: '?', onAction: onKeys },
          ]}
        >
          <IconButton icon={EllipsisVertical} label={t`Mehr zur Ansicht`} tooltip={false} />
        </MenuButton>
        <Button variant="primary" icon={Plus} onPress={onNew}>
          <Trans>Termin</Trans>
        </Button>
      </div>
      {asking && <ZonesDialog onClose={() => setAsking(false)} />}
    </div>
  );
}
