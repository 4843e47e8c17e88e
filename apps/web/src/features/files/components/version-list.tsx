import { Trans, useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { Download, Ellipsis, History, Pencil, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { formatBytes, formatDateTime } from '../../../i18n/format.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { MenuButton } from '../../../ui/menu.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { labelVersion, removeVersion, restoreVersion } from '../api/node-commands.ts';
import { fileKeys } from '../api/file-keys.ts';
import type { NodeView, VersionView } from '../api/node-types.ts';
import { useVersions } from '../api/use-nodes.ts';
import { downloadVersion } from '../commands/download.ts';
import { patchNode } from '../commands/patch-node.ts';
import { refreshFolders } from '../commands/refresh.ts';
import { useReport } from '../commands/use-report.ts';
import { isHeld } from '../domain/release.ts';
import { may } from '../domain/rights.ts';
import { ReleaseSign } from './release-sign.tsx';

/** What a file was before: to fetch, to name, to bring back. */
export function VersionList({ node }: { readonly node: NodeView }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const report = useReport();
  const { data, error, refetch } = useVersions(node.id);
  const [naming, setNaming] = useState<VersionView | null>(null);
  const [removing, setRemoving] = useState<VersionView | null>(null);
  const canChange = may(node, 'change');

  const refresh = () => client.invalidateQueries({ queryKey: fileKeys.nodeDetail(node.id, 'versions') });

  async function restore(version: VersionView) {
    try {
      patchNode(client, await restoreVersion(node.id, version.id));
      showToast({
        title: t`Version vom ${formatDateTime(version.mtime)} wiederhergestellt`,
        text: t`Der bisherige Stand bleibt als Version erhalten.`,
      });
    } catch (failure) {
      report.failure(t`Wiederherstellen ist nicht gelungen`, failure);
    }
    await Promise.all([refresh(), refreshFolders(client, [node.parentId])]);
  }

  if (error && !data) return <ErrorBanner error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <>
      <ol className="versions" aria-label={t`Versionen`}>
        <li className="version version-current">
          <History aria-hidden />
          <span className="version-text">
            <strong>
              <Trans>Aktueller Stand</Trans>
            </strong>
            <small>
              {formatDateTime(node.mtime)} · {formatBytes(node.size)}
              {node.modifiedBy && ` · ${node.modifiedBy.name}`}
            </small>
          </span>
        </li>
        {data.map((version) => {
          const when = formatDateTime(version.mtime);
          return (
            <li key={version.id} className="version">
              <History aria-hidden />
              <span className="version-text">
                <strong>{version.label ?? when}</strong>
                <small>
                  {version.label !== null && `${when} · `}
                  {formatBytes(version.size)}
                  {version.createdBy && ` · ${version.createdBy.name}`}
                </small>
                <ReleaseSign release={version.release} />
              </span>
              <MenuButton
                label={t`Version vom ${when}`}
                entries={[
                  ...(canChange
                    ? [
                        {
                          id: 'restore',
                          label: t`Wiederherstellen`,
                          icon: RotateCcw,
                          onAction: () => void restore(version),
                        },
                      ]
                    : []),
                  ...(isHeld(version)
                    ? []
                    : [
                        {
                          id: 'download',
                          label: t`Herunterladen`,
                          icon: Download,
                          onAction: () => downloadVersion(node.id, version.id),
                        },
                      ]),
                  ...(canChange
                    ? [
                        { id: 'label', label: t`Benennen`, icon: Pencil, onAction: () => setNaming(version) },
                        {
                          id: 'remove',
                          label: t`Löschen`,
                          icon: Trash2,
                          isDangerous: true,
                          separatorBefore: true,
                          onAction: () => setRemoving(version),
                        },
                      ]
                    : []),
                ]}
              >
                <IconButton icon={Ellipsis} label={t`Aktionen für die Version vom ${when}`} tooltip={false} />
              </MenuButton>
            </li>
          );
        })}
      </ol>
      {data.length === 0 && (
        <p className="muted details-note">
          <Trans>
            Noch keine früheren Versionen. Sobald die Datei geändert wird, bleibt der alte Stand hier erhalten.
          </Trans>
        </p>
      )}
      {naming && (
        <LabelDialog
          version={naming}
          onClose={() => setNaming(null)}
          onSave={async (label) => {
            await labelVersion(node.id, naming.id, label);
            await refresh();
          }}
        />
      )}
      <ConfirmDialog
        title={t`Version löschen?`}
        confirmLabel={t`Löschen`}
        isDangerous
        isOpen={removing !== null}
        onOpenChange={(open) => !open && setRemoving(null)}
        onConfirm={async () => {
          if (removing) await removeVersion(node.id, removing.id);
          await refresh();
        }}
      >
        <Trans>Dieser frühere Stand lässt sich danach nicht mehr zurückholen.</Trans>
      </ConfirmDialog>
    </>
  );
}

interface LabelDialogProps {
  readonly version: VersionView;
  readonly onSave: (label: string | null) => Promise<void>;
  readonly onClose: () => void;
}

function LabelDialog({ version, onSave, onClose }: LabelDialogProps) {
  const { t } = useLingui();
  const [label, setLabel] = useState(version.label ?? '');
  const [error, setError] = useState<unknown>(null);
  const save = async () => {
    try {
      await onSave(label.trim() === '' ? null : label.trim());
      onClose();
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Dialog
      size="small"
      title={t`Version benennen`}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>{t`Abbrechen`}</Button>
          <Button variant="primary" onPress={() => void save()}>{t`Speichern`}</Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label={t`Name der Version`}
          description={t`Benannte Versionen werden nicht automatisch aufgeräumt.`}
          value={label}
          onChange={setLabel}
          maxLength={200}
          autoFocus
        />
      </form>
      {error !== null && <ErrorBanner error={error} />}
    </Dialog>
  );
}
