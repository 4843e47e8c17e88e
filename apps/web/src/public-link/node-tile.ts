import { h, icon } from './dom.ts';
import { sizeText, dayText } from './format.ts';
import type { PublicNode } from './visit-api.ts';
import { words } from './words.ts';

const hues: readonly (readonly [RegExp, string])[] = [
  [/^application\/pdf$/, 'red'],
  [/^image\//, 'orange'],
  [/^(video|audio)\//, 'violet'],
  [/spreadsheet|ms-excel|^text\/csv$/, 'green'],
  [/presentation|powerpoint/, 'orange'],
  [/wordprocessing|msword|opendocument\.text|rtf/, 'teal'],
  [/^text\//, 'blue'],
];

export function nodeTile({ kind, mime }: Pick<PublicNode, 'kind' | 'mime'>): HTMLElement {
  const hue = kind === 'folder' ? 'blue' : (hues.find(([pattern]) => pattern.test(mime))?.[1] ?? 'grey');
  const name = kind === 'folder' ? 'folder' : mime.startsWith('image/') ? 'image' : 'file';
  return h('span', { class: `tile hue-${hue}` }, icon(name));
}

export function nodeFacts({ kind, size, mtime, release }: PublicNode): string {
  const facts = kind === 'folder' && size === 0 ? dayText(mtime) : `${sizeText(size)} · ${dayText(mtime)}`;
  const said = release === null ? '' : words().released[release];
  return said === '' ? facts : `${facts} · ${said}`;
}

/** Nobody gets it, whoever they are. */
export function isHeld({ release }: PublicNode): boolean {
  return release === 'waiting' || release === 'infected' || release === 'withheld';
}
