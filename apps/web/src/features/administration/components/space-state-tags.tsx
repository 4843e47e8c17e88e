import { Trans } from '@lingui/react/macro';
import type { SpaceSummary } from '../api/spaces.ts';

const soon = 30 * 24 * 3_600_000;

/** What somebody who administers has to know of a space at a glance. */
export function SpaceStateTags({ space }: { readonly space: SpaceSummary }) {
  const { kind, closedAt, endsAt, held, managerCount, quotaBytes, usedBytes } = space;
  const ending = closedAt === null && endsAt !== null && endsAt - Date.now() < soon;
  const full = quotaBytes !== null && quotaBytes > 0 && usedBytes >= quotaBytes * 0.8;
  return (
    <span className="row">
      {closedAt !== null && (
        <span className="tag">
          <Trans>beendet</Trans>
        </span>
      )}
      {ending && (
        <span className="tag tag-action">
          <Trans>endet bald</Trans>
        </span>
      )}
      {kind !== 'personal' && managerCount === 0 && (
        <span className="tag tag-danger">
          <Trans>ohne Verwaltung</Trans>
        </span>
      )}
      {full && (
        <span className="tag tag-danger">
          <Trans>fast voll</Trans>
        </span>
      )}
      {held && (
        <span className="tag tag-action">
          <Trans>wird aufbewahrt</Trans>
        </span>
      )}
    </span>
  );
}
