import { useLingui } from '@lingui/react/macro';
import { useMemo } from 'react';
import { formatBytes, formatDateTime } from '../../../i18n/format.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import type { LocatedNode } from '../api/use-located.ts';
import type { Column } from '../grid/column.ts';

/** The folder a found node lies in, in words; '' for the root. */
export function placeOf({ path, name }: LocatedNode): string {
  if (!path) return '';
  return (path.at(-1) === name ? path.slice(0, -1) : path).join(' / ');
}

export type NodeColumns = 'folder' | 'lists' | 'received' | 'given';

export function useNodeColumns(kind: NodeColumns): readonly Column<LocatedNode>[] {
  const { t, i18n } = useLingui();
  return useMemo(() => {
    const name: Column<LocatedNode> = {
      id: 'name',
      label: t`Name`,
      width: 'minmax(220px, 1fr)',
      sortKey: 'name',
      render: () => null,
    };
    const place: Column<LocatedNode> = {
      id: 'place',
      label: t`Ordner`,
      width: 'minmax(140px, 0.6fr)',
      from: 720,
      render: (node) => <span className="truncate">{placeOf(node) || t`Dateien`}</span>,
    };
    const person: Column<LocatedNode> = {
      id: 'person',
      label: t`Geändert von`,
      width: '190px',
      from: 860,
      render: ({ modifiedBy, modifiedByVisitor }) => {
        const name = modifiedBy?.name ?? modifiedByVisitor;
        return name === null ? (
          '–'
        ) : (
          <>
            <Avatar name={name} size="small" />
            <span className="truncate">{name}</span>
          </>
        );
      },
    };
    const changed: Column<LocatedNode> = {
      id: 'mtime',
      label: t`Geändert`,
      width: '168px',
      sortKey: 'mtime',
      render: ({ mtime }) => formatDateTime(mtime),
    };
    const size: Column<LocatedNode> = {
      id: 'size',
      label: t`Größe`,
      width: '96px',
      sortKey: 'size',
      align: 'end',
      from: 560,
      render: (node) => (node.kind === 'folder' && node.size === 0 ? '–' : formatBytes(node.size)),
    };
    const since: Column<LocatedNode> = {
      id: 'since',
      label: t`Freigegeben`,
      width: '168px',
      from: 560,
      render: ({ sharing }) => (sharing ? formatDateTime(sharing.at) : '–'),
    };
    const by: Column<LocatedNode> = {
      id: 'by',
      label: t`Freigegeben von`,
      width: '210px',
      render: ({ sharing }) =>
        sharing?.by ? (
          <>
            <Avatar name={sharing.by} size="small" />
            <span className="truncate">{sharing.by}</span>
          </>
        ) : (
          '–'
        ),
    };
    const recipients: Column<LocatedNode> = {
      id: 'with',
      label: t`Geteilt mit`,
      width: 'minmax(180px, 0.8fr)',
      render: ({ sharing }) => <span className="truncate">{sharing?.with ?? '–'}</span>,
    };
    const columns: Readonly<Record<NodeColumns, readonly Column<LocatedNode>[]>> = {
      folder: [name, person, changed, size],
      lists: [name, place, changed, size],
      received: [name, by, since, size],
      given: [name, recipients, since, size],
    };
    return columns[kind];
    // The formats follow the language of the app.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [kind, t, i18n.locale]);
}
