import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, ListChecks } from 'lucide-react';
import { useState } from 'react';
import { formatNumber } from '../../../i18n/format.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { DataTable } from '../../administration/components/data-table.tsx';
import { Pager } from '../../administration/components/pager.tsx';
import { differenceQuery, itemsPage, type ItemKind, type Run } from '../api/sources.ts';
import { itemWords } from '../words.ts';
import { ItemDetail } from './item-detail.tsx';

const kinds: readonly ItemKind[] = [
  'leaving',
  'added',
  'changed',
  'returning',
  'group-added',
  'group-changed',
  'group-removed',
  'problem',
];

interface DifferenceViewProps {
  readonly sourceId: number;
  readonly run: Run;
}

/** What a run found, by kind, each with before and after. */
export function DifferenceView({ sourceId, run }: DifferenceViewProps) {
  const { t } = useLingui();
  const found = kinds.filter((kind) => (run.counts[kind] ?? 0) > 0);
  const [chosen, setChosen] = useState<ItemKind | null>(null);
  const [first] = found;
  if (first === undefined) {
    return (
      <div className="table-frame">
        <EmptyState icon={CircleCheck} title={t`Kein Unterschied`}>
          <Trans>Hier steht schon alles so wie in der Quelle.</Trans>
        </EmptyState>
      </div>
    );
  }
  const selected = chosen !== null && found.includes(chosen) ? chosen : first;
  return (
    <Tabs
      label={t`Unterschied`}
      selected={selected}
      onSelect={setChosen}
      items={found.map((kind) => ({
        id: kind,
        label: `${t(itemWords[kind])} (${formatNumber(run.counts[kind] ?? 0)})`,
        content: <KindTable key={kind} sourceId={sourceId} run={run} kind={kind} />,
      }))}
    />
  );
}

function KindTable({ sourceId, run, kind }: DifferenceViewProps & { readonly kind: ItemKind }) {
  const { t } = useLingui();
  const [offset, setOffset] = useState(0);
  const { data, error, refetch } = useQuery(differenceQuery(sourceId, run, kind, offset));
  const title = t(itemWords[kind]);
  return (
    <div className="source-stack">
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      <DataTable
        label={title}
        rows={data?.items}
        keyOf={(item) => item.position}
        emptyIcon={ListChecks}
        emptyTitle={t`Hier steht nichts.`}
        columns={[
          {
            id: 'who',
            title: kind.startsWith('group') ? t`Gruppe` : t`Person`,
            cell: (item) => <strong className="item-label">{item.label}</strong>,
          },
          { id: 'what', title: t`Was`, cell: (item) => <ItemDetail item={item} /> },
        ]}
      />
      <Pager offset={offset} size={itemsPage} total={run.counts[kind] ?? 0} onChange={setOffset} />
    </div>
  );
}
