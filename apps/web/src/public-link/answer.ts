import { answerApi, receiptApi, type Preparation, type Receipt } from './answer-api.ts';
import { answerPage } from './answer-page.ts';
import { answerWords } from './answer-words.ts';
import { button, h } from './dom.ts';
import { makeFrame } from './frame.ts';
import { problemText } from './problem-text.ts';
import { kind, Problem } from './public-api.ts';
import { receiptView } from './receipt-view.ts';
import { notice } from './views.ts';
import { currentLanguage, words } from './words.ts';

const loading = () => [h('p', { class: 'empty', role: 'status' }, words().loading)];
let view: () => (HTMLElement | null)[] = loading;
const render = makeFrame(() => view());

async function start(): Promise<void> {
  try {
    if (kind === 'r') await showReceipt();
    else view = answerPage(await answerApi.look(), render);
  } catch (error) {
    view = () => [problemView(error)];
  }
  render(true);
}

async function showReceipt(): Promise<void> {
  const show = (receipt: Receipt, preparation: Preparation | null = null) => {
    view = () => receiptView(receipt, preparation);
    if (receipt.sumsAt === null && receipt.state === 'delivered') setTimeout(() => void again(), 3_000);
    else if (receipt.sumsAt !== null && preparation?.isReady !== true)
      setTimeout(() => void prepare(receipt), preparation === null ? 0 : 2_000);
  };
  /** That of many files takes a while: how far it is. */
  const prepare = async (receipt: Receipt) => {
    await receiptApi.prepare(currentLanguage()).then(
      (preparation) => show(receipt, preparation),
      () => setTimeout(() => void prepare(receipt), 10_000),
    );
    render();
  };
  /** Until the checksums are made; a line that is gone for a while does not take the page away. */
  const again = async () => {
    await receiptApi.look().then(show, () => setTimeout(() => void again(), 10_000));
    render();
  };
  show(await receiptApi.look());
}

function problemView(error: unknown): HTMLElement {
  const w = words();
  const code = error instanceof Problem ? error.code : '';
  if (/^sharing\.(request|handover)_not_found$|^http\.(invalid_input|not_found)$/.test(code))
    return notice('close', w.absentTitle, w.absentText);
  if (code === 'sharing.handover_not_delivered') return notice('clock', answerWords().notDelivered, w.absentText);
  const again = button(w.tryAgain, () => void start(), { kind: 'main' });
  return notice('cloud', 'Landescloud', problemText(error), again);
}

render();
void start();
