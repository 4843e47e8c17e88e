/** A file that was dropped or chosen, with its path below the place it goes to. */
export interface DroppedFile {
  readonly file: File;
  /** Folder names above it: [] for a loose file. */
  readonly folders: readonly string[];
  /** Where the browser can open it again after a reload. */
  readonly handle: FileSystemHandle | null;
}

export interface DroppedTree {
  readonly files: DroppedFile[];
  /** Folders without any file in them, which no upload would make. */
  readonly emptyFolders: (readonly string[])[];
  /** What could not be read, by path. */
  readonly unreadable: string[];
}

interface Source {
  readonly entry: FileSystemEntry | null;
  readonly handle: Promise<FileSystemHandle | null> | null;
  readonly file: File | null;
}

type HandleItem = DataTransferItem & { getAsFileSystemHandle?: () => Promise<FileSystemHandle | null> };

/**
 * Takes hold of everything in the transfer at once: its items are only readable until the drop event ends.
 * The promise reads folders to their end, in the batches (of 100) in which browsers hand them out.
 */
export function readDrop(items: Iterable<DataTransferItem>, progress?: (count: number) => void): Promise<DroppedTree> {
  const sources: Source[] = [];
  for (const item of items) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry?.() ?? null;
    const file = entry ? null : item.getAsFile();
    // A rejection must not go unheard while the folders are still being read.
    const handle = (item as HandleItem).getAsFileSystemHandle?.().catch(() => null) ?? null;
    sources.push({ entry, file, handle });
  }
  return readSources(sources, progress);
}

async function readSources(sources: readonly Source[], progress?: (count: number) => void): Promise<DroppedTree> {
  const tree: DroppedTree = { files: [], emptyFolders: [], unreadable: [] };
  for (const source of sources) {
    const handle = source.handle ? await source.handle : null;
    if (source.entry) await readEntry(source.entry, [], handle, tree, progress);
    else if (source.file) tree.files.push({ file: source.file, folders: [], handle });
  }
  return tree;
}

async function readEntry(
  entry: FileSystemEntry,
  folders: readonly string[],
  handle: FileSystemHandle | null,
  tree: DroppedTree,
  progress?: (count: number) => void,
): Promise<void> {
  const path = [...folders, entry.name];
  try {
    if (entry.isFile) {
      const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
      tree.files.push({ file, folders, handle });
      progress?.(tree.files.length);
      return;
    }
    const children = await readFolder((entry as FileSystemDirectoryEntry).createReader());
    if (children.length === 0) tree.emptyFolders.push(path);
    // One handle for the whole folder: asked once for leave, it opens everything below.
    for (const child of children) await readEntry(child, path, handle, tree, progress);
  } catch {
    tree.unreadable.push(path.join('/'));
  }
}

async function readFolder(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const all: FileSystemEntry[] = [];
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) return all;
    all.push(...batch);
  }
}

/** From `<input type=file>`, also with webkitdirectory. */
export function readFileList(files: Iterable<File>): DroppedTree {
  const tree: DroppedTree = { files: [], emptyFolders: [], unreadable: [] };
  for (const file of files) {
    tree.files.push({ file, folders: file.webkitRelativePath.split('/').slice(0, -1), handle: null });
  }
  return tree;
}
