import { Trans } from '@lingui/react/macro';

/** Instead of what nobody has said yet. */
export function Absent() {
  return (
    <span className="muted">
      <Trans>nicht angegeben</Trans>
    </span>
  );
}
