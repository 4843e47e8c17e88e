import { readDrop, readFileList, type DroppedTree } from '../features/files/domain/drop-tree.ts';
import { button, h, type ButtonLook } from './dom.ts';
import { words } from './words.ts';

type Chosen = (tree: DroppedTree) => void;

function picker(text: string, look: ButtonLook, chosen: Chosen, folder = false): HTMLElement {
  const input = h('input', { type: 'file', multiple: true, hidden: true, tabindex: -1, 'aria-hidden': 'true' });
  if (folder) input.webkitdirectory = true;
  input.addEventListener('change', () => {
    chosen(readFileList(input.files ?? []));
    input.value = '';
  });
  return h(
    'span',
    { class: 'picker' },
    input,
    button(text, () => input.click(), look),
  );
}

/** Where files are wanted for several things: `label` says for which. */
export function filePicker(label: string, chosen: Chosen): HTMLElement {
  return picker(words().chooseFiles, { icon: 'upload', label }, chosen);
}

/** Buttons to choose files and, where the browser can, a folder. */
export function pickers(chosen: Chosen): HTMLElement[] {
  const w = words();
  // phones know the property and have no folders to choose
  const hasFolders = matchMedia('(pointer: fine)').matches && 'webkitdirectory' in HTMLInputElement.prototype;
  return [
    picker(w.chooseFiles, { icon: 'upload', kind: 'main' }, chosen),
    ...(hasFolders ? [picker(w.chooseFolder, { icon: 'folder' }, chosen, true)] : []),
  ];
}

/** Whatever is dropped onto it; dragging has the buttons beside it that do the same. */
export function takeDrops(target: HTMLElement, dropped: Chosen): void {
  const mark = (is: boolean) => target.classList.toggle('over', is);
  target.addEventListener('dragover', (event) => {
    event.preventDefault();
    mark(true);
  });
  target.addEventListener('dragleave', () => mark(false));
  target.addEventListener('drop', (event) => {
    event.preventDefault();
    mark(false);
    const items = event.dataTransfer?.items;
    if (items) void readDrop(items).then(dropped);
  });
}
