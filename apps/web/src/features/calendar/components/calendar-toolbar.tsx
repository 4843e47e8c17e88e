import { Trans, useLingui } from '@lingui/react/macro';
import { ChevronLeft, ChevronRight, EllipsisVertical, Globe, PanelLeft, Plus, Printer } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { MenuButton } from '../../../ui/menu.tsx';
import { Select } from '../../../ui/select.tsx';
import type { ViewName } from '../domain/views.ts';
import { ownZone } from '../domain/zones.ts';
import { useSecondZone } from './calendar-settings.ts';
import { ZoneSelect } from './zone-select.tsx';

interface CalendarToolbarProps {
  readonly title: string;
  readonly view: ViewName;
  readonly onView: (view: ViewName) => void;
  readonly onToday: () => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onNew: () => void;
  readonly onCalendars: (() => void) | null;
}

/** Where one is in time, and how one looks at it. */
export function CalendarToolbar(props: CalendarToolbarProps) {
  const { title, view, onView, onToday, onStep, onNew, onCalendars } = props;
  const { t } = useLingui();
  const [zone, setZone] = useSecondZone();
  const [asking, setAsking] = useState(false);
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
        <MenuButton
          label={t`Mehr zur Ansicht`}
          entries={[
            {
              id: 'zone',
              label: zone === null ? t`Zweite Zeitzone …` : t`Zweite Zeitzone ausblenden`,
              icon: Globe,
              onAction: () => (zone === null ? setAsking(true) : setZone(null)),
            },
            { id: 'print', label: t`Drucken`, icon: Printer, onAction: () => print() },
          ]}
        >
          <IconButton icon={EllipsisVertical} label={t`Mehr zur Ansicht`} tooltip={false} />
        </MenuButton>
        <Button variant="primary" icon={Plus} onPress={onNew}>
          <Trans>Termin</Trans>
        </Button>
      </div>
      {asking && (
        <Dialog size="small" title={t`Zweite Zeitzone`} isOpen onOpenChange={() => setAsking(false)}>
          <ZoneSelect
            label={t`Neben der eigenen`}
            zone={ownZone()}
            onChange={(next) => {
              setZone(next === ownZone() ? null : next);
              setAsking(false);
            }}
          />
        </Dialog>
      )}
    </div>
  );
}
