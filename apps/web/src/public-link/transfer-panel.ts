import { button, h, icon } from './dom.ts';
import { durationText, sizeText } from './format.ts';
import { problemText } from './problem-text.ts';
import type { UploadItem, UploadList } from './upload-list.ts';
import { words } from './words.ts';

const mostLines = 100;

/** What is on its way. Its lines are mended in place: a bar that moves must not take the focus from a button. */
export function transferPanel(uploads: UploadList): HTMLElement {
  const panel = h('div', { class: 'transfer' });
  const lines = new Map<string, Line>();
  const list = h('ul', { class: 'list' });
  const left = h('p', { class: 'facts', role: 'status' });
  const pause = button(words().pauseAll, () => (uploads.isPaused ? uploads.resume() : uploads.pause()));
  const head = h('div', { class: 'transfer-head' }, h('h2', {}, words().uploads), left, pause);

  const update = () => {
    const w = words();
    // what has arrived is listed where it is
    const under = uploads.items.filter(({ state }) => state !== 'done');
    panel.hidden = under.length === 0;
    if (panel.childElementCount === 0) panel.append(head, list);
    pause.hidden = !uploads.isBusy;
    pause.replaceChildren(icon(uploads.isPaused ? 'play' : 'pause'), uploads.isPaused ? w.resumeAll : w.pauseAll);
    const time = uploads.isPaused || !uploads.isBusy ? null : uploads.timeLeft;
    left.textContent = time === null ? '' : w.left_(durationText(time));
    const shown = under.slice(0, mostLines);
    for (const [key, line] of lines)
      if (!shown.some((item) => item.key === key)) {
        line.element.remove();
        lines.delete(key);
      }
    for (const item of shown) {
      const line = lines.get(item.key) ?? makeLine(uploads, item);
      if (!lines.has(item.key)) {
        lines.set(item.key, line);
        list.append(line.element);
      }
      line.update();
    }
  };
  panel.addEventListener('update', update);
  update();
  return panel;
}

interface Line {
  readonly element: HTMLElement;
  update(): void;
}

function makeLine(uploads: UploadList, item: UploadItem): Line {
  const w = words();
  const bar = h('progress', { max: 100, 'aria-label': item.path });
  const says = h('span', { class: 'facts' });
  const again = button('', () => uploads.retry(item), { icon: 'play', kind: 'quiet', label: w.tryAgain });
  const remove = button('', () => uploads.remove(item), { icon: 'close', kind: 'quiet', label: w.removeOf(item.path) });
  const tile = h('span', { class: 'tile hue-grey' }, icon('upload'));
  const texts = h('span', { class: 'texts' }, h('span', { class: 'name' }, item.path), says, bar);
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
    },
  };
}

function stateText(uploads: UploadList, { state, problem }: UploadItem, percent: number): string {
  const w = words();
  if (state === 'failed') return problemText(problem);
  if (uploads.isPaused) return w.paused;
  if (state === 'retrying') return w.retrying;
  return state === 'running' ? w.running(percent) : w.waiting;
}
