import { useLingui } from '@lingui/react/macro';
import { Share2, Star, Users } from 'lucide-react';
import { useMemo } from 'react';
import { formatBytes, formatDateTime } from '../../../i18n/format.ts';
import type { LocatedNode } from '../api/use-located.ts';
import type { EntryParts } from '../grid/grid-row.tsx';
import { NameEditor } from './name-editor.tsx';
import { NodeIcon } from './node-icon.tsx';
import { useReleaseWords } from './release-words.ts';
import { ReleaseSign } from './release-sign.tsx';
import { placeOf } from './node-columns.tsx';
import { isReceived, may } from '../domain/rights.ts';

export interface NodePartsInput {
  readonly renamingId: number | null;
  readonly onRenamed: (node: LocatedNode, name: string | null) => void;
  readonly onFavourite: (node: LocatedNode) => void;
  readonly cutIds: ReadonlySet<number> | null;
  readonly canDrag: boolean;
  readonly showPlace: boolean;
  /** Nodes that one shared oneself. */
  readonly sharedIds: ReadonlySet<number>;
}

/** How nodes look in rows and tiles. */
export function useNodeParts(input: NodePartsInput): EntryParts<LocatedNode> {
  const { renamingId, onRenamed, onFavourite, cutIds, canDrag, showPlace, sharedIds } = input;
  const { t, i18n } = useLingui();
  const releaseWords = useReleaseWords();
  return useMemo<EntryParts<LocatedNode>>(
    () => ({
      icon: (node, size) => <NodeIcon node={node} size={size} />,
      name: (node) =>
        node.id === renamingId ? (
          <NameEditor name={node.name} kind={node.kind} onDone={(name) => onRenamed(node, name)} />
        ) : (
          <a href={hrefOf(node)} tabIndex={-1} draggable={false} data-part="open" title={node.name}>
            {node.name}
          </a>
        ),
      subline: (node, size) => {
        const when = formatDateTime(node.mtime);
        const state = releaseWords(node.release)?.short;
        if (state !== undefined) return `${state} · ${formatBytes(node.size)}`;
        if (size === 'tile') return node.kind === 'folder' ? when : formatBytes(node.size);
        if (node.sharing) {
          const who = node.sharing.by ?? node.sharing.with ?? '';
          return [who, formatDateTime(node.sharing.at)].filter(Boolean).join(' · ');
        }
        const place = showPlace ? placeOf(node) : '';
        if (place !== '') return `${place} · ${when}`;
        return node.kind === 'folder' ? when : `${formatBytes(node.size)} · ${when}`;
      },
      action: (node) => (
        <button
          type="button"
          tabIndex={-1}
          data-part="own"
          className="grid-button node-star"
          aria-pressed={node.favourite}
          aria-label={t`Favorit: ${node.name}`}
          onClick={() => onFavourite(node)}
        >
          <Star aria-hidden />
        </button>
      ),
      signs: (node) => (
        <>
          {node.sharing?.isNew && <span className="share-new-mark">{t`Neu`}</span>}
          {sharedIds.has(node.id) && (
            <Share2 aria-label={t`Von Ihnen geteilt`} role="img" className="node-shared-sign" />
          )}
          {isReceived(node) && <Users aria-label={t`Mit Ihnen geteilt`} role="img" className="node-shared-sign" />}
          {node.favourite && <Star aria-label={t`Favorit`} role="img" className="node-star-sign" />}
          <ReleaseSign release={node.release} />
        </>
      ),
      isDimmed: (node) => cutIds?.has(node.id) ?? false,
      isDraggable: (node) => canDrag && node.id !== renamingId,
      isDropTarget: (node) => node.kind === 'folder' && may(node, 'add'),
    }),
    // The formats follow the language of the app.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [renamingId, onRenamed, onFavourite, cutIds, canDrag, showPlace, sharedIds, t, i18n.locale],
  );
}

/** Where a node's name leads: into the folder, or to the viewer over its folder. The grid follows it without a reload. */
export function hrefOf({ id, kind, parentId }: Pick<LocatedNode, 'id' | 'kind' | 'parentId'>): string {
  return kind === 'folder' ? `/files/${id}` : `/files/${parentId ?? ''}?open=${id}`;
}
