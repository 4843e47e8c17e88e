import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { removeNodes, restoreFromTrash } from '../api/node-commands.ts';
import { closeToast, showToast } from '../../../ui/toast-store.ts';
import { announce } from './announce.ts';
import { refreshFolders } from './refresh.ts';
import { showUndo } from './undo.ts';
import { useReport } from './use-report.ts';

export interface Removal {
  readonly ids: readonly number[];
  /** The name, when it is one. */
  readonly name?: string | undefined;
  readonly folderIds: readonly (number | null)[];
}

/** Into the trash, with the way back in the message. */
export function useRemove(): (removal: Removal) => Promise<boolean> {
  const { t } = useLingui();
  const client = useQueryClient();
  const report = useReport();

  return useCallback(
    async ({ ids, name, folderIds }) => {
      const refresh = () => refreshFolders(client, folderIds);
      const restore = async (trashIds: readonly number[]) => {
        try {
          const results = await restoreFromTrash(trashIds);
          if (report.results(t`Nicht alles ließ sich zurückholen`, results)) announce(t`Löschen rückgängig gemacht`);
        } catch (error) {
          report.failure(t`Rückgängig machen ist nicht gelungen`, error);
        }
        await refresh();
      };
      // A very long selection takes a while: say so, and how far it is.
      let progressToast: number | null = null;
      const progress = (done: number, total: number) => {
        if (total <= 500) return;
        if (progressToast !== null) closeToast(progressToast);
        progressToast =
          done < total
            ? showToast({ tone: 'info', title: t`Wird gelöscht: ${done} von ${total}`, timeout: null })
            : null;
      };
      try {
        const results = await removeNodes(ids, { progress });
        await refresh();
        const gone = results.filter(({ error }) => !error);
        report.results(t`Löschen ist nicht gelungen`, results);
        if (gone.length === 0) return false;
        // what was shared with one is left, not thrown away: there is nothing to bring back
        const trashIds = gone.flatMap(({ trashId }) => trashId ?? []);
        if (trashIds.length === 0) {
          await client.invalidateQueries({ queryKey: ['sharing'] });
          showToast({
            title:
              name !== undefined && gone.length === 1
                ? t`„${name}“ aus Ihren Dateien entfernt`
                : t`${plural(gone.length, { one: '# Freigabe', other: '# Freigaben' })} aus Ihren Dateien entfernt`,
          });
          return true;
        }
        const count = trashIds.length;
        const title =
          name !== undefined && count === 1
            ? t`„${name}“ in den Papierkorb gelegt`
            : t`${plural(count, { one: '# Eintrag', other: '# Einträge' })} in den Papierkorb gelegt`;
        showUndo(title, t`Rückgängig`, () => void restore(trashIds));
        return true;
      } catch (error) {
        if (progressToast !== null) closeToast(progressToast);
        await refresh();
        report.failure(t`Löschen ist nicht gelungen`, error);
        return false;
      }
    },
    [client, report, t],
  );
}
