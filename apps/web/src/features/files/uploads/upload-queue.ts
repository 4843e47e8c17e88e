import type {
  NewUploadGroup,
  NewUploadItem,
  UploadGroup,
  UploadItem,
  UploadProblem,
  UploadState,
} from './upload-types.ts';

type Change = Partial<
  Pick<UploadItem, 'state' | 'sent' | 'url' | 'onConflict' | 'problem' | 'retrying' | 'nodeId' | 'verified'>
>;

const unfinished: readonly UploadState[] = ['waiting', 'uploading', 'paused', 'conflict', 'lost'];

/**
 * The upload queue as a state machine without any I/O: who transfers asks `startable` and reports what happened.
 * Sums are kept per group, so that a folder of 100,000 files costs as little to show as one file.
 */
export class UploadQueue {
  readonly groups = new Map<string, UploadGroup>();
  readonly #items = new Map<string, UploadItem>();
  /** By group, in order of arrival; only from here items start, so that finished ones cost nothing. */
  readonly #waiting = new Map<string, Set<string>>();
  readonly #listeners = new Set<() => void>();
  #uploading = 0;
  /** Grows with every change; what views compare. */
  version = 0;

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  item(id: string): UploadItem | undefined {
    return this.#items.get(id);
  }

  items(group: UploadGroup): UploadItem[] {
    return group.itemIds.flatMap((id) => this.#items.get(id) ?? []);
  }

  itemsIn(state: UploadState): UploadItem[] {
    return [...this.#items.values()].filter((item) => item.state === state);
  }

  /** `restored`: from an earlier page; what the browser may not open by itself comes as 'lost' or 'paused'. */
  add(
    newGroup: NewUploadGroup,
    newItems: readonly NewUploadItem[],
    restored: (item: NewUploadItem) => Change = () => ({}),
  ): UploadGroup {
    const files = newItems.filter(({ isFolder }) => !isFolder).length;
    const group: UploadGroup = { ...newGroup, itemIds: [], files, counts: noCounts(), size: 0, sent: 0, waits: 0 };
    this.groups.set(group.id, group);
    for (const newItem of newItems) {
      const item: UploadItem = {
        ...newItem,
        groupId: group.id,
        state: 'waiting',
        sent: 0,
        url: null,
        onConflict: 'fail',
        problem: null,
        retrying: false,
        nodeId: null,
        verified: false,
        ...restored(newItem),
      };
      this.#items.set(item.id, item);
      group.itemIds.push(item.id);
      group.counts[item.state] += 1;
      group.size += item.size;
      group.sent += item.sent;
      if (item.state === 'waiting') this.#await(item);
    }
    this.#changed();
    return group;
  }

  /** Up to `limit` running at once, by turns from each group: a large file does not wait for a folder of small ones. */
  startable(limit: number): UploadItem[] {
    const free = Math.max(0, limit - this.#uploading);
    const lines = [...this.#waiting]
      .map(([groupId, ids]) => ({ ids: ids.values(), running: this.groups.get(groupId)?.counts.uploading ?? 0 }))
      .sort((a, b) => a.running - b.running);
    const next: UploadItem[] = [];
    while (next.length < free && lines.length > 0) {
      const line = lines.shift();
      const item = this.#items.get(line?.ids.next().value ?? '');
      if (!line || !item) continue;
      next.push(item);
      lines.push(line);
    }
    return next;
  }

  started(id: string): void {
    this.#transition(id, ['waiting'], { state: 'uploading', problem: null, retrying: false });
  }

  progressed(id: string, sent: number): void {
    this.#transition(id, ['uploading'], { sent, retrying: false });
  }

  located(id: string, url: string): void {
    this.#transition(id, ['uploading', 'paused', 'waiting'], { url });
  }

  retrying(id: string): void {
    this.#transition(id, ['uploading'], { retrying: true });
  }

  succeeded(id: string, result: { nodeId: number | null; verified: boolean }): void {
    const item = this.#items.get(id);
    if (item)
      this.#transition(id, ['uploading', 'paused'], {
        ...result,
        state: 'done',
        sent: item.size,
        url: null,
        retrying: false,
      });
  }

  /** It arrived, and a scanner looks at it before anybody may open it. */
  waits(id: string): void {
    const group = this.groups.get(this.#items.get(id)?.groupId ?? '');
    if (group === undefined) return;
    group.waits += 1;
    this.#changed();
  }

  /** Compared after it had arrived. */
  verified(id: string): void {
    this.#transition(id, ['done'], { verified: true });
  }

  failed(id: string, problem: UploadProblem): void {
    this.#transition(id, ['waiting', 'uploading', 'paused', 'lost'], { state: 'failed', problem, retrying: false });
  }

  /** The name is taken: waits for the person's answer. */
  conflicted(id: string): void {
    this.#transition(id, ['uploading'], { state: 'conflict', sent: 0, url: null, retrying: false });
  }

  resolve(id: string, answer: 'replace' | 'rename' | 'skip'): void {
    const change: Change = answer === 'skip' ? { state: 'skipped' } : { state: 'waiting', onConflict: answer };
    this.#transition(id, ['conflict'], change);
  }

  /** What the server still has of it from before a reload. */
  recovered(id: string, sent: number): void {
    this.#transition(id, ['lost', 'paused', 'waiting'], { sent });
  }

  pause(groupId: string): void {
    this.#each(groupId, ['waiting', 'uploading'], { state: 'paused', retrying: false });
  }

  resume(groupId: string): void {
    this.#each(groupId, ['paused'], { state: 'waiting' });
  }

  /** The person chose the file again, or gave leave to open it. */
  found(id: string): void {
    this.#transition(id, ['lost'], { state: 'waiting' });
  }

  /** Once more for what failed; what had arrived is kept where the server still has it. */
  retry(groupId: string): void {
    this.#each(groupId, ['failed'], { state: 'waiting', problem: null });
  }

  /** Cancels what is unfinished, or clears the line when all is finished. */
  remove(groupId: string): void {
    const group = this.groups.get(groupId);
    if (!group) return;
    for (const item of this.items(group)) {
      if (item.state === 'uploading') this.#uploading -= 1;
      this.#items.delete(item.id);
    }
    this.groups.delete(groupId);
    this.#waiting.delete(groupId);
    this.#changed();
  }

  get uploading(): number {
    return this.#uploading;
  }

  #each(groupId: string, from: readonly UploadState[], change: Change): void {
    const group = this.groups.get(groupId);
    if (!group) return;
    for (const item of this.items(group)) if (from.includes(item.state)) this.#apply(item, change);
    this.#changed();
  }

  #transition(id: string, from: readonly UploadState[], change: Change): void {
    const item = this.#items.get(id);
    // A late answer, after a pause or a cancel, changes nothing.
    if (!item || !from.includes(item.state)) return;
    this.#apply(item, change);
    this.#changed();
  }

  #apply(item: UploadItem, change: Change): void {
    const group = this.groups.get(item.groupId);
    if (!group) return;
    const { state, sent } = item;
    Object.assign(item, change);
    group.sent += item.sent - sent;
    if (item.state === state) return;
    group.counts[state] -= 1;
    group.counts[item.state] += 1;
    if (state === 'uploading') this.#uploading -= 1;
    if (item.state === 'uploading') this.#uploading += 1;
    if (item.state === 'waiting') this.#await(item);
    else if (state === 'waiting') this.#unawait(item);
  }

  #await({ id, groupId }: UploadItem): void {
    const ids = this.#waiting.get(groupId) ?? new Set();
    this.#waiting.set(groupId, ids.add(id));
  }

  #unawait({ id, groupId }: UploadItem): void {
    const ids = this.#waiting.get(groupId);
    ids?.delete(id);
    if (ids?.size === 0) this.#waiting.delete(groupId);
  }

  #changed(): void {
    this.version += 1;
    for (const listener of this.#listeners) listener();
  }
}

function noCounts(): Record<UploadState, number> {
  return { waiting: 0, uploading: 0, paused: 0, conflict: 0, lost: 0, done: 0, skipped: 0, failed: 0 };
}

export function isFinished(group: UploadGroup): boolean {
  return unfinished.every((state) => group.counts[state] === 0);
}
