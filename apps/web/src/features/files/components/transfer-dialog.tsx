import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { FolderPlus } from 'lucide-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { fileKeys } from '../api/file-keys.ts';
import type { Ancestor } from '../api/node-types.ts';
import { createFolder } from '../api/node-commands.ts';
import { useRoot } from '../api/use-nodes.ts';
import { refreshFolders } from '../commands/refresh.ts';
import { FolderTree, treeFolderOf, type TreeFolder } from './folder-tree.tsx';
import { NameDialog } from './name-dialog.tsx';

interface TransferDialogProps {
  readonly mode: 'move' | 'copy';
  readonly ids: readonly number[];
  /** The name, when it is one. */
  readonly name: string | undefined;
  /** From the root to where they are: opened at first. */
  readonly path: readonly Ancestor[];
  readonly onChoose: (target: { id: number; name: string }) => void;
  readonly onClose: () => void;
}

/** Chooses a folder: what dragging does, for everyone who does not drag. */
export function TransferDialog({ mode, ids, name, path, onChoose, onClose }: TransferDialogProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const { data: root } = useRoot();
  const here = path.at(-1);
  const [expanded, setExpanded] = useState<ReadonlySet<number>>(() => new Set(path.map(({ id }) => id)));
  const [chosen, setChosen] = useState<TreeFolder | null>(null);
  const [naming, setNaming] = useState(false);
  const count = ids.length;
  const what = name === undefined ? t`${plural(count, { one: '# Eintrag', other: '# Einträge' })}` : `„${name}“`;
  const moving = mode === 'move';
  const selected = chosen?.id ?? here?.id ?? root?.id ?? null;
  const target = chosen ?? (here ? { id: here.id, name: here.name, canWrite: true } : null);
  const isHere = moving && here !== undefined && target?.id === here.id;

  function expand(id: number, open: boolean) {
    setExpanded((before) => {
      const next = new Set(before);
      if (open) next.add(id);
      else next.delete(id);
      return next;
    });
  }

  async function makeFolder(folderName: string) {
    const parentId = target?.id ?? root?.id;
    if (parentId === undefined) return;
    const folder = await createFolder(parentId, folderName);
    await client.invalidateQueries({ queryKey: fileKeys.folders(parentId) });
    void refreshFolders(client, [parentId]);
    expand(parentId, true);
    setChosen(treeFolderOf(folder));
  }

  const rootFolder = root && { ...treeFolderOf(root), name: t`Dateien` };
  return (
    <>
      <Dialog
        title={moving ? t`${what} verschieben` : t`${what} kopieren`}
        isOpen
        onOpenChange={(open) => !open && onClose()}
        footer={
          <>
            <Button variant="quiet" icon={FolderPlus} onPress={() => setNaming(true)} isDisabled={!target?.canWrite}>
              <Trans>Neuer Ordner</Trans>
            </Button>
            <span className="transfer-space" />
            <Button variant="quiet" onPress={onClose}>
              <Trans>Abbrechen</Trans>
            </Button>
            <Button
              variant="primary"
              isDisabled={!target?.canWrite || isHere}
              onPress={() => {
                if (target) onChoose({ id: target.id, name: target.id === root?.id ? t`Dateien` : target.name });
                onClose();
              }}
            >
              {moving ? <Trans>Hierher verschieben</Trans> : <Trans>Hierher kopieren</Trans>}
            </Button>
          </>
        }
      >
        {rootFolder ? (
          <FolderTree
            label={t`Zielordner`}
            root={rootFolder}
            expanded={expanded.size === 0 ? new Set([rootFolder.id]) : expanded}
            onExpand={expand}
            selected={selected}
            onSelect={setChosen}
            blocked={moving ? new Set(ids) : new Set()}
          />
        ) : (
          <Loading />
        )}
        {isHere && (
          <p className="muted">
            <Trans>Hier liegt es schon. Wählen Sie einen anderen Ordner.</Trans>
          </p>
        )}
      </Dialog>
      {naming && (
        <NameDialog
          title={t`Neuer Ordner`}
          label={t`Name`}
          kind="folder"
          initial={t`Neuer Ordner`}
          confirmLabel={t`Anlegen`}
          onConfirm={makeFolder}
          onClose={() => setNaming(false)}
        />
      )}
    </>
  );
}
