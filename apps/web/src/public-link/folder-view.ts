import { pickers, takeDrops } from './choose-files.ts';
import { button, h, icon } from './dom.ts';
import { isHeld, nodeFacts, nodeTile } from './node-tile.ts';
import { openPreview, previewOf } from './preview-dialog.ts';
import { transferPanel } from './transfer-panel.ts';
import type { UploadList } from './upload-list.ts';
import { askName, form, openDialog, problemLine } from './views.ts';
import { contentUrl, visitApi, zipUrl, type LinkPage, type Listing, type PublicNode } from './visit-api.ts';
import { words } from './words.ts';

export interface FolderScene {
  readonly link: LinkPage;
  readonly listing: Listing;
  readonly uploads: UploadList;
  open(id: number): void;
  reload(): Promise<void>;
  more(): Promise<void>;
}

export function fileView(link: LinkPage): HTMLElement {
  const w = words();
  const { node, viewOnly, downloadsLeft } = link;
  return h(
    'section',
    { class: 'single' },
    h('div', { class: 'row' }, nodeTile(node), h('span', { class: 'facts' }, nodeFacts(node))),
    viewOnly || downloadsLeft === 0 || isHeld(node)
      ? null
      : h('a', { class: 'button main', href: contentUrl(node.id), download: '' }, icon('download'), w.download),
    node.hasPreview && !isHeld(node) ? previewOf(node) : null,
  );
}

export function folderView(scene: FolderScene): HTMLElement {
  const { link, listing, uploads } = scene;
  const w = words();
  const mayDownload = !link.viewOnly && link.downloadsLeft !== 0;
  const changes = link.kind === 'editor';
  const isTop = listing.folder.id === link.node.id;
  const problem = problemLine();
  const tools = h(
    'div',
    { class: 'tools' },
    mayDownload && listing.items.length > 0
      ? h(
          'a',
          {
            class: `button ${changes ? 'plain' : 'main'}`,
            href: zipUrl(isTop ? null : listing.folder.id),
            download: '',
          },
          icon('download'),
          w.downloadAll,
        )
      : null,
    ...(changes ? changingTools(scene) : []),
  );
  const view = h(
    'section',
    { class: 'folder', 'aria-label': w.files },
    isTop ? null : crumbs(scene),
    tools,
    changes ? transferPanel(uploads) : null,
    problem.element,
    listing.items.length === 0
      ? h('p', { class: 'empty' }, w.empty)
      : h('ul', { class: 'list' }, ...listing.items.map((node) => row(scene, node, mayDownload, problem.say))),
    listing.items.length < listing.total
      ? button(w.more, () => void scene.more().catch(problem.say), { kind: 'plain' })
      : listing.items.length > 0
        ? h('p', { class: 'facts' }, w.entries(listing.total))
        : null,
  );
  if (changes) takeDrops(view, (tree) => uploads.add(tree, listing.folder.id));
  return view;
}

function crumbs({ link, listing, open }: FolderScene): HTMLElement {
  const start = listing.path.findIndex(({ id }) => id === link.node.id);
  const steps = listing.path.slice(Math.max(0, start));
  return h(
    'nav',
    { 'aria-label': words().path },
    h(
      'ol',
      { class: 'crumbs' },
      ...steps.map(({ id, name }) =>
        h(
          'li',
          {},
          button(id === link.node.id ? link.title : name, () => open(id), { kind: 'quiet' }),
        ),
      ),
      h('li', { 'aria-current': 'page' }, listing.folder.name),
    ),
  );
}

function row(scene: FolderScene, node: PublicNode, downloads: boolean, say: (error: unknown) => void): HTMLElement {
  const w = words();
  const isFolder = node.kind === 'folder';
  const mayDownload = downloads && !isHeld(node);
  const shows = !isFolder && node.hasPreview && !isHeld(node);
  const title = h('span', { class: 'name' }, node.name);
  const facts = h(
    'span',
    { class: 'facts' },
    nodeFacts(node),
    !downloads && !isFolder && !shows ? ` · ${w.noPreview}` : '',
  );
  const content = [nodeTile(node), h('span', { class: 'texts' }, title, facts)];
  const main = isFolder
    ? h('button', { type: 'button', class: 'row', onclick: () => scene.open(node.id) }, ...content)
    : shows
      ? h('button', { type: 'button', class: 'row', onclick: () => openPreview(node, mayDownload) }, ...content)
      : mayDownload
        ? h('a', { class: 'row', href: contentUrl(node.id), download: '' }, ...content)
        : h('div', { class: 'row' }, ...content);
  return h(
    'li',
    {},
    main,
    mayDownload
      ? h(
          'a',
          {
            class: 'button quiet bare',
            href: isFolder ? zipUrl(node.id) : contentUrl(node.id),
            download: '',
            'aria-label': w.downloadOf(node.name),
          },
          icon('download'),
        )
      : null,
    ...(scene.link.kind === 'editor' ? changingButtons(scene, node, say) : []),
  );
}

function changingTools({ listing, uploads, reload }: FolderScene): HTMLElement[] {
  const w = words();
  const add = () =>
    askName(w.newFolder, w.create, '', async (name) => {
      await visitApi.makeFolder(listing.folder.id, name);
      await reload();
    });
  return [...pickers((tree) => uploads.add(tree, listing.folder.id)), button(w.newFolder, add, { icon: 'plus' })];
}

function changingButtons({ reload }: FolderScene, node: PublicNode, say: (error: unknown) => void): HTMLElement[] {
  const w = words();
  const rename = () =>
    askName(w.renameOf(node.name), w.rename, node.name, async (name) => {
      await visitApi.rename(node.id, name);
      await reload();
    });
  const remove = () => {
    const dialog: HTMLDialogElement = openDialog(
      w.removeTitle,
      h('p', {}, w.removeText(node.name)),
      form({
        fields: [],
        action: w.remove,
        submit: async () => {
          await visitApi.remove(node.id);
          dialog.close();
          await reload().catch(say);
        },
      }),
    );
  };
  return [
    button('', rename, { icon: 'edit', kind: 'quiet', label: w.renameOf(node.name) }),
    button('', remove, { icon: 'trash', kind: 'quiet', label: w.deleteOf(node.name) }),
  ];
}
