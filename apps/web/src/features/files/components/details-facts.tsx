import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Users } from 'lucide-react';
import { formatBytes, formatDateTime } from '../../../i18n/format.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { spacesQuery } from '../../../session/spaces.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Meter } from '../../../ui/meter.tsx';
import type { LocatedNode } from '../api/use-located.ts';
import { downloadUrl, zipUrl } from '../api/node-urls.ts';
import { buttonClass } from '../../../ui/button-class.ts';
import { may } from '../domain/rights.ts';
import { extensionOf, fileKindOf, type FileKind } from '../domain/kinds.ts';
import { LifeFacts } from '../../spaces/components/life-facts.tsx';
import { isHeld } from '../domain/release.ts';
import { useReleaseWords } from './release-words.ts';
import { SubscribeSwitch } from '../../collaboration/components/subscribe-switch.tsx';
import { TagEditor } from '../../collaboration/components/tag-editor.tsx';
import { placeOf } from './node-columns.tsx';
import { NodeIcon } from './node-icon.tsx';

interface DetailsFactsProps {
  readonly node: LocatedNode;
  readonly onOpen: (node: LocatedNode) => void;
  readonly onShare: (node: LocatedNode) => void;
}

export function DetailsFacts({ node, onOpen, onShare }: DetailsFactsProps) {
  const { t } = useLingui();
  const kindText = useKindText();
  const release = useReleaseWords()(node.release);
  const { folderCount, fileCount } = node;
  const place = placeOf(node);
  const modifiedBy = node.modifiedBy?.name ?? node.modifiedByVisitor;
  const rows: readonly (readonly [string, React.ReactNode] | null)[] = [
    [t`Art`, kindText(node)],
    [t`Größe`, formatBytes(node.size)],
    node.kind === 'folder'
      ? [
          t`Inhalt`,
          t`${plural(folderCount, { one: '# Ordner', other: '# Ordner' })}, ${plural(fileCount, { one: '# Datei', other: '# Dateien' })}`,
        ]
      : null,
    place === '' ? null : [t`Ordner`, place],
    [t`Geändert`, formatDateTime(node.mtime)],
    modifiedBy === null ? null : [t`Geändert von`, <PersonName key="by" name={modifiedBy} />],
    [t`Angelegt`, formatDateTime(node.createdAt)],
    node.ownerName === '' ? null : [t`Gehört`, <PersonName key="owner" name={node.ownerName} />],
    node.release === 'clean' ? [t`Virenprüfung`, t`Keine Schadsoftware gefunden`] : null,
    node.lock ? [t`Gesperrt`, t`von ${node.lock.personName} bis ${formatDateTime(node.lock.expiresAt)}`] : null,
  ];
  return (
    <div className="details-facts">
      <div className="details-preview">
        <NodeIcon node={node} size="tile" />
      </div>
      {release && (
        <Banner tone={release.tone} isQuiet title={release.title}>
          {release.text}
        </Banner>
      )}
      {node.kind === 'file' && !isHeld(node) && (
        <div className="details-actions">
          <Button size="small" onPress={() => onOpen(node)}>{t`Öffnen`}</Button>
          <a className={buttonClass({ size: 'small' })} href={downloadUrl(node.id)} download>{t`Herunterladen`}</a>
        </div>
      )}
      {node.kind === 'folder' && (
        <div className="details-actions">
          <a className={buttonClass({ size: 'small' })} href={zipUrl([node.id])} download>{t`Als ZIP herunterladen`}</a>
        </div>
      )}
      {node.rootOf !== 'personal' && (
        <div className="details-actions">
          <Button size="small" icon={Users} onPress={() => onShare(node)}>{t`Zugriff ansehen`}</Button>
        </div>
      )}
      <dl className="details-list">
        {rows.map((row) =>
          row ? (
            <div key={row[0]}>
              <dt>{row[0]}</dt>
              <dd>{row[1]}</dd>
            </div>
          ) : null,
        )}
      </dl>
      <LifeFacts node={node} />
      {node.rootOf !== 'personal' && may(node, 'read') && (
        <>
          <SubscribeSwitch nodeId={node.id} isFolder={node.kind === 'folder'} />
          <TagEditor nodeId={node.id} canChange={may(node, 'change')} />
        </>
      )}
      {node.rootOf && <SpaceUse spaceId={node.spaceId} />}
    </div>
  );
}

/** How full the space is whose root this is. */
function SpaceUse({ spaceId }: { readonly spaceId: number }) {
  const { t } = useLingui();
  const { data } = useQuery(spacesQuery);
  const space = data?.find(({ id }) => id === spaceId);
  if (!space || space.quotaBytes === null) return null;
  const { usedBytes, quotaBytes } = space;
  const text = t`${formatBytes(usedBytes)} von ${formatBytes(quotaBytes)}`;
  return <Meter label={t`Speicherplatz`} value={usedBytes} max={quotaBytes} valueText={text} />;
}

function PersonName({ name }: { readonly name: string }) {
  return (
    <span className="details-person">
      <Avatar name={name} size="small" />
      {name}
    </span>
  );
}

function useKindText() {
  const { t } = useLingui();
  const texts: Record<FileKind, string> = {
    folder: t`Ordner`,
    image: t`Bild`,
    pdf: t`PDF-Dokument`,
    document: t`Textdokument`,
    spreadsheet: t`Tabelle`,
    presentation: t`Präsentation`,
    text: t`Text`,
    code: t`Quelltext`,
    audio: t`Ton`,
    video: t`Video`,
    archive: t`Archiv`,
    mail: t`E-Mail`,
    other: t`Datei`,
  };
  return (node: LocatedNode) => {
    if (node.rootOf === 'project') return t`Projektraum`;
    if (node.rootOf === 'exchange') return t`Austauschraum`;
    const extension = extensionOf(node.name).toUpperCase();
    const text = texts[fileKindOf(node)];
    return node.kind === 'folder' || extension === '' ? text : `${text} (${extension})`;
  };
}
