import { button, h } from './dom.ts';
import { dropView, type DropScene } from './drop-view.ts';
import { codeView, passwordView } from './enter-view.ts';
import { fileView, folderView } from './folder-view.ts';
import { dayText } from './format.ts';
import { makeFrame } from './frame.ts';
import { Problem } from './public-api.ts';
import { problemText } from './problem-text.ts';
import { updateTransfers } from './transfer-panel.ts';
import { UploadList } from './upload-list.ts';
import { heading, notice } from './views.ts';
import { visitApi, type Entered, type LinkPage, type Listing } from './visit-api.ts';
import { words } from './words.ts';

type Scene =
  | { readonly kind: 'loading' }
  | { readonly kind: 'problem'; readonly error: unknown }
  | { readonly kind: 'entered'; readonly entered: Entered };

let scene: Scene = { kind: 'loading' };
let listing: Listing | null = null;
const render = makeFrame(view);

const uploads = new UploadList(
  () => {
    updateTransfers();
    const submit = document.getElementById('submit') as HTMLButtonElement | null;
    if (submit) submit.disabled = uploads.isBusy || (drop.arrived?.items.length ?? 0) === 0;
  },
  () => soon(),
);

const drop: DropScene = {
  sender: null,
  delivery: null,
  arrived: null,
  submitted: null,
  unreadable: 0,
  uploads,
  render: () => render(true),
  reload: () => reload(),
};

let timer: ReturnType<typeof setTimeout> | null = null;
/** Many small files arrive at once: the list is asked for once. */
function soon(): void {
  timer ??= setTimeout(() => {
    timer = null;
    reload().catch(() => undefined);
  }, 400);
}

async function reload(): Promise<void> {
  if (scene.kind !== 'entered' || scene.entered.link === null) return;
  if (scene.entered.link.kind === 'uploader') {
    if (drop.delivery === null) return;
    drop.arrived = await visitApi.folder(null);
  } else listing = await visitApi.folder(listing?.folder.id ?? null);
  render();
}

async function openFolder(id: number | null, pushes = true): Promise<void> {
  try {
    listing = await visitApi.folder(id);
    if (pushes) history.pushState({ id }, '', id === null ? location.pathname : `#${id}`);
    render(true);
    scrollTo(0, 0);
  } catch (error) {
    scene = { kind: 'problem', error };
    render(true);
  }
}

addEventListener('popstate', () => {
  const top = scene.kind === 'entered' ? scene.entered.link?.node.id : undefined;
  // there already: only a picture was closed
  if (listing !== null && listing.folder.id === (hashId() ?? top)) return;
  void openFolder(hashId(), false);
});

/** Who comes back to the page hears that it was withdrawn meanwhile, instead of downloads that fail. */
document.addEventListener('visibilitychange', () => {
  if (document.hidden || scene.kind !== 'entered' || scene.entered.link === null || uploads.isBusy) return;
  visitApi
    .enter()
    .then(async (entered) => {
      if (entered.link === null) await opened(entered);
    })
    .catch(() => undefined);
});

function hashId(): number | null {
  const id = Number(location.hash.slice(1));
  return Number.isSafeInteger(id) && id > 0 ? id : null;
}

async function opened(entered: Entered): Promise<void> {
  const { link } = entered;
  if (link?.kind === 'uploader') {
    drop.delivery = link.delivery;
    if (link.delivery !== null) drop.arrived = await visitApi.folder(null);
  } else if (link?.node.kind === 'folder') {
    const id = hashId();
    listing = await visitApi.folder(id).catch((error: unknown) => {
      if (id === null) throw error;
      return visitApi.folder(null);
    });
  }
  scene = { kind: 'entered', entered };
  render(true);
}

async function start(): Promise<void> {
  try {
    await opened(await visitApi.enter());
  } catch (error) {
    scene = { kind: 'problem', error };
    render(true);
  }
}

function head(link: LinkPage): HTMLElement {
  const w = words();
  const { from, endsAt, message, kind } = link;
  const lead = kind === 'uploader' ? w.dropLead(from.name, from.organisation) : w.from(from.name, from.organisation);
  const until = endsAt === null ? '' : ` · ${w.until(dayText(endsAt))}`;
  return h(
    'header',
    { class: 'about' },
    heading(link.title),
    h('p', { class: 'lead' }, kind === 'uploader' ? lead : lead + until),
    message === '' ? null : h('blockquote', {}, message),
    link.viewOnly ? h('p', { class: 'note' }, w.viewOnly) : null,
    link.downloadsLeft === null ? null : h('p', { class: 'note' }, w.left(link.downloadsLeft)),
  );
}

function view(): (HTMLElement | null)[] {
  const w = words();
  if (scene.kind === 'loading') return [h('p', { class: 'empty', role: 'status' }, w.loading)];
  if (scene.kind === 'problem') return [problemView(scene.error)];
  const { state, link } = scene.entered;
  const enter = (entered: Entered) => void opened(entered);
  if (state === 'password') return [passwordView(enter)];
  if (state === 'code') return [codeView(enter, () => render(true))];
  if (link === null) return [notice('clock', w.endedTitle, w.endedText)];
  if (link.kind === 'uploader') return [drop.submitted === null ? head(link) : null, dropView(drop)];
  if (link.node.kind === 'file') return [head(link), fileView(link)];
  if (listing === null) return [head(link)];
  const more = async () => {
    if (listing === null) return;
    const next = await visitApi.folder(listing.folder.id, listing.items.length);
    listing = { ...next, items: [...listing.items, ...next.items] };
    render();
  };
  const folder = { link, listing, uploads, open: (id: number) => void openFolder(id), reload, more };
  return [head(link), folderView(folder)];
}

function problemView(error: unknown): HTMLElement {
  const w = words();
  const code = error instanceof Problem ? error.code : '';
  if (code === 'sharing.link_ended') return notice('clock', w.endedTitle, w.endedText);
  if (code === 'sharing.link_not_found' || code === 'http.invalid_input')
    return notice('close', w.absentTitle, w.absentText);
  return notice(
    'cloud',
    'Landescloud',
    problemText(error),
    button(w.tryAgain, () => void start(), { kind: 'main' }),
  );
}

addEventListener('beforeunload', (event) => {
  if (uploads.isBusy) event.preventDefault();
});

render();
void start();
