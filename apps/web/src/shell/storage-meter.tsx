import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { formatBytes } from '../i18n/format.ts';
import { Meter } from '../ui/meter.tsx';
import { spacesQuery } from '../session/spaces.ts';

/** How full the person's own space is; without a quota just how much is there. */
export function StorageMeter() {
  const { t } = useLingui();
  const { data } = useQuery(spacesQuery);
  const own = data?.find((space) => space.kind === 'personal');
  if (own === undefined) return <div className="side-storage" />;
  const used = formatBytes(own.usedBytes);
  if (own.quotaBytes === null) {
    return (
      <div className="side-storage">
        <p className="ui-progress">
          <span className="ui-progress-label">{t`Speicherplatz`}</span>
          <span className="ui-progress-value">{t`${used} belegt`}</span>
        </p>
      </div>
    );
  }
  const quota = formatBytes(own.quotaBytes);
  return (
    <div className="side-storage">
      <Meter label={t`Speicherplatz`} value={own.usedBytes} max={own.quotaBytes} valueText={t`${used} von ${quota}`} />
    </div>
  );
}
