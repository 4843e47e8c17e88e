import { button, h } from './dom.ts';
import { pagesUrl, pageTextUrl, pageUrl, type Pages, type PublicNode } from './visit-api.ts';
import { pictureWhenMade, whenMade } from './when-made.ts';
import { words } from './words.ts';

/** Who scrolls past a page does not wait for it. */
const restMs = 120;

/** All pages of a document, each fetched when it comes into view: as pictures, or as text that fits any screen. */
export function documentReader(node: PublicNode, instead: () => HTMLElement): HTMLElement {
  const says = h('p', { class: 'empty', role: 'status' }, words().previewMaking);
  const reader = h('div', { class: 'reader' }, says);
  const open = async (): Promise<void> => {
    const answer = await whenMade(pagesUrl(node), () => reader.isConnected);
    if (answer === null) reader.replaceWith(instead());
    else fill(reader, node, (await answer.json()) as Pages);
  };
  void open();
  return reader;
}

function fill(reader: HTMLElement, node: PublicNode, { count, whole, pictures }: Pages): void {
  const w = words();
  let asText = !pictures;
  let current = 1;
  const pages = Array.from({ length: count }, () => h('li', { class: 'page' }));
  const list = h('ol', { class: 'pages' }, ...pages);

  const show = async (page: HTMLElement, number: number): Promise<void> => {
    const text = asText;
    const wanted = () => page.isConnected && text === asText;
    const content = await (text ? pageText(node, number, wanted) : pagePicture(node, number, count, wanted));
    if (!wanted()) return;
    page.classList.add('there');
    page.replaceChildren(content);
  };

  // within a dialog that scrolls, the dialog is what a page comes into view of
  const root = reader.closest('dialog');
  const rests = new Map<Element, ReturnType<typeof setTimeout>>();
  const near = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        clearTimeout(rests.get(target));
        if (!isIntersecting) continue;
        const page = target as HTMLElement;
        const rest = setTimeout(() => {
          near.unobserve(page);
          void show(page, pages.indexOf(page as HTMLLIElement) + 1);
        }, restMs);
        rests.set(target, rest);
      }
    },
    { root, rootMargin: '600px 0px' },
  );
  const middle = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) if (isIntersecting) note(pages.indexOf(target as never) + 1);
    },
    { root, rootMargin: '-49% 0px' },
  );

  const input = h('input', {
    type: 'number',
    min: 1,
    max: count,
    value: 1,
    'aria-label': w.page,
    inputmode: 'numeric',
  });
  const note = (page: number): void => {
    current = page;
    if (document.activeElement !== input) input.value = String(page);
  };
  const goTo = (page: number): void => pages[page - 1]?.scrollIntoView({ block: 'start' });
  input.addEventListener('change', () => {
    const page = Math.min(count, Math.max(1, Math.trunc(Number(input.value)) || current));
    input.value = String(page);
    goTo(page);
  });

  const empty = (): void => {
    list.classList.toggle('texts-only', asText);
    pages.forEach((page, index) => {
      page.classList.remove('there');
      page.replaceChildren(h('p', { class: 'hint' }, w.pageOf(index + 1, count)));
      near.unobserve(page);
      near.observe(page);
    });
  };
  const change = button(asText ? w.asPages : w.asText, () => {
    const page = current;
    asText = !asText;
    change.textContent = asText ? w.asPages : w.asText;
    empty();
    goTo(page);
  });

  const bar = h(
    'div',
    { class: 'reader-bar' },
    count > 1
      ? h('span', { class: 'reader-page' }, h('span', {}, w.page), input, h('span', {}, w.ofPages(count)))
      : null,
    pictures ? change : null,
  );
  reader.replaceChildren(bar, list);
  if (!whole) reader.append(h('p', { class: 'hint' }, w.notWhole));
  if (count === 1 && !pictures) bar.remove();
  empty();
  for (const page of pages) middle.observe(page);
}

async function pagePicture(
  node: PublicNode,
  number: number,
  count: number,
  wanted: () => boolean,
): Promise<HTMLElement> {
  const image = await pictureWhenMade(pageUrl(node, number), words().pageOf(number, count), wanted);
  return image ?? h('p', { class: 'hint' }, words().noPage);
}

async function pageText(node: PublicNode, number: number, wanted: () => boolean): Promise<HTMLElement> {
  const answer = await whenMade(pageTextUrl(node, number), wanted);
  const text = answer === null ? null : await answer.text();
  if (text === null) return h('p', { class: 'hint' }, words().noPage);
  return text.trim() === ''
    ? h('p', { class: 'hint' }, words().noWords)
    : h('p', { class: node.mime.startsWith('text/') ? 'page-text plain' : 'page-text' }, text);
}
