import { documentReader } from './document-reader.ts';
import { h } from './dom.ts';
import { openDialog } from './views.ts';
import { contentUrl, previewUrl, type PublicNode } from './visit-api.ts';
import { pictureWhenMade } from './when-made.ts';
import { words } from './words.ts';

/** A picture as a whole, a document page by page. */
export function previewOf(node: PublicNode): HTMLElement {
  const isPicture = node.mime.startsWith('image/') && node.mime !== 'image/tiff';
  return isPicture ? previewPicture(node) : documentReader(node, () => previewPicture(node));
}

/** The large picture of a file: of a document its first page. */
function previewPicture(node: PublicNode): HTMLElement {
  const text = h('p', { role: 'status' }, words().previewMaking);
  const frame = h('div', { class: 'preview' }, text);
  void pictureWhenMade(previewUrl(node, 'large'), node.name, () => frame.isConnected).then((image) => {
    if (image === null) {
      text.textContent = words().noPreview;
      return;
    }
    frame.replaceChildren(image);
    if (!node.mime.startsWith('image/')) frame.after(h('p', { class: 'hint' }, words().firstPage));
  });
  return frame;
}

export function openPreview(node: PublicNode, mayDownload: boolean): void {
  const dialog = openDialog(
    node.name,
    previewOf(node),
    mayDownload
      ? h('a', { class: 'button main', href: contentUrl(node.id), download: '' }, words().download)
      : h('p', { class: 'hint' }, words().viewOnly),
  );
  dialog.classList.add('wide');
  // on a phone, back closes what lies on top
  let isBack = false;
  const left = () => {
    isBack = true;
    dialog.close();
  };
  history.pushState({ preview: node.id }, '');
  addEventListener('popstate', left, { once: true });
  dialog.addEventListener('close', () => {
    removeEventListener('popstate', left);
    if (!isBack) history.back();
  });
}
