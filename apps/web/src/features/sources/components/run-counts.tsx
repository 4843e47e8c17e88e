import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { formatNumber } from '../../../i18n/format.ts';
import type { Run } from '../api/sources.ts';

/** "12 new, 3 changed, 1 leaves" in one line. */
export function RunCounts({ run }: { readonly run: Run }) {
  const { t } = useLingui();
  const { added = 0, changed = 0, returning = 0, leaving = 0, problem = 0, unchanged = 0 } = run.counts;
  const waits = run.state === 'braked' || run.state === 'looked' || run.state === 'discarded';
  const groups =
    (run.counts['group-added'] ?? 0) + (run.counts['group-changed'] ?? 0) + (run.counts['group-removed'] ?? 0);
  const parts = [
    added > 0 && t`${formatNumber(added)} neu`,
    changed > 0 && t`${formatNumber(changed)} geändert`,
    returning > 0 && t`${formatNumber(returning)} zurück`,
    leaving > 0 && (waits ? t`${formatNumber(leaving)} würden ausscheiden` : t`${formatNumber(leaving)} ausgeschieden`),
  ].filter((part) => part !== false);
  return (
    <span className="run-counts">
      {parts.length > 0 ? parts.join(', ') : <Trans>Nichts Neues</Trans>}
      {groups > 0 && (
        <>
          , <Plural value={groups} one="# Gruppe" other="# Gruppen" />
        </>
      )}
      {unchanged > 0 && (
        <span className="muted">
          {' '}
          · <Trans>{formatNumber(unchanged)} unverändert</Trans>
        </span>
      )}
      {problem > 0 && (
        <span className="run-problems">
          {' '}
          · <Plural value={problem} one="# Hinweis" other="# Hinweise" />
        </span>
      )}
    </span>
  );
}
