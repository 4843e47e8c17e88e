import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { NodeResult, OnConflict } from '../api/node-types.ts';
import { transferNodes } from '../api/node-commands.ts';
import { showToast } from '../../../ui/toast-store.ts';
import { announce } from './announce.ts';
import { askConflict } from './ask-conflict.ts';
import { refreshFolders } from './refresh.ts';
import { showUndo } from './undo.ts';
import { useReport } from './use-report.ts';

export interface TransferredEntry {
  readonly id: number;
  readonly name: string;
  readonly kind: 'file' | 'folder';
  readonly parentId: number | null;
}

export interface Transfer {
  readonly mode: 'move' | 'copy';
  readonly ids: readonly number[];
  /** What is known of them; ids of a folder that is not wholly loaded may lack here. */
  readonly entries: readonly TransferredEntry[];
  readonly fromId: number | null;
  readonly target: { readonly id: number; readonly name: string };
}

/** Moves and copies, asks about names that are taken, offers to undo. The same for dialog, dragging and keys. */
export function useTransfer(): (transfer: Transfer) => Promise<void> {
  const { t } = useLingui();
  const client = useQueryClient();
  const report = useReport();

  return useCallback(
    async (transfer) => {
      const { mode, ids, entries, fromId, target } = transfer;
      const known = new Map(entries.map((entry) => [entry.id, entry]));
      const parentOf = (id: number) => known.get(id)?.parentId ?? fromId;
      const moving = mode === 'move' ? ids.filter((id) => parentOf(id) !== target.id && id !== target.id) : ids;
      if (moving.length === 0) return;
      const title = mode === 'move' ? t`Verschieben ist nicht gelungen` : t`Kopieren ist nicht gelungen`;
      const send = (part: readonly number[], onConflict: OnConflict) =>
        transferNodes(mode, { ids: part, parentId: target.id, onConflict });
      const touched = () => refreshFolders(client, [target.id, fromId, ...moving.map(parentOf)]);
      const moveBack = async (movedIds: readonly number[]) => {
        try {
          const results: NodeResult[] = [];
          for (const [parentId, part] of Map.groupBy(movedIds, parentOf)) {
            if (parentId !== null) {
              results.push(...(await transferNodes('move', { ids: part, parentId, onConflict: 'rename' })));
            }
          }
          if (report.results(t`Nicht alles ließ sich zurückholen`, results))
            announce(t`Verschieben rückgängig gemacht`);
        } catch (error) {
          report.failure(t`Rückgängig machen ist nicht gelungen`, error);
        }
        await touched();
      };

      try {
        const sameFolder = mode === 'copy' && ids.every((id) => parentOf(id) === target.id);
        const results = await send(moving, sameFolder ? 'rename' : 'fail');
        const taken = results.filter(({ error }) => error !== undefined && isTaken(error.code));
        const done = results.filter(({ error }) => !error || !isTaken(error.code));
        done.push(...(await decide(taken, known, target.name, send)));
        const succeeded = done.filter(({ error }) => !error).map(({ id }) => id);
        await touched();
        report.results(title, done);
        const count = succeeded.length;
        if (count === 0) return;
        const place = target.name;
        const single = count === 1 ? known.get(succeeded[0] ?? 0)?.name : undefined;
        const what =
          single === undefined ? t`${plural(count, { one: '# Eintrag', other: '# Einträge' })}` : `„${single}“`;
        if (mode === 'copy') showToast({ title: t`${what} nach „${place}“ kopiert` });
        else showUndo(t`${what} nach „${place}“ verschoben`, t`Rückgängig`, () => void moveBack(succeeded));
      } catch (error) {
        await touched();
        report.failure(title, error);
      }
    },
    [client, report, t],
  );
}

const takenCodes = new Set(['files.name_taken', 'files.is_folder', 'files.is_file']);

function isTaken(code: string): boolean {
  return takenCodes.has(code);
}

async function decide(
  taken: readonly NodeResult[],
  known: ReadonlyMap<number, TransferredEntry>,
  targetName: string,
  send: (ids: readonly number[], onConflict: OnConflict) => Promise<NodeResult[]>,
): Promise<NodeResult[]> {
  const done: NodeResult[] = [];
  for (let at = 0; at < taken.length; at += 1) {
    const one = taken[at];
    if (!one) break;
    const others = taken.length - at - 1;
    const { choice, forAll } = await askConflict({
      name: known.get(one.id)?.name ?? '',
      targetName,
      canReplace: one.error?.code === 'files.name_taken',
      others,
    });
    const ids = forAll ? taken.slice(at).map(({ id }) => id) : [one.id];
    if (choice !== 'skip') done.push(...(await send(ids, choice)));
    if (forAll) break;
  }
  return done;
}
