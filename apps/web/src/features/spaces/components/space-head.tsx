import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { CalendarClock, Scale, UserRound, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatBytes, formatDate } from '../../../i18n/format.ts';
import { spacesQuery, type Space } from '../../../session/spaces.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Meter } from '../../../ui/meter.tsx';
import '../spaces.css';

const soon = 14 * 24 * 3_600_000;

/** In the folder that is the root of a space: what it is for, until when, how full it is. */
export function SpaceHead({ folderId }: { readonly folderId: number }) {
  const { data } = useQuery(spacesQuery);
  const space = data?.find((one) => one.kind !== 'personal' && one.rootId === folderId);
  if (space === undefined) return null;
  return (
    <div className="space-head">
      <SpaceState space={space} />
      <SpaceAbout space={space} />
    </div>
  );
}

/** Only what somebody has to know before anything else. */
function SpaceState({ space }: { readonly space: Space }) {
  const { t } = useLingui();
  const { endsAt, closedAt, deletesAt, quotaBytes, usedBytes, manages } = space;
  const share = quotaBytes === null || quotaBytes === 0 ? 0 : usedBytes / quotaBytes;
  const percent = Math.floor(share * 100);
  return (
    <>
      {closedAt !== null && (
        <Banner tone="warning" isQuiet title={t`Dieser Raum ist seit ${formatDate(closedAt)} beendet.`}>
          {deletesAt === null ? (
            <Trans>Er lässt sich nur noch lesen.</Trans>
          ) : (
            <Trans>
              Er lässt sich nur noch lesen und wird am {formatDate(deletesAt)} mit allem, was darin liegt, gelöscht.
            </Trans>
          )}{' '}
          {manages && <Trans>Über „Raum verwalten“ können Sie ihn verlängern.</Trans>}
        </Banner>
      )}
      {closedAt === null && endsAt !== null && endsAt - Date.now() < soon && (
        <Banner tone="info" isQuiet title={t`Dieser Raum endet am ${formatDate(endsAt)}.`}>
          {manages && <Trans>Über „Raum verwalten“ können Sie ihn verlängern.</Trans>}
        </Banner>
      )}
      {closedAt === null && share >= 0.8 && (
        <Banner tone={share >= 0.95 ? 'danger' : 'warning'} isQuiet title={t`Der Raum ist zu ${percent} % belegt.`}>
          <Trans>Ist er voll, lässt sich nichts mehr hochladen. Auch Papierkorb und frühere Versionen zählen.</Trans>
        </Banner>
      )}
    </>
  );
}

function SpaceAbout({ space }: { readonly space: Space }) {
  const { t } = useLingui();
  const { kind, purpose, sponsor, endsAt, closedAt, held, quotaBytes, usedBytes } = space;
  const facts: readonly (readonly [string, ReactNode, string] | null)[] = [
    kind === 'exchange' ? ['kind', <Users key="i" aria-hidden />, t`Austauschraum mit Dritten`] : null,
    endsAt !== null && closedAt === null
      ? ['end', <CalendarClock key="i" aria-hidden />, t`Endet am ${formatDate(endsAt)}`]
      : null,
    sponsor === null ? null : ['sponsor', <UserRound key="i" aria-hidden />, t`Verantwortlich: ${sponsor.name}`],
    held
      ? ['held', <Scale key="i" aria-hidden />, t`Muss aufbewahrt werden: Hier wird nichts endgültig gelöscht`]
      : null,
  ];
  const shown = facts.filter((fact) => fact !== null);
  if (purpose === '' && shown.length === 0 && quotaBytes === null) return null;
  return (
    <section className="space-about" aria-label={t`Über diesen Raum`}>
      {(purpose !== '' || shown.length > 0) && (
        <div className="stack">
          {purpose !== '' && <p className="space-purpose">{purpose}</p>}
          {shown.length > 0 && (
            <ul className="space-facts">
              {shown.map(([id, icon, text]) => (
                <li key={id}>
                  {icon}
                  {text}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      {quotaBytes !== null && (
        <Meter
          label={t`Speicherplatz`}
          value={usedBytes}
          max={quotaBytes}
          valueText={t`${formatBytes(usedBytes)} von ${formatBytes(quotaBytes)}`}
        />
      )}
    </section>
  );
}
