import { Trans, useLingui } from '@lingui/react/macro';
import { Globe, X } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { ownZone, zoneName } from '../domain/zones.ts';
import { mostZones, useOtherZones } from './calendar-settings.ts';
import { ZoneSelect } from './zone-select.tsx';

/** Whose hours stand beside one's own in days and weeks. */
export function ZonesDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useLingui();
  const [zones, setZones] = useOtherZones();
  const own = ownZone();
  return (
    <Dialog
      size="small"
      title={t`Zeitzonen`}
      isOpen
      onOpenChange={onClose}
      footer={
        <Button variant="primary" onPress={onClose}>
          <Trans>Fertig</Trans>
        </Button>
      }
    >
      <div className="stack">
        <p className="muted">
          <Trans>Die Stunden anderer Orte stehen in Tagen und Wochen neben Ihren eigenen.</Trans>
        </p>
        <ul className="attendees" aria-label={t`Gezeigte Zeitzonen`}>
          {[own, ...zones].map((zone, at) => (
            <li key={zone}>
              <Globe aria-hidden />
              <span className="truncate">{zone.replaceAll('_', ' ')}</span>
              {at === 0 ? (
                <span className="muted">
                  <Trans>die eigene</Trans>
                </span>
              ) : (
                <IconButton
                  icon={X}
                  size="small"
                  tooltip={false}
                  label={t`${zoneName(zone)} ausblenden`}
                  onPress={() => setZones(zones.filter((each) => each !== zone))}
                />
              )}
            </li>
          ))}
        </ul>
        {zones.length < mostZones && (
          <ZoneSelect
            label={t`Weitere Zeitzone`}
            zone={own}
            onChange={(next) => next !== own && !zones.includes(next) && setZones([...zones, next])}
          />
        )}
      </div>
    </Dialog>
  );
}
