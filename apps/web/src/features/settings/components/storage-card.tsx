import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { formatBytes } from '../../../i18n/format.ts';
import { spacesQuery, type Space } from '../../../session/spaces.ts';
import { Meter } from '../../../ui/meter.tsx';

/** Every space that one can see with its use; own files first. */
export function StorageCard() {
  const { t } = useLingui();
  const { data: spaces = [] } = useQuery(spacesQuery);
  if (spaces.length === 0) return null;
  const sorted = [...spaces].sort((a, b) => Number(b.kind === 'personal') - Number(a.kind === 'personal'));
  const nameOf = (space: Space) => (space.kind === 'personal' ? t`Meine Dateien` : space.name);
  return (
    <section className="card stack" aria-labelledby="storage-heading">
      <h2 id="storage-heading">
        <Trans>Speicherplatz</Trans>
      </h2>
      <ul className="stack">
        {sorted.map((space) => (
          <li key={space.id}>
            <SpaceUse name={nameOf(space)} space={space} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function SpaceUse({ name, space }: { readonly name: string; readonly space: Space }) {
  const { t } = useLingui();
  const used = formatBytes(space.usedBytes);
  if (space.quotaBytes === null) {
    const free = space.freeBytes === null ? null : formatBytes(space.freeBytes);
    return (
      <p className="row row-spread">
        <strong className="ui-progress-label">{name}</strong>
        <span className="ui-progress-value">
          {free === null ? t`${used} belegt, ohne Grenze` : t`${used} belegt, noch ${free} frei`}
        </span>
      </p>
    );
  }
  const quota = formatBytes(space.quotaBytes);
  return <Meter label={name} value={space.usedBytes} max={space.quotaBytes} valueText={t`${used} von ${quota}`} />;
}
