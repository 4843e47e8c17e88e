import '../styles/tokens.css';
import './fonts.css';
import './public-link.css';
import { currentTheme, isDark, keepTheme, showTheme } from '../styles/theme-choice.ts';
import { notices } from '../notices.ts';
import { button, h, icon } from './dom.ts';
import { currentLanguage, switchLanguage, words } from './words.ts';

const root = document.getElementById('link') ?? document.body;
const main = h('main', { id: 'content' });

type Render = (moves?: boolean) => void;

/** The calm frame of pages for who has a link and no account, and what makes its view anew. */
export function makeFrame(view: () => readonly (HTMLElement | null)[]): Render {
  showTheme(currentTheme());
  const render: Render = (moves = false) => {
    const w = words();
    document.documentElement.lang = currentLanguage();
    const brand = h('span', { class: 'brand' }, h('span', { class: 'mark' }, icon('cloud')), 'Landescloud');
    const held = hold();
    main.replaceChildren(...view().filter((part) => part !== null));
    const skip = button(w.skip, () => main.querySelector<HTMLElement>('h1')?.focus(), { kind: 'main' });
    skip.classList.add('skip');
    const choices = h('div', { class: 'choices' }, languageButton(render), themeButton(render));
    root.replaceChildren(skip, h('header', { class: 'top' }, brand, choices), main, footer());
    const title = main.querySelector('h1')?.textContent;
    document.title = title && title !== 'Landescloud' ? `${title} – Landescloud` : 'Landescloud';
    held();
    if (moves) main.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  };
  return render;
}

/** What the law asks for leads away from here: to pages of their own, in a tab of their own, which keeps uploads alive. */
function footer(): HTMLElement {
  const w = words();
  const { imprint, privacy } = notices();
  const away = (href: string, text: string) => h('a', { href, target: '_blank', rel: 'noreferrer' }, text);
  const links = [
    imprint === undefined ? null : away(imprint, w.imprint),
    privacy === undefined ? null : away(privacy, w.privacy),
  ];
  const nav = links.some((link) => link !== null) ? h('nav', { 'aria-label': w.legal }, ...links) : null;
  return h('footer', {}, h('span', {}, w.footer), nav);
}

function languageButton(render: Render): HTMLElement {
  const change = () => {
    switchLanguage();
    render();
    document.querySelector<HTMLElement>('.language')?.focus();
  };
  const other = button(words().other, change, { kind: 'quiet' });
  other.classList.add('language');
  other.lang = currentLanguage() === 'de' ? 'en' : 'de';
  return other;
}

function themeButton(render: Render): HTMLElement {
  const w = words();
  const change = () => {
    keepTheme(isDark() ? 'light' : 'dark');
    render();
    document.querySelector<HTMLElement>('.theme')?.focus();
  };
  const look = isDark() ? ({ icon: 'sun', label: w.light } as const) : ({ icon: 'moon', label: w.dark } as const);
  const theme = button('', change, { kind: 'quiet', ...look });
  theme.classList.add('theme');
  return theme;
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
