import { has, MANAGE, roleOf } from '../access.ts';
import type { FilesContext } from '../context.ts';
import type { FilesDirectory } from '../directory-port.ts';
import { lessRoom } from '../tree/quota.ts';
import type { SpaceView } from '../views.ts';
import type { SpaceRow } from './space-row.ts';
import { deletionOf } from './space-terms.ts';

export interface SeenSpace {
  readonly row: SpaceRow;
  /** As they are granted, whatever an ended space still lets do. */
  readonly rights: number;
  readonly mountName: string;
}

export interface SpaceViewer {
  all(spaces: readonly SeenSpace[]): Promise<SpaceView[]>;
}

export function createSpaceViewer({ db, viewer, room }: FilesContext, directory: FilesDirectory): SpaceViewer {
  return {
    async all(spaces) {
      const organisations = [...new Set(spaces.map(({ row }) => row.organisation_id))];
      const free = new Map<number, number | null>();
      for (const id of organisations) free.set(id, await room.free(id, db));
      const keys = await directory.organisationKeys(organisations);
      const people = await viewer.names(spaces.flatMap(({ row }) => row.sponsor_id ?? []));
      const views: SpaceView[] = [];
      for (const { row, rights, mountName } of spaces) {
        const inSpace = row.quota_bytes === null ? null : row.quota_bytes - row.used_bytes;
        const left = lessRoom(inSpace, free.get(row.organisation_id) ?? null);
        const closed = row.closed_at;
        const rules = closed === null ? null : await directory.spaceRules(row.organisation_id);
        views.push({
          id: row.id,
          kind: row.kind,
          name: row.name,
          mountName,
          role: roleOf(rights),
          manages: has(rights, MANAGE),
          rootId: row.root_id,
          organisationKey: keys.get(row.organisation_id) ?? '',
          usedBytes: row.used_bytes,
          quotaBytes: row.quota_bytes,
          freeBytes: left === null ? null : Math.max(0, left),
          purpose: row.purpose,
          sponsor: row.sponsor_id === null ? null : (people.get(row.sponsor_id) ?? null),
          endsAt: row.ends_at,
          closedAt: closed,
          deletesAt: closed === null || rules === null || row.held ? null : deletionOf(row.kind, closed, rules),
          held: row.held,
        });
      }
      return views;
    },
  };
}
