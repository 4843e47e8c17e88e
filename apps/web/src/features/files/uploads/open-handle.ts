import { isSameFile } from './upload-plan.ts';
import type { NewUploadItem } from './upload-types.ts';

type Permitted = FileSystemHandle & {
  queryPermission?: (mode: { mode: 'read' }) => Promise<PermissionState>;
  requestPermission?: (mode: { mode: 'read' }) => Promise<PermissionState>;
};

/** Whether files may be opened again after a reload without asking. */
export async function mayRead(handle: FileSystemHandle, ask: boolean): Promise<boolean> {
  const permitted = handle as Permitted;
  try {
    const state = await permitted.queryPermission?.({ mode: 'read' });
    if (state === 'granted' || !ask) return state === 'granted';
    return (await permitted.requestPermission?.({ mode: 'read' })) === 'granted';
  } catch {
    return false;
  }
}

/** The file of an item below a kept handle; null when it is gone or not the same any more. */
export async function openItem(handle: FileSystemHandle, item: NewUploadItem): Promise<File | null> {
  try {
    let file: File;
    if (handle.kind === 'file') file = await (handle as FileSystemFileHandle).getFile();
    else {
      let folder = handle as FileSystemDirectoryHandle;
      // The handle is the dropped folder itself: the first name.
      for (const name of item.folders.slice(1)) folder = await folder.getDirectoryHandle(name);
      file = await (await folder.getFileHandle(item.name)).getFile();
    }
    return isSameFile(item, file) ? file : null;
  } catch {
    return null;
  }
}
