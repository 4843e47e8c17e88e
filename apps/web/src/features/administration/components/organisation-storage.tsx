import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { formatBytes } from '../../../i18n/format.ts';
import { Meter } from '../../../ui/meter.tsx';
import { organisationStorageQuery } from '../api/organisations.ts';

/** What all spaces of an organisation hold together, of what they may. */
export function OrganisationStorage({ organisationKey }: { readonly organisationKey: string }) {
  const { t } = useLingui();
  const { data } = useQuery(organisationStorageQuery(organisationKey));
  if (data === undefined) return <>…</>;
  const used = formatBytes(data.usedBytes);
  if (data.quotaBytes === null) return <>{t`${used} belegt, ohne Grenze`}</>;
  const quota = formatBytes(data.quotaBytes);
  return (
    <Meter
      label={t`Alle Bereiche zusammen`}
      value={data.usedBytes}
      max={data.quotaBytes}
      valueText={t`${used} von ${quota}`}
    />
  );
}
