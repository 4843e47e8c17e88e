import type { DroppedTree } from '../features/files/domain/drop-tree.ts';
import type { OpenFile, RequestVisit, WantedItem } from './answer-api.ts';
import { answerWords } from './answer-words.ts';
import { filePicker, takeDrops } from './choose-files.ts';
import { button, h, icon } from './dom.ts';
import { dayText, momentText, sizeText } from './format.ts';
import { transferHead, transferList } from './transfer-panel.ts';
import type { UploadList } from './upload-list.ts';
import { heading } from './views.ts';
import { words } from './words.ts';

export interface AnswerScene {
  readonly visit: RequestVisit;
  readonly uploads: UploadList;
  /** Of what was handed in on this page just now. */
  readonly receipt: string | null;
  readonly unreadable: number;
  readonly isSubmitting: boolean;
  readonly problem: HTMLElement;
  add(item: WantedItem, tree: DroppedTree): void;
  remove(file: OpenFile, item: WantedItem): void;
  submit(): void;
  done(): void;
}

/** What is wanted, what is missing, and where to put it. */
export function answerView(scene: AnswerScene): (HTMLElement | null)[] {
  const { visit, uploads, receipt, unreadable, problem } = scene;
  const isOpen = visit.closedAt === null;
  return [
    aboutRequest(visit),
    isOpen ? null : h('p', { class: 'note warning' }, answerWords().closed),
    receipt === null ? null : handedIn(scene, receipt),
    isOpen && receipt === null && missing(visit).length === 0
      ? h('p', { class: 'note good' }, answerWords().complete)
      : null,
    isOpen && uploads.unfinished > 0 && uploads.items.length === 0
      ? h('p', { class: 'note' }, words().unfinished(uploads.unfinished))
      : null,
    h(
      'ul',
      { class: 'wanted', 'aria-label': answerWords().wanted },
      ...visit.items.map((item) => itemCard(scene, item, isOpen)),
    ),
    unreadable > 0 ? h('p', { class: 'problem' }, words().unreadable(unreadable)) : null,
    problem,
    isOpen ? ending(scene) : null,
    ...handedInBefore(visit),
  ];
}

const filesOf = (visit: RequestVisit, { folderName }: WantedItem) =>
  (visit.open?.files ?? []).filter(({ path }) => path.startsWith(`${folderName}/`));
const missing = ({ items }: RequestVisit) => items.filter(({ required, came }) => required && !came);
const missingYet = (visit: RequestVisit) =>
  missing(visit)
    .filter((item) => filesOf(visit, item).length === 0)
    .map(({ name }) => name)
    .join(', ');

function aboutRequest({ title, name, asker, organisation, dueAt, message }: RequestVisit): HTMLElement {
  const w = answerWords();
  return h(
    'header',
    { class: 'about' },
    heading(title),
    h(
      'p',
      {},
      w.hello(name),
      h('strong', {}, asker),
      w.asks(organisation),
      h('strong', {}, dayText(dueAt)),
      w.forFiles,
    ),
    message === '' ? null : h('blockquote', {}, message),
  );
}

function handedIn({ visit }: AnswerScene, receipt: string): HTMLElement {
  const w = answerWords();
  const names = missingYet(visit);
  return h(
    'div',
    { class: 'note good', role: 'status' },
    h('strong', {}, w.thanks),
    names === '' ? null : h('p', {}, w.stillMissing(names)),
    h('a', { class: 'button plain', href: `/r/${receipt}` }, w.toReceipt),
  );
}

/** Whoever comes back sees what they gave, and what says so. */
function handedInBefore({ parts }: RequestVisit): (HTMLElement | null)[] {
  const w = answerWords();
  if (parts.length === 0) return [];
  return [
    h(
      'section',
      { 'aria-labelledby': 'own-parts' },
      h('h2', { id: 'own-parts' }, w.ownParts),
      h('ul', { class: 'own-parts' }, ...parts.map(partCard)),
    ),
  ];
}

function partCard({
  number,
  submittedAt,
  fileCount,
  size,
  receipt,
  files,
}: RequestVisit['parts'][number]): HTMLElement {
  const w = answerWords();
  return h(
    'li',
    {},
    h(
      'div',
      { class: 'wanted-head' },
      h('strong', {}, momentText(submittedAt)),
      receipt === null
        ? null
        : h('a', { class: 'button plain', href: `/r/${receipt}`, 'aria-label': w.receiptOf(number) }, w.receipt),
    ),
    h('p', { class: 'facts' }, `${w.files(fileCount)} · ${sizeText(size)} · ${w.number} ${number}`),
    h(
      'ul',
      { class: 'own-files' },
      ...files.map((file) =>
        h('li', {}, file.path.replace('/', ': '), ' ', h('span', { class: 'facts' }, sizeText(file.size))),
      ),
      files.length < fileCount ? h('li', { class: 'facts' }, w.moreFiles(fileCount - files.length)) : null,
    ),
  );
}

function itemCard(scene: AnswerScene, item: WantedItem, isOpen: boolean): HTMLElement {
  const { visit, uploads } = scene;
  const w = answerWords();
  const { name, folderName, came, required } = item;
  const files = filesOf(visit, item);
  const add = (tree: DroppedTree) => scene.add(item, tree);
  const state = came
    ? h('span', { class: 'tag good' }, icon('check'), w.came)
    : h('span', { class: 'tag' }, required ? w.needed : w.optional);
  const card = h(
    'li',
    {},
    h('div', { class: 'wanted-head' }, h('strong', {}, name), state),
    files.length === 0
      ? null
      : h('ul', { class: 'list', 'aria-label': w.filesFor(name) }, ...files.map((file) => fileRow(scene, item, file))),
    isOpen ? transferList(uploads, folderName) : null,
    isOpen ? filePicker(w.chooseFor(name), add) : null,
  );
  if (isOpen) takeDrops(card, add);
  return card;
}

function fileRow({ remove, isSubmitting }: AnswerScene, item: WantedItem, file: OpenFile): HTMLElement {
  const name = file.path.slice(item.folderName.length + 1);
  const texts = h(
    'span',
    { class: 'texts' },
    h('span', { class: 'name' }, name),
    h('span', { class: 'facts' }, sizeText(file.size)),
  );
  const label = answerWords().removeOf(name);
  return h(
    'li',
    {},
    h('div', { class: 'row' }, h('span', { class: 'tile hue-green' }, icon('check')), texts),
    button('', () => remove(file, item), { icon: 'close', kind: 'quiet', label, disabled: isSubmitting }),
  );
}

function ending(scene: AnswerScene): HTMLElement | null {
  const { visit, uploads } = scene;
  const w = answerWords();
  const hasFiles = (visit.open?.files ?? []).length > 0;
  if (hasFiles || uploads.items.length > 0) return submitting(scene, hasFiles);
  if (visit.parts.length === 0) return null;
  return visit.doneAt === null ? h('p', {}, button(w.nothingMore, scene.done)) : h('p', { class: 'hint' }, w.saidDone);
}

function submitting({ visit, uploads, submit, isSubmitting }: AnswerScene, hasFiles: boolean): HTMLElement {
  const w = answerWords();
  const names = missingYet(visit);
  const hasFailed = uploads.items.some(({ state }) => state === 'failed');
  const disabled = isSubmitting || uploads.isBusy || hasFailed || !hasFiles;
  const send = button(uploads.isBusy ? w.sending : isSubmitting ? words().submitting : w.submit, submit, {
    kind: 'main',
    disabled,
  });
  send.id = 'submit';
  return h(
    'div',
    { class: 'submit' },
    uploads.isBusy ? transferHead(uploads) : null,
    hasFailed ? h('p', { class: 'problem' }, w.failed) : null,
    names === '' || !hasFiles ? null : h('p', { class: 'hint' }, w.notAmong(names)),
    send,
  );
}
