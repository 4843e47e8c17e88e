import { Trans, useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { useNode } from '../api/use-nodes.ts';
import type { LocatedNode } from '../api/use-located.ts';
import { ActivityList } from './activity-list.tsx';
import { DetailsFacts } from './details-facts.tsx';
import { VersionList } from './version-list.tsx';
import './details-panel.css';

interface DetailsPanelProps {
  /** What is selected, else the folder itself; null: several things. */
  readonly node: LocatedNode | null;
  readonly selected: number;
  readonly onClose: () => void;
  readonly onOpen: (node: LocatedNode) => void;
  readonly onShare: (node: LocatedNode) => void;
}

type Part = 'facts' | 'versions' | 'activity';

/** What there is to know about one file or folder. */
export function DetailsPanel({ node, selected, onClose, onOpen, onShare }: DetailsPanelProps) {
  const { t } = useLingui();
  const title = node === null ? t`Details` : node.rootOf === 'personal' ? t`Dateien` : node.name;
  return (
    <aside className="details" aria-label={t`Details`}>
      <header className="details-head">
        <h2>{title}</h2>
        <IconButton icon={X} label={t`Details schließen`} size="small" onPress={onClose} />
      </header>
      {node ? (
        <DetailsBody key={node.id} node={node} onOpen={onOpen} onShare={onShare} />
      ) : (
        <p className="details-many muted">
          <Trans>{selected} Einträge sind ausgewählt. Wählen Sie einen, um mehr über ihn zu erfahren.</Trans>
        </p>
      )}
    </aside>
  );
}

type DetailsBodyProps = Pick<DetailsPanelProps, 'onOpen' | 'onShare'> & { readonly node: LocatedNode };

/** The same in a dialog, where there is no room beside the list. */
export function DetailsBody({ node, onOpen, onShare }: DetailsBodyProps) {
  const { t } = useLingui();
  const [part, setPart] = useState<Part>('facts');
  const { data: fresh } = useNode(node.id);
  const shown: LocatedNode = { ...node, ...fresh };
  const facts = {
    id: 'facts' as const,
    label: t`Übersicht`,
    content: <DetailsFacts node={shown} onOpen={onOpen} onShare={onShare} />,
  };
  const versions = { id: 'versions' as const, label: t`Versionen`, content: <VersionList node={shown} /> };
  const activity = { id: 'activity' as const, label: t`Aktivität`, content: <ActivityList node={shown} /> };
  const items = node.kind === 'file' ? [facts, versions, activity] : [facts, activity];
  return <Tabs<Part> label={t`Details`} items={items} selected={part} onSelect={setPart} />;
}
