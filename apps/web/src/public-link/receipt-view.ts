import { receiptApi, type Preparation, type Receipt } from './answer-api.ts';
import { answerWords } from './answer-words.ts';
import { h, icon } from './dom.ts';
import { momentText, sizeText } from './format.ts';
import { heading } from './views.ts';
import { currentLanguage } from './words.ts';

/** What has arrived, and whether somebody has it. */
export function receiptView(receipt: Receipt, preparation: Preparation | null): (HTMLElement | null)[] {
  const w = answerWords();
  const { title, organisation, number, state, sender, deliveredAt, sumsAt, files, message } = receipt;
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const from = [sender.name, sender.address].filter(Boolean).join(', ');
  const facts: readonly (readonly [string, string])[] = [
    [w.number, number],
    [w.from, from],
    [w.delivered, deliveredAt === null ? '' : momentText(deliveredAt)],
    [w.message, message],
  ];
  return [
    h(
      'header',
      { class: 'about' },
      heading(w.receiptTitle),
      h('p', { class: 'lead' }, [organisation, title].filter(Boolean).join(' · ')),
    ),
    state === 'withdrawn' ? h('p', { class: 'note warning' }, w.withdrawn) : null,
    h(
      'dl',
      { class: 'receipt-facts' },
      ...facts.filter(([, fact]) => fact !== '').flatMap(([term, fact]) => [h('dt', {}, term), h('dd', {}, fact)]),
    ),
    sumsAt === null
      ? h('p', { class: 'note', role: 'status' }, w.pdfLater)
      : preparation !== null && !preparation.isReady
        ? h('p', { class: 'note', role: 'status' }, w.preparing(percentText(preparation)))
        : h(
            'p',
            {},
            h(
              'a',
              { class: 'button main', href: receiptApi.pdfUrl(currentLanguage()), download: '' },
              icon('download'),
              w.pdf,
            ),
          ),
    h(
      'section',
      {},
      h('h2', {}, w.files(files.length), ' ', h('span', { class: 'facts' }, sizeText(size))),
      h('ul', { class: 'list' }, ...files.map(fileLine)),
    ),
  ];
}

function fileLine({ path, size, sha256, gone, fetchedAt }: Receipt['files'][number]): HTMLElement {
  const w = answerWords();
  const fetched = fetchedAt === null ? w.notFetched : w.fetched(momentText(fetchedAt));
  return h(
    'li',
    {},
    h(
      'div',
      { class: 'row' },
      h(
        'span',
        { class: `tile hue-${fetchedAt === null ? 'grey' : 'green'}` },
        icon(fetchedAt === null ? 'file' : 'check'),
      ),
      h(
        'span',
        { class: 'texts' },
        h('span', { class: 'name' }, path),
        h('span', { class: 'facts' }, `${sizeText(size)} · ${fetched}`),
        sha256 === null
          ? h('span', { class: 'facts' }, gone ? w.gone : w.summing)
          : h('span', { class: 'facts' }, 'SHA-256 ', h('code', {}, sha256)),
      ),
    ),
  );
}

function percentText({ done, total }: Preparation): string {
  return new Intl.NumberFormat(currentLanguage(), { style: 'percent' }).format(total === 0 ? 0 : done / total);
}
