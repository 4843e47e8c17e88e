import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { Refusal } from '../api/rooms.ts';

/** Why a room does not take a meeting. */
export const refusalWords: Record<Refusal, MessageDescriptor> = {
  closed: msg`nimmt zurzeit keine Buchungen an`,
  'not-yours': msg`für Ihre Organisation nicht buchbar`,
  'no-series': msg`nimmt keine Serien an`,
  'too-long': msg`nicht für so lange buchbar`,
  'too-far': msg`nicht so weit im Voraus buchbar`,
  'not-open': msg`zu dieser Zeit nicht geöffnet`,
  taken: msg`zu dieser Zeit schon gebucht`,
};

export const isRefusal = (text: string | null): text is Refusal => text !== null && text in refusalWords;
