import { Trans, useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import { CommentList } from '../../collaboration/components/comment-list.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { useNode } from '../api/use-nodes.ts';
import type { LocatedNode } from '../api/use-located.ts';
import { may } from '../domain/rights.ts';
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
  /** Stays while one goes from file to file. */
  readonly part: DetailsPart;
  readonly onPart: (part: DetailsPart) => void;
}

export type DetailsPart = 'facts' | 'comments' | 'versions' | 'activity';

/** What there is to know about one file or folder. */
export function DetailsPanel({ node, selected, onClose, ...rest }: DetailsPanelProps) {
  const { t } = useLingui();
  const title = node === null ? t`Details` : node.rootOf === 'personal' ? t`Dateien` : node.name;
  return (
    <aside className="details" aria-label={t`Details`}>
      <header className="details-head">
        <h2>{title}</h2>
        <IconButton icon={X} label={t`Details schließen`} size="small" onPress={onClose} />
      </header>
      {node ? (
        <DetailsBody key={node.id} node={node} {...rest} />
      ) : (
        <p className="details-many muted">
          <Trans>{selected} Einträge sind ausgewählt. Wählen Sie einen, um mehr über ihn zu erfahren.</Trans>
        </p>
      )}
    </aside>
  );
}

type DetailsBodyProps = Pick<DetailsPanelProps, 'onOpen' | 'onShare' | 'part' | 'onPart'> & {
  readonly node: LocatedNode;
};

/** The same in a dialog, where there is no room beside the list. */
export function DetailsBody({ node, onOpen, onShare, part, onPart }: DetailsBodyProps) {
  const { t } = useLingui();
  const { data: fresh } = useNode(node.id);
  const shown: LocatedNode = { ...node, ...fresh };
  const facts = {
    id: 'facts' as const,
    label: t`Übersicht`,
    content: <DetailsFacts node={shown} onOpen={onOpen} onShare={onShare} />,
  };
  const comments = { id: 'comments' as const, label: t`Kommentare`, content: <CommentList nodeId={node.id} /> };
  const versions = { id: 'versions' as const, label: t`Versionen`, content: <VersionList node={shown} /> };
  const activity = { id: 'activity' as const, label: t`Aktivität`, content: <ActivityList node={shown} /> };
  const parts = node.kind === 'file' ? [facts, comments, versions, activity] : [facts, comments, activity];
  // who only uploads there sees nothing of it
  const items = may(node, 'read') ? parts : [facts];
  const selected = items.some(({ id }) => id === part) ? part : 'facts';
  return <Tabs<DetailsPart> label={t`Details`} items={items} selected={selected} onSelect={onPart} />;
}
