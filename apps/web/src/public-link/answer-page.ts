import type { DroppedTree } from '../features/files/domain/drop-tree.ts';
import { answerApi, type OpenFile, type RequestVisit, type WantedItem } from './answer-api.ts';
import { answerView } from './answer-view.ts';
import { answerWords } from './answer-words.ts';
import { Problem } from './public-api.ts';
import { updateTransfers } from './transfer-panel.ts';
import { UploadList } from './upload-list.ts';
import { problemLine } from './views.ts';

type View = () => (HTMLElement | null)[];

/** The page where the link in the mail leads: what comes, goes and is handed in there. Nobody is signed in. */
export function answerPage(visit: RequestVisit, render: (moves?: boolean) => void): View {
  let receipt: string | null = null;
  let unreadable = 0;
  let isSubmitting = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What the buttons of the page depend on; while it stays, only the bars move. */
  let shown = '';
  const problem = problemLine();

  const stands = () => {
    const failed = uploads.items.filter(({ state }) => state === 'failed').length;
    return [uploads.isBusy, failed, uploads.items.length > 0].join(' ');
  };
  const uploads = new UploadList(
    () => {
      if (shown === stands()) updateTransfers();
      else render();
    },
    // many small files arrive at once: they are asked for once
    () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        refresh().catch(problem.say);
      }, 250);
    },
  );

  async function refresh(): Promise<void> {
    const done = uploads.items.filter(({ state }) => state === 'done');
    visit = await answerApi.look();
    uploads.settle(done);
    render();
  }

  /** Says what went wrong; where the request was closed meanwhile, the page shows that. */
  async function attempt(action: () => Promise<void>): Promise<void> {
    problem.say(null);
    try {
      await action();
    } catch (error) {
      const isClosed = error instanceof Problem && error.code === 'sharing.request_closed';
      await (isClosed ? refresh() : Promise.reject(error)).catch(problem.say);
    }
    render();
  }

  const add = ({ folderName }: WantedItem, tree: DroppedTree) =>
    attempt(async () => {
      visit = await answerApi.begin();
      const folderId = visit.open?.folderId;
      if (folderId === undefined) return;
      receipt = null;
      unreadable = tree.unreadable.length;
      const files = tree.files.map((file) => ({ ...file, folders: [folderName, ...file.folders] }));
      uploads.add({ ...tree, files }, folderId);
    });
  const remove = async ({ id }: OpenFile, { name }: WantedItem) => {
    await attempt(async () => {
      visit = await answerApi.remove(id);
    });
    // its button is gone, and with it the focus
    if (document.activeElement === document.body) focusButton(answerWords().chooseFor(name));
  };
  const submit = () =>
    attempt(async () => {
      isSubmitting = true;
      render();
      const answer = await answerApi.submit().finally(() => {
        isSubmitting = false;
      });
      uploads.clear();
      visit = answer.request;
      receipt = answer.receipt;
      render(true);
      scrollTo(0, 0);
    });
  const done = () =>
    attempt(async () => {
      visit = await answerApi.done();
    });

  addEventListener('beforeunload', (event) => {
    if (uploads.isBusy) event.preventDefault();
  });

  return () => {
    shown = stands();
    return answerView({
      visit,
      uploads,
      receipt,
      unreadable,
      isSubmitting,
      problem: problem.element,
      add: (item, tree) => void add(item, tree),
      remove: (file, item) => void remove(file, item),
      submit: () => void submit(),
      done: () => void done(),
    });
  };
}

function focusButton(label: string): void {
  const buttons = [...document.querySelectorAll<HTMLElement>('button[aria-label]')];
  buttons.find((button) => button.getAttribute('aria-label') === label)?.focus();
}
