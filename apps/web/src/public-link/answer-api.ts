import type { Answer } from '../api/answer.ts';
import { base, call } from './public-api.ts';

export type RequestVisit = Answer<'/public/requests/{token}'>;
export type WantedItem = RequestVisit['items'][number];
export type OpenFile = NonNullable<RequestVisit['open']>['files'][number];
export type Receipt = Answer<'/receipts/{token}'>;
export type Preparation = Answer<'/receipts/{token}/pdf', 'post'>;

/** What who is asked does; each answers how it stands then. */
export const answerApi = {
  look: () => call<RequestVisit>('GET', ''),
  begin: () => call<RequestVisit>('POST', '/begin'),
  remove: (id: number) => call<RequestVisit>('DELETE', `/files/${id}`),
  submit: () => call<{ request: RequestVisit; receipt: string }>('POST', '/submit'),
  done: () => call<RequestVisit>('POST', '/done', { done: true }),
};

export const receiptApi = {
  look: () => call<Receipt>('GET', ''),
  prepare: (language: 'de' | 'en') => call<Preparation>('POST', `/pdf?language=${language}`),
  pdfUrl: (language: 'de' | 'en') => `${base}/pdf?language=${language}`,
};
