import type { DroppedFile, DroppedTree } from '../domain/drop-tree.ts';
import type { NewUploadGroup, NewUploadItem } from './upload-types.ts';

export interface PlannedFile {
  readonly item: NewUploadItem;
  readonly file: File | null;
}

export interface PlannedGroup {
  readonly group: NewUploadGroup;
  readonly files: readonly PlannedFile[];
  readonly handle: FileSystemHandle | null;
}

/** More loose files than this become one line. */
const mostLines = 12;
const litter = new Set(['.ds_store', 'thumbs.db', 'desktop.ini']);

export interface UploadTarget {
  readonly id: number;
  readonly name: string;
}

/** What was dropped, as lines of the queue: one for each folder and file, one for many loose files. */
export function planUpload(
  tree: DroppedTree,
  target: UploadTarget,
  now: number,
  newId: () => string = () => crypto.randomUUID(),
): PlannedGroup[] {
  const files = tree.files.filter(({ file }) => !litter.has(file.name.toLowerCase()));
  const byFolder = Map.groupBy(files, ({ folders }) => folders[0] ?? '');
  const names = new Set([...byFolder.keys(), ...tree.emptyFolders.map(([top]) => top ?? '')]);
  const groups: PlannedGroup[] = [];
  const groupOf = (kind: NewUploadGroup['kind'], name: string): NewUploadGroup => ({
    id: newId(),
    kind,
    name,
    targetId: target.id,
    targetName: target.name,
    // Told apart, so that a reload keeps their order.
    addedAt: now + groups.length / 1000,
  });
  for (const name of names) {
    const members = byFolder.get(name) ?? [];
    if (name === '') {
      const lines = members.length > mostLines ? [members] : members.map((member) => [member]);
      for (const line of lines) {
        const first = line[0];
        if (!first) continue;
        groups.push({
          group: groupOf(line.length > 1 ? 'files' : 'file', line.length > 1 ? '' : first.file.name),
          files: line.map((member) => planFile(member, newId)),
          handle: line.length === 1 ? first.handle : null,
        });
      }
      continue;
    }
    const empty = tree.emptyFolders.filter(([top]) => top === name);
    groups.push({
      group: groupOf('folder', name),
      files: [...members.map((member) => planFile(member, newId)), ...empty.map((path) => planFolder(path, newId))],
      handle: members[0]?.handle ?? null,
    });
  }
  return groups;
}

function planFile({ file, folders }: DroppedFile, newId: () => string): PlannedFile {
  const item: NewUploadItem = {
    id: newId(),
    name: file.name,
    folders,
    size: file.size,
    modifiedAt: file.lastModified,
    type: file.type,
    isFolder: false,
  };
  return { item, file };
}

function planFolder(path: readonly string[], newId: () => string): PlannedFile {
  const item: NewUploadItem = {
    id: newId(),
    name: path.at(-1) ?? '',
    folders: path.slice(0, -1),
    size: 0,
    modifiedAt: 0,
    type: '',
    isFolder: true,
  };
  return { item, file: null };
}

/** Is it the same file as before the reload? */
export function isSameFile(item: Pick<NewUploadItem, 'name' | 'size' | 'modifiedAt'>, file: File): boolean {
  return file.name === item.name && file.size === item.size && file.lastModified === item.modifiedAt;
}

export function pathOf(item: Pick<NewUploadItem, 'name' | 'folders'>): string {
  return [...item.folders, item.name].join('/');
}
