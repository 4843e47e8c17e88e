import '../styles/tokens.css';
import './fonts.css';
import './public-link.css';
import { button, h, icon } from './dom.ts';
import { dropView, type DropScene } from './drop-view.ts';
import { codeView, passwordView } from './enter-view.ts';
import { fileView, folderView } from './folder-view.ts';
import { dayText } from './format.ts';
import { problemText } from './problem-text.ts';
import { UploadList } from './upload-list.ts';
import { heading, notice } from './views.ts';
import { Problem, visitApi, type Entered, type LinkPage, type Listing } from './visit-api.ts';
import { currentLanguage, switchLanguage, words } from './words.ts';

type Scene =
  | { readonly kind: 'loading' }
  | { readonly kind: 'problem'; readonly error: unknown }
  | { readonly kind: 'entered'; readonly entered: Entered };

let scene: Scene = { kind: 'loading' };
let listing: Listing | null = null;

const root = document.getElementById('link') ?? document.body;
const main = h('main', { id: 'content' });

const uploads = new UploadList(
  () => {
    for (const panel of document.querySelectorAll('.transfer')) panel.dispatchEvent(new Event('update'));
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

addEventListener('popstate', () => void openFolder(hashId(), false));

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

/** Anew from what is known; `moves` where the visitor has come to something else. */
function render(moves = false): void {
  const w = words();
  document.documentElement.lang = currentLanguage();
  const other = button(
    w.other,
    () => {
      switchLanguage();
      render();
      document.querySelector<HTMLElement>('.language')?.focus();
    },
    { kind: 'quiet' },
  );
  other.classList.add('language');
  other.lang = currentLanguage() === 'de' ? 'en' : 'de';
  const brand = h('span', { class: 'brand' }, h('span', { class: 'mark' }, icon('cloud')), 'Landescloud');
  const held = hold();
  main.replaceChildren(...view().filter((part) => part !== null));
  root.replaceChildren(
    button(w.skip, () => main.querySelector<HTMLElement>('h1')?.focus(), { kind: 'main' }),
    h('header', { class: 'top' }, brand, other),
    main,
  );
  const title = main.querySelector('h1')?.textContent;
  document.title = title && title !== 'Landescloud' ? `${title} – Landescloud` : 'Landescloud';
  root.firstElementChild?.classList.add('skip');
  held();
  if (moves && scene.kind !== 'loading') main.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
}

/** What was typed and what had the focus, to be given back after the page was made anew. */
function hold(): () => void {
  const values = new Map(
    [...main.querySelectorAll<HTMLInputElement>('input[name], textarea[name]')].map(({ name, value }) => [name, value]),
  );
  const { activeElement: active } = document;
  const keyOf = (element: Element) => element.id || element.getAttribute('aria-label') || element.textContent;
  const key = active === null || !main.contains(active) ? null : keyOf(active);
  return () => {
    for (const input of main.querySelectorAll<HTMLInputElement>('input[name], textarea[name]'))
      input.value ||= values.get(input.name) ?? '';
    if (key === null || active === null) return;
    const same = [...main.querySelectorAll<HTMLElement>(active.tagName)].find((element) => keyOf(element) === key);
    same?.focus({ preventScroll: true });
  };
}

addEventListener('beforeunload', (event) => {
  if (uploads.isBusy) event.preventDefault();
});

render();
void start();
