import type { Upload } from 'tus-js-client';
import { ApiError } from '../../../api/api-error.ts';
import { askConflict, type ConflictChoice } from '../commands/ask-conflict.ts';
import type { DroppedTree } from '../domain/drop-tree.ts';
import { hashLimit, sha256Of } from './hasher.ts';
import { isAlreadyThere } from './is-already-there.ts';
import { isStoredAs, verifyLimit } from './is-stored-as.ts';
import { makeFolders } from './make-folders.ts';
import { mayRead, openItem } from './open-handle.ts';
import { TransferRate } from './transfer-rate.ts';
import { isSameFile, pathOf, planUpload, type UploadTarget } from './upload-plan.ts';
import { isFinished, UploadQueue } from './upload-queue.ts';
import { UploadStore, type StoredGroup, type StoredItem } from './upload-store.ts';
import { startTransfer } from './upload-transfer.ts';
import type { UploadGroup, UploadItem } from './upload-types.ts';

const atOnce = 3;

/** How files of a group come back after a reload. */
export type Recovery = 'permission' | 'choose';

/** Carries the queue out: transfers, what is kept over a reload, questions. One for the page. */
export class UploadEngine {
  readonly queue = new UploadQueue();
  readonly rate = new TransferRate();
  readonly #store = new UploadStore();
  readonly #files = new Map<string, File>();
  readonly #hashes = new Map<string, Promise<string | null>>();
  readonly #transfers = new Map<string, Upload>();
  readonly #groups = new Map<string, StoredGroup>();
  readonly #locks = new Map<string, () => void>();
  readonly #finishedListeners = new Set<(group: UploadGroup) => void>();
  /** Known once the session is: what is added before that waits, or nobody would find it again after a reload. */
  readonly #person = Promise.withResolvers<string>();
  #isRestored = false;
  /** An earlier request of theirs may have arrived without its answer. */
  readonly #uncertain = new Set<string>();
  readonly #decisions = new Map<string, ConflictChoice>();
  #asking = false;
  #doneBytes = 0;
  #doneFiles = 0;

  /** Called when a group has nothing left to do. */
  onFinished(listener: (group: UploadGroup) => void): () => void {
    this.#finishedListeners.add(listener);
    return () => this.#finishedListeners.delete(listener);
  }

  recoveryOf(groupId: string): Recovery {
    return this.#groups.get(groupId)?.handle ? 'permission' : 'choose';
  }

  async add(tree: DroppedTree, target: UploadTarget): Promise<void> {
    const person = await this.#person.promise;
    for (const { group, files, handle } of planUpload(tree, target, Date.now())) {
      for (const { item, file } of files) if (file) this.#files.set(item.id, file);
      const stored: StoredGroup = { ...group, person, handle, paused: false };
      this.#groups.set(group.id, stored);
      const items = files.map(({ item }) => item);
      this.queue.add(group, items);
      await this.#hold(group.id);
      await this.#store.save(
        stored,
        items.map((item) => ({ ...item, groupId: group.id, url: null, onConflict: 'fail', finished: false })),
      );
      this.#pump();
    }
  }

  /** After a reload: shows what was under way, and goes on where the browser lets it. */
  async restore(person: string): Promise<void> {
    if (this.#isRestored) return;
    this.#isRestored = true;
    this.#person.resolve(person);
    for (const { group, items } of await this.#store.load(person)) {
      if (await this.#hold(group.id)) await this.#carryOn(group, items);
      else void this.#takeOver(person, group.id);
    }
  }

  /** By a press: asks for leave to open what was dropped before the reload. False: the file is to be chosen again. */
  async reopen(groupId: string): Promise<boolean> {
    const handle = this.#groups.get(groupId)?.handle;
    if (!handle || !(await mayRead(handle, true))) return false;
    await this.#reopen(groupId, handle);
    this.#pump();
    return true;
  }

  /** The person chose files again; answers how many were not the same. */
  choose(groupId: string, tree: DroppedTree): number {
    const group = this.queue.groups.get(groupId);
    if (!group) return 0;
    const byPath = new Map(tree.files.map(({ file, folders }) => [[...folders, file.name].join('/'), file]));
    const lost = this.queue.items(group).filter(({ state }) => state === 'lost');
    let missing = 0;
    for (const item of lost) {
      const file = byPath.get(pathOf(item)) ?? (lost.length === 1 ? tree.files[0]?.file : undefined);
      if (file && isSameFile(item, file)) {
        this.#files.set(item.id, file);
        this.queue.found(item.id);
      } else missing += 1;
    }
    this.#pump();
    return missing;
  }

  pause(groupId: string): void {
    const group = this.queue.groups.get(groupId);
    if (!group) return;
    const running = this.queue.items(group).filter(({ state }) => state === 'uploading');
    this.queue.pause(groupId);
    for (const { id } of running) {
      this.#uncertain.add(id);
      this.#stop(id);
    }
    this.#remember(groupId, true);
    this.rate.reset();
    this.#pump();
  }

  resume(groupId: string): void {
    this.queue.resume(groupId);
    this.#remember(groupId, false);
    this.rate.reset();
    this.#pump();
  }

  retry(groupId: string): void {
    this.queue.retry(groupId);
    this.rate.reset();
    this.#pump();
  }

  /** Ends it, also on the server; what is already there stays. */
  cancel(groupId: string): void {
    const group = this.queue.groups.get(groupId);
    if (!group) return;
    for (const item of this.queue.items(group)) {
      const transfer = this.#transfers.get(item.id);
      this.#transfers.delete(item.id);
      if (transfer) void transfer.abort(true).catch(() => undefined);
      else if (item.url) void fetch(item.url, { method: 'DELETE', headers: tusHeaders }).catch(() => undefined);
      this.#forget(item.id);
    }
    this.queue.remove(groupId);
    this.#release(groupId);
    this.#pump();
  }

  #pump(): void {
    for (const item of this.queue.startable(atOnce)) void this.#start(item);
    // The next ones are hashed meanwhile, so that the line never waits for the processor.
    for (const item of this.queue.startable(atOnce * 2)) void this.#hash(item);
  }

  async #start(item: UploadItem): Promise<void> {
    const group = this.queue.groups.get(item.groupId);
    if (!group) return;
    this.queue.started(item.id);
    if (item.isFolder) return this.#makeFolder(item, group);
    const file = this.#files.get(item.id);
    if (!file) return this.#fail(item, 'web.unreadable');
    const sha256 = await this.#hash(item);
    // Paused or cancelled while it was being hashed.
    if (this.queue.item(item.id)?.state !== 'uploading' || this.#transfers.has(item.id)) return;
    const transfer = startTransfer(item, group, file, sha256, {
      located: (url) => {
        this.queue.located(item.id, url);
        this.#persist(item, false);
      },
      progressed: (sent) => this.queue.progressed(item.id, sent),
      retrying: () => {
        this.#uncertain.add(item.id);
        this.queue.retrying(item.id);
      },
      succeeded: (nodeId, waits) => {
        this.#succeed(item, nodeId, sha256 !== null);
        if (waits) this.queue.waits(item.id);
        if (sha256 !== null || nodeId === null || file.size > verifyLimit) return;
        void isStoredAs(nodeId, file).then((same) => same && this.queue.verified(item.id));
      },
      conflicted: () => {
        this.#transfers.delete(item.id);
        // It may be this very file that stands there: its answer was lost in a pause, a reload or a broken line.
        if (!this.#uncertain.delete(item.id)) return this.#conflict(item);
        void isAlreadyThere(group.targetId, item, file).then((nodeId) =>
          nodeId === null ? this.#conflict(item) : this.#succeed(item, nodeId, true),
        );
      },
      failed: ({ code }) => this.#fail(item, code),
    });
    this.#transfers.set(item.id, transfer);
  }

  #conflict(item: UploadItem): void {
    this.queue.conflicted(item.id);
    const decided = this.#decisions.get(item.groupId);
    if (decided) this.#resolve(item, decided);
    else void this.#ask();
    this.#pump();
  }

  async #makeFolder(item: UploadItem, group: UploadGroup): Promise<void> {
    try {
      const id = await makeFolders(group.targetId, [...item.folders, item.name]);
      this.#succeed(item, id, false);
    } catch (error) {
      this.#fail(item, error instanceof ApiError ? error.code : 'web.unreachable');
    }
  }

  #hash(item: UploadItem): Promise<string | null> {
    const file = this.#files.get(item.id);
    if (!file || item.size > hashLimit || item.url !== null) return Promise.resolve(null);
    let hash = this.#hashes.get(item.id);
    if (!hash) {
      hash = sha256Of(file);
      this.#hashes.set(item.id, hash);
    }
    return hash;
  }

  #succeed(item: UploadItem, nodeId: number | null, verified: boolean): void {
    this.queue.succeeded(item.id, { nodeId, verified });
    this.#doneBytes += item.size;
    this.#doneFiles += 1;
    this.#persist(item, true);
    this.#settle(item);
  }

  #fail(item: UploadItem, code: string): void {
    this.queue.failed(item.id, { code, title: '' });
    this.#settle(item);
  }

  #settle(item: UploadItem): void {
    this.#transfers.delete(item.id);
    if (item.state === 'done') this.#forget(item.id);
    const group = this.queue.groups.get(item.groupId);
    if (group && isFinished(group)) {
      if (group.counts.failed === 0) this.#release(group.id);
      for (const listener of this.#finishedListeners) listener(group);
    }
    this.#pump();
  }

  /** Totals for the speed: what arrived, whether its line is still shown or not. */
  sample(now: number): void {
    let bytes = this.#doneBytes;
    for (const group of this.queue.groups.values()) {
      if (group.counts.uploading === 0) continue;
      for (const item of this.queue.items(group)) if (item.state === 'uploading') bytes += item.sent;
    }
    this.rate.record(now, bytes, this.#doneFiles);
  }

  /** One question after the other; 'for all' answers what waits and what is still to come of what is in the queue. */
  async #ask(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    for (;;) {
      const item = this.queue.itemsIn('conflict')[0];
      if (!item) break;
      const group = this.queue.groups.get(item.groupId);
      const open = [...this.queue.groups.values()].filter((one) => !isFinished(one));
      const { choice, forAll } = await askConflict({
        name: item.name,
        targetName: item.folders.at(-1) ?? group?.targetName ?? '',
        canReplace: true,
        others:
          open.reduce((sum, { counts }) => sum + counts.conflict + counts.waiting + counts.uploading, -1) > 0
            ? 'some'
            : 0,
      });
      if (forAll) {
        for (const { id } of open) this.#decisions.set(id, choice);
        for (const one of this.queue.itemsIn('conflict')) this.#resolve(one, choice);
        if (choice !== 'skip') this.#decideAhead(open, choice);
      } else this.#resolve(item, choice);
      this.#pump();
    }
    this.#asking = false;
  }

  #resolve(item: UploadItem, choice: ConflictChoice): void {
    this.queue.resolve(item.id, choice);
    this.#persist(item, choice === 'skip');
    if (choice === 'skip') this.#settle(item);
  }

  /** Saves the refusal that would only be answered the same way. */
  #decideAhead(groups: readonly UploadGroup[], choice: 'replace' | 'rename'): void {
    for (const group of groups) {
      for (const item of this.queue.items(group)) if (item.state === 'waiting') item.onConflict = choice;
    }
  }

  #stop(itemId: string): void {
    const transfer = this.#transfers.get(itemId);
    this.#transfers.delete(itemId);
    void transfer?.abort().catch(() => undefined);
  }

  async #reopen(groupId: string, handle: FileSystemHandle): Promise<void> {
    const group = this.queue.groups.get(groupId);
    if (!group) return;
    for (const item of this.queue.items(group)) {
      if (item.state !== 'lost') continue;
      const file = await openItem(handle, item);
      if (file) {
        this.#files.set(item.id, file);
        this.queue.found(item.id);
      } else this.queue.failed(item.id, { code: 'web.changed', title: '' });
    }
  }

  /** How much of each the server has, so that the bars say the truth before anything moves. */
  async #askServer(items: readonly StoredItem[]): Promise<void> {
    for (const { id, url, finished } of items) {
      if (!url || finished) continue;
      const answer = await fetch(url, { method: 'HEAD', headers: tusHeaders }).catch(() => null);
      const offset = Number(answer?.headers.get('Upload-Offset'));
      if (answer?.ok && offset > 0) this.queue.recovered(id, offset);
    }
  }

  #persist(item: UploadItem, finished: boolean): void {
    const { id, name, folders, size, modifiedAt, type, isFolder, groupId, url, onConflict } = item;
    this.#store.change({ id, name, folders, size, modifiedAt, type, isFolder, groupId, url, onConflict, finished });
  }

  #remember(groupId: string, paused: boolean): void {
    const group = this.#groups.get(groupId);
    if (!group || group.paused === paused) return;
    group.paused = paused;
    void this.#store.save(group, []);
  }

  #forget(itemId: string): void {
    this.#uncertain.delete(itemId);
    this.#files.delete(itemId);
    this.#hashes.delete(itemId);
  }

  #release(groupId: string): void {
    this.#groups.delete(groupId);
    this.#decisions.delete(groupId);
    void this.#store.remove(groupId);
    this.#locks.get(groupId)?.();
    this.#locks.delete(groupId);
  }

  /** Another tab has it, or this page as it was before a reload: when that one is gone, what is left is carried on here. */
  async #takeOver(person: string, groupId: string): Promise<void> {
    await this.#hold(groupId, false);
    const left = (await this.#store.load(person)).find(({ group }) => group.id === groupId);
    if (left) await this.#carryOn(left.group, left.items);
    else this.#locks.get(groupId)?.();
  }

  async #carryOn(group: StoredGroup, items: readonly StoredItem[]): Promise<void> {
    if (items.length === 0 || items.every(({ finished }) => finished)) {
      void this.#store.remove(group.id);
      return;
    }
    this.#groups.set(group.id, group);
    const stored = new Map(items.map((item) => [item.id, item]));
    this.queue.add(group, items, ({ id, size, isFolder }) => {
      const { url = null, onConflict = 'fail', finished = false } = stored.get(id) ?? {};
      if (finished) return { state: 'done', sent: size };
      this.#uncertain.add(id);
      return { state: isFolder ? 'waiting' : 'lost', url, onConflict };
    });
    void this.#askServer(items);
    if (group.handle && (await mayRead(group.handle, false))) {
      await this.#reopen(group.id, group.handle);
      if (group.paused) this.pause(group.id);
    }
    this.#pump();
  }

  /** Only one tab carries a group on; false when another one does. */
  async #hold(groupId: string, ifAvailable = true): Promise<boolean> {
    if (!('locks' in navigator)) return true;
    return new Promise((resolve) => {
      void navigator.locks.request(`landescloud-upload-${groupId}`, { ifAvailable }, (lock) => {
        resolve(lock !== null);
        if (lock === null) return undefined;
        return new Promise<void>((release) => this.#locks.set(groupId, release));
      });
    });
  }
}

const tusHeaders = { 'Tus-Resumable': '1.0.0' };
