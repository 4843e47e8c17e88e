import { button, h, icon } from './dom.ts';
import { durationText, sizeText } from './format.ts';
import { problemText } from './problem-text.ts';
import type { UploadItem, UploadList } from './upload-list.ts';
import { words } from './words.ts';

const mostLines = 100;

/** What is on its way, with what is left of it, and a button to pause. */
export function transferPanel(uploads: UploadList): HTMLElement {
  return live(h('div', { class: 'transfer' }, transferHead(uploads), transferList(uploads)), (panel) => {
    panel.hidden = uploads.items.every(({ state }) => state === 'done');
  });
}

/** How long it still takes, and a button to pause; nothing while nothing is on its way. */
export function transferHead(uploads: UploadList): HTMLElement {
  const left = h('p', { class: 'facts', role: 'status' });
  const pause = button(words().pauseAll, () => (uploads.isPaused ? uploads.resume() : uploads.pause()));
  return live(h('div', { class: 'transfer-head' }, h('h2', {}, words().uploads), left, pause), () => {
    const w = words();
    pause.hidden = !uploads.isBusy;
    pause.replaceChildren(icon(uploads.isPaused ? 'play' : 'pause'), uploads.isPaused ? w.resumeAll : w.pauseAll);
    const goes = !uploads.isPaused && uploads.items.some(({ state }) => state === 'running');
    const time = goes ? uploads.timeLeft : null;
    left.textContent = time === null ? '' : w.left_(durationText(time));
  });
}

/** Its lines are mended in place: a bar that moves must not take the focus from a button. */
export function transferList(uploads: UploadList, within: string | null = null): HTMLElement {
  const lines = new Map<string, Line>();
  const prefix = within === null ? '' : `${within}/`;
  return live(h('ul', { class: 'list' }), (list) => {
    // what has arrived is listed where it is; where that is this list, it stays until it is
    const under = uploads.items.filter(
      ({ path, state }) => path.startsWith(prefix) && (within !== null || state !== 'done'),
    );
    list.hidden = under.length === 0;
    const shown = under.slice(0, mostLines);
    for (const [key, line] of lines)
      if (!shown.some((item) => item.key === key)) {
        line.element.remove();
        lines.delete(key);
      }
    for (const item of shown) {
      const line = lines.get(item.key) ?? makeLine(uploads, item, item.path.slice(prefix.length));
      if (!lines.has(item.key)) {
        lines.set(item.key, line);
        list.append(line.element);
      }
      line.update();
    }
  });
}

const parts = new WeakMap<Element, () => void>();

function live(part: HTMLElement, update: (part: HTMLElement) => void): HTMLElement {
  part.classList.add('live');
  parts.set(part, () => update(part));
  update(part);
  return part;
}

/** Brings every panel, head and list up to date. */
export function updateTransfers(): void {
  for (const part of document.querySelectorAll('.live')) parts.get(part)?.();
}

interface Line {
  readonly element: HTMLElement;
  update(): void;
}

function makeLine(uploads: UploadList, item: UploadItem, name: string): Line {
  const w = words();
  const bar = h('progress', { max: 100, 'aria-label': name });
  const says = h('span', { class: 'facts' });
  const again = button('', () => uploads.retry(item), { icon: 'play', kind: 'quiet', label: w.tryAgainOf(name) });
  const remove = button('', () => uploads.remove(item), { icon: 'close', kind: 'quiet', label: w.stopOf(name) });
  const tile = h('span', { class: 'tile hue-grey' }, icon('upload'));
  const texts = h('span', { class: 'texts' }, h('span', { class: 'name' }, name), says, bar);
  const element = h('li', {}, h('div', { class: 'row' }, tile, texts), again, remove);
  return {
    element,
    update() {
      const { file, sent, state } = item;
      const percent = file.size === 0 ? 100 : Math.floor((sent / file.size) * 100);
      bar.value = percent;
      bar.hidden = state === 'failed';
      says.textContent = `${sizeText(file.size)} · ${stateText(uploads, item, percent)}`;
      says.classList.toggle('problem', state === 'failed');
      again.hidden = state !== 'failed';
      remove.hidden = state === 'done';
    },
  };
}

function stateText(uploads: UploadList, { state, problem }: UploadItem, percent: number): string {
  const w = words();
  if (state === 'failed') return problemText(problem);
  if (state === 'done') return w.done;
  if (uploads.isPaused) return w.paused;
  if (state === 'retrying') return w.retrying;
  return state === 'running' ? w.running(percent) : w.waiting;
}
