import type { TransferredEntry } from '../commands/use-transfer.ts';

/** What is being dragged within the page; a drag's own data can only be read when it is dropped. */
export interface DraggedNodes {
  readonly ids: readonly number[];
  readonly entries: readonly TransferredEntry[];
  readonly fromId: number | null;
}

export const nodesType = 'application/x-landescloud-nodes';

let dragged: DraggedNodes | null = null;

export const dragState = {
  get: () => dragged,
  set: (next: DraggedNodes | null) => {
    dragged = next;
  },
};
