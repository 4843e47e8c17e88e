import type { AuthFacts, AuthMessageKind } from '@landescloud/platform/auth';
import type { MailLanguage } from '@landescloud/platform/mail';
import { english } from './english.ts';
import { german } from './german.ts';

export interface Words {
  readonly subject: string;
  /** Between greeting and end, with empty lines between paragraphs. */
  readonly text: string;
}

/** What a text may mention besides its facts. */
export interface Circumstances {
  /** When it happened, in words. */
  readonly when: string;
  readonly moment: (at: number) => string;
  readonly link: (path: string) => string;
}

/** What each message says, in one language. */
export type Texts = {
  readonly [Kind in AuthMessageKind]: (facts: AuthFacts[Kind], about: Circumstances) => Words;
};

export const accountTexts: Readonly<Record<MailLanguage, Texts>> = { de: german, en: english };
