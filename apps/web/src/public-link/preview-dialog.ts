import { h } from './dom.ts';
import { openDialog } from './views.ts';
import { contentUrl, previewUrl, type PublicNode } from './visit-api.ts';
import { words } from './words.ts';

const patience = 40;
const shut = new Set(['sharing.link_ended', 'sharing.link_locked']);

/** The large picture of a file; where it is being made, it is asked for again. */
export function previewPicture(node: PublicNode): HTMLElement {
  const text = h('p', { role: 'status' }, words().previewMaking);
  const frame = h('div', { class: 'preview' }, text);
  const ask = async (): Promise<void> => {
    for (let round = 0; round < patience; round += 1) {
      const answer = await fetch(previewUrl(node, 'large')).catch(() => null);
      if (answer?.status === 200) {
        const address = URL.createObjectURL(await answer.blob());
        const image = h('img', { src: address, alt: node.name });
        image.addEventListener('load', () => URL.revokeObjectURL(address));
        frame.replaceChildren(image);
        if (!node.mime.startsWith('image/')) frame.after(h('p', { class: 'hint' }, words().firstPage));
        return;
      }
      if (answer !== null && answer.status !== 202) {
        const { code } = (await answer.json().catch(() => ({}))) as { readonly code?: string };
        // withdrawn meanwhile, or the visit is over: the page says so
        if (code !== undefined && shut.has(code)) location.reload();
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    text.textContent = words().noPreview;
  };
  void ask();
  return frame;
}

export function openPreview(node: PublicNode, mayDownload: boolean): void {
  const dialog = openDialog(
    node.name,
    previewPicture(node),
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
