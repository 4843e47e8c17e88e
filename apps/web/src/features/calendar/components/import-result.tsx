import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Banner } from '../../../ui/banner.tsx';
import type { ImportResult as Result } from '../api/transfer.ts';
import { problemText } from './import-words.ts';

/** What became of a file: how many, and what was left out for which reason. */
export function ImportResult({ result, name }: { readonly result: Result; readonly name: string }) {
  const { t } = useLingui();
  const { added, replaced, kept, failed, problems } = result;
  const counts = [
    { label: t`Neu`, count: added },
    { label: t`Ersetzt`, count: replaced },
    { label: t`Unverändert`, count: kept },
    { label: t`Ausgelassen`, count: failed },
  ];
  const more = failed - problems.length;
  return (
    <div className="stack">
      <Banner tone={failed > 0 ? 'warning' : 'success'} isQuiet>
        <span role="status">
          {added + replaced === 0
            ? t`In „${name}“ hat sich nichts geändert.`
            : t`${plural(added + replaced, { one: '# Eintrag steht jetzt', other: '# Einträge stehen jetzt' })} in „${name}“.`}
        </span>
      </Banner>
      <dl className="import-counts">
        {counts.map(({ label, count }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{count.toLocaleString()}</dd>
          </div>
        ))}
      </dl>
      {problems.length > 0 && (
        <section className="import-problems" aria-labelledby="import-problems">
          <h3 id="import-problems">
            <Trans>Das wurde ausgelassen</Trans>
          </h3>
          {/* Scrolls by keyboard too. */}
          <ul tabIndex={0} aria-labelledby="import-problems">
            {problems.map(({ uid, summary, problem }, at) => (
              <li key={at}>
                <strong className="truncate">{summary ?? uid ?? t`Ohne Titel`}</strong>
                <span className="muted">{t(problemText(problem))}</span>
              </li>
            ))}
            {more > 0 && (
              <li className="muted">{t`${plural(more, { one: 'und # weiterer Eintrag', other: 'und # weitere Einträge' })}`}</li>
            )}
          </ul>
        </section>
      )}
    </div>
  );
}
