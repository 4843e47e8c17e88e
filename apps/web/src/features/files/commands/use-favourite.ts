import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { NodeView } from '../api/node-types.ts';
import { setFavourite } from '../api/node-commands.ts';
import { announce } from './announce.ts';
import { patchNode } from './patch-node.ts';
import { refreshLists } from './refresh.ts';
import { useReport } from './use-report.ts';

/** Stars and unstars at once; takes it back when the server disagrees. */
export function useFavourite(): (nodes: readonly NodeView[], favourite: boolean) => Promise<void> {
  const { t } = useLingui();
  const client = useQueryClient();
  const report = useReport();
  return useCallback(
    async (nodes, favourite) => {
      for (const node of nodes) patchNode(client, { ...node, favourite });
      try {
        await Promise.all(nodes.map(({ id }) => setFavourite(id, favourite)));
        announce(favourite ? t`Zu den Favoriten hinzugefügt` : t`Aus den Favoriten entfernt`);
      } catch (error) {
        for (const node of nodes) patchNode(client, node);
        report.failure(t`Das ließ sich nicht speichern`, error);
      }
      refreshLists(client);
    },
    [client, report, t],
  );
}
