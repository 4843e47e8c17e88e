import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '../../../api/api.ts';
import { ApiError } from '../../../api/api-error.ts';
import type { NodePage, NodeView } from '../api/node-types.ts';
import { removeNodes, renameNode } from '../api/node-commands.ts';
import { freeName } from '../domain/names.ts';
import { announce } from './announce.ts';
import { askConflict } from './ask-conflict.ts';
import { patchNode } from './patch-node.ts';
import { refreshFolders } from './refresh.ts';
import { useReport } from './use-report.ts';

/** Renames; where the name is taken, asks. Answers false when the old name stays. */
export function useRename(): (node: NodeView, name: string, folderName: string) => Promise<boolean> {
  const { t } = useLingui();
  const client = useQueryClient();
  const report = useReport();

  return useCallback(
    async (node, wanted, folderName) => {
      const name = wanted.trim().normalize('NFC');
      if (name === node.name || name === '') return false;
      const rename = async (to: string) => {
        const renamed = await renameNode(node.id, to);
        patchNode(client, renamed);
        announce(t`Umbenannt in ${to}`);
        await refreshFolders(client, [node.parentId]);
        return true;
      };
      try {
        return await rename(name);
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'files.name_taken') {
          report.failure(t`Umbenennen ist nicht gelungen`, error);
          return false;
        }
      }
      try {
        const others = node.parentId === null ? [] : await similar(node.parentId, name);
        const twin = others.find((other) => other.name.toLowerCase() === name.toLowerCase() && other.id !== node.id);
        const { choice } = await askConflict({
          name,
          targetName: folderName,
          canReplace: twin !== undefined && twin.kind === node.kind,
          others: 0,
        });
        if (choice === 'skip') return false;
        if (choice === 'replace' && twin) {
          await removeNodes([twin.id]);
          return await rename(name);
        }
        return await rename(freeName(name, new Set(others.map((other) => other.name)), node.kind));
      } catch (error) {
        report.failure(t`Umbenennen ist nicht gelungen`, error);
        return false;
      }
    },
    [client, report, t],
  );
}

/** Names in the folder that could stand in the way of this one or of 'Name (2)'. */
async function similar(parentId: number, name: string): Promise<readonly NodeView[]> {
  const dot = name.lastIndexOf('.');
  const filter = dot > 0 ? name.slice(0, dot) : name;
  const page = await api.get<NodePage>(`/nodes/${parentId}/children`, { query: { filter, limit: 1000 } });
  return page.items;
}
