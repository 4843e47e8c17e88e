import { Trans, useLingui } from '@lingui/react/macro';
import { Clock } from 'lucide-react';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useRecent } from '../api/use-located.ts';
import { useWholeList } from '../api/use-whole-list.ts';
import { NodeBrowser } from '../components/node-browser.tsx';

export function RecentPage() {
  const { t } = useLingui();
  const source = useWholeList(useRecent());
  return (
    <NodeBrowser
      identity="recent"
      title={t`Zuletzt verwendet`}
      source={source}
      folder={null}
      empty={
        <EmptyState icon={Clock} title={<Trans>Noch nichts verwendet</Trans>}>
          <Trans>Was Sie hochladen oder ändern, erscheint hier, das Neueste zuerst.</Trans>
        </EmptyState>
      }
    />
  );
}
