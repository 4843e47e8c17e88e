import type { NewUploadGroup, NewUploadItem, OnConflict } from './upload-types.ts';

export interface StoredGroup extends NewUploadGroup {
  readonly person: string;
  /** The file or the folder itself, where the browser can keep it. */
  readonly handle: FileSystemHandle | null;
  paused: boolean;
}

export interface StoredItem extends NewUploadItem {
  readonly groupId: string;
  url: string | null;
  onConflict: OnConflict;
  finished: boolean;
}

const name = 'landescloud-uploads';

/** What is under way, kept in the browser so that a reload does not lose it. Without IndexedDB nothing is kept. */
export class UploadStore {
  #database: Promise<IDBDatabase | null> | null = null;
  #dirty = new Map<string, StoredItem>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  async load(person: string): Promise<{ group: StoredGroup; items: StoredItem[] }[]> {
    const database = await this.#open();
    if (!database) return [];
    const transaction = database.transaction(['groups', 'items']);
    const groups = await result<StoredGroup[]>(transaction.objectStore('groups').getAll());
    const items = await result<StoredItem[]>(transaction.objectStore('items').getAll());
    const byGroup = Map.groupBy(items, ({ groupId }) => groupId);
    return groups
      .filter((group) => group.person === person)
      .sort((a, b) => a.addedAt - b.addedAt)
      .map((group) => ({ group, items: byGroup.get(group.id) ?? [] }));
  }

  async save(group: StoredGroup, items: readonly StoredItem[]): Promise<void> {
    const database = await this.#open();
    if (!database) return;
    try {
      const transaction = database.transaction(['groups', 'items'], 'readwrite');
      transaction.objectStore('groups').put(group);
      const store = transaction.objectStore('items');
      for (const item of items) store.put(item);
      await finished(transaction);
    } catch {
      // A handle that cannot be kept: then without it.
      if (group.handle) await this.save({ ...group, handle: null }, items);
    }
  }

  /** Soon, together with others: a folder of small files changes dozens of items a second. */
  change(item: StoredItem): void {
    this.#dirty.set(item.id, item);
    this.#timer ??= setTimeout(() => void this.#flush(), 100);
  }

  async remove(groupId: string): Promise<void> {
    for (const [id, item] of this.#dirty) if (item.groupId === groupId) this.#dirty.delete(id);
    const database = await this.#open();
    if (!database) return;
    const transaction = database.transaction(['groups', 'items'], 'readwrite');
    transaction.objectStore('groups').delete(groupId);
    const cursor = transaction.objectStore('items').index('groupId').openCursor(groupId);
    cursor.onsuccess = () => {
      cursor.result?.delete();
      cursor.result?.continue();
    };
    await finished(transaction);
  }

  async #flush(): Promise<void> {
    this.#timer = undefined;
    const items = [...this.#dirty.values()];
    this.#dirty = new Map();
    const database = await this.#open();
    if (!database) return;
    const store = database.transaction('items', 'readwrite').objectStore('items');
    for (const item of items) store.put(item);
  }

  #open(): Promise<IDBDatabase | null> {
    this.#database ??= new Promise((resolve) => {
      if (!('indexedDB' in globalThis)) return resolve(null);
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore('groups', { keyPath: 'id' });
        request.result.createObjectStore('items', { keyPath: 'id' }).createIndex('groupId', 'groupId');
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(null);
    });
    return this.#database;
  }
}

function result<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });
}

function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error ?? new Error('IndexedDB'));
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB'));
  });
}
