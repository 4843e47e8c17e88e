type Child = Node | string | null | false;
type Props = Readonly<Record<string, unknown>>;

/** An element; `on…` are listeners, other functions and objects properties, the rest attributes. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener);
    else if (value === true) element.setAttribute(name, '');
    else element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child): child is Node | string => child !== null && child !== false));
  return element;
}

const paths = {
  folder: 'M4 5h5l2 3h9v11a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1Z',
  file: 'M14 3H6a1 1 0 0 0-1 1v16a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1V8Zm0 0v5h5',
  image: 'M4 4h16v16H4Zm0 12 5-5 4 4 3-3 4 4M9 8.5h.01',
  download: 'M12 4v11m-5-4 5 5 5-5M5 20h14',
  upload: 'M12 16V5M7 9l5-5 5 5M5 20h14',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Zm9.5 2.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6Z',
  close: 'M6 6l12 12M18 6 6 18',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  lock: 'M6 11h12v9H6Zm2.5 0V7.5a3.5 3.5 0 0 1 7 0V11',
  pause: 'M9 5v14M15 5v14',
  play: 'M7 5l12 7-12 7Z',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13',
  edit: 'M4 20l1-4L16 5l3 3L8 19Z',
  plus: 'M12 5v14M5 12h14',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5l3.5 2',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm0-13v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10 1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z',
  cloud: 'M17 18H8a4.5 4.5 0 1 1 1-8.9 5 5 0 0 1 9.5 2.1A3.5 3.5 0 0 1 17 18Z',
} as const;
export type IconName = keyof typeof paths;

/** Decorative: what it means is said in words beside it, or in the label of its button. */
export function icon(name: IconName): SVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  const path = document.createElementNS(space, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', paths[name]);
  svg.append(path);
  return svg;
}

let ids = 0;

export interface Field {
  readonly label: string;
  readonly name: string;
  readonly type?: string;
  readonly value?: string;
  readonly hint?: string;
  readonly required?: boolean;
  readonly autocomplete?: string;
  readonly inputmode?: string;
  readonly maxlength?: number;
  readonly long?: boolean;
}

/** A labelled input. */
export function field({ label, hint, long, value = '', ...attributes }: Field): HTMLElement {
  const id = `field-${(ids += 1)}`;
  const about = hint === undefined ? undefined : `${id}-hint`;
  const props = { id, 'aria-describedby': about, ...attributes };
  const input = long ? h('textarea', { ...props, rows: 3 }) : h('input', { type: 'text', ...props });
  input.value = value;
  return h(
    'div',
    { class: 'field' },
    h('label', { for: id }, label),
    hint === undefined ? null : h('p', { id: about, class: 'hint' }, hint),
    input,
  );
}

export interface ButtonLook {
  readonly icon?: IconName;
  readonly kind?: 'main' | 'plain' | 'quiet';
  readonly label?: string;
  readonly disabled?: boolean;
}

export function button(text: string, onclick: () => void, look: ButtonLook = {}): HTMLButtonElement {
  const { kind = 'plain', label, disabled } = look;
  return h(
    'button',
    { type: 'button', class: `button ${kind}${text === '' ? ' bare' : ''}`, 'aria-label': label, disabled, onclick },
    look.icon === undefined ? null : icon(look.icon),
    text === '' ? null : text,
  );
}
