import { Trans, useLingui } from '@lingui/react/macro';
import { Users } from 'lucide-react';
import { Banner } from '../../../ui/banner.tsx';
import { DataTable } from '../../administration/components/data-table.tsx';
import type { TestResult } from '../api/sources.ts';
import { problemWords } from '../words.ts';

/** The first people as they would be taken over. */
export function ConnectionTest({ result }: { readonly result: TestResult }) {
  const { t } = useLingui();
  const groups = result.groups.join(', ');
  return (
    <section className="source-stack" aria-label={t`Ergebnis der Prüfung`}>
      <Banner tone={result.people.length > 0 ? 'success' : 'warning'} title={t`Die Verbindung steht.`}>
        {result.people.length > 0 ? (
          <Trans>So würden die ersten Personen übernommen:</Trans>
        ) : (
          <Trans>Unter der Suchbasis findet der Filter aber niemanden.</Trans>
        )}
      </Banner>
      <DataTable
        label={t`Die ersten Personen`}
        rows={result.people}
        keyOf={(person) => person.externalId}
        emptyIcon={Users}
        emptyTitle={t`Niemand gefunden.`}
        columns={[
          {
            id: 'name',
            title: t`Name`,
            cell: ({ values, externalId, disabled }) => (
              <div className="cell-main">
                <div>
                  <strong>{values?.name ?? externalId}</strong>
                  <small>
                    {values?.login}
                    {disabled && <Trans> · gesperrt</Trans>}
                  </small>
                </div>
              </div>
            ),
          },
          { id: 'email', title: t`E-Mail`, wideOnly: true, cell: ({ values }) => values?.email ?? '' },
          {
            id: 'organisation',
            title: t`Organisation`,
            wideOnly: true,
            cell: ({ values }) => values?.organisation ?? '',
          },
          {
            id: 'problems',
            title: t`Hinweise`,
            cell: ({ problems }) =>
              problems.map(({ problem, value = '' }) => {
                const words = problemWords[problem];
                return (
                  <div key={`${problem} ${value}`}>
                    {words === undefined ? problem : t(words)} <code>{value}</code>
                  </div>
                );
              }),
          },
        ]}
      />
      {groups !== '' && (
        <p>
          <Trans>Gruppen, zum Beispiel: {groups}</Trans>
        </p>
      )}
    </section>
  );
}
