import type { Answer } from '../api/answer.ts';
import { call } from './public-api.ts';

export type Invitation = Answer<'/public/invitations/{token}'>;
export type InvitationDate = Invitation['dates'][number];
export type Reply = 'ACCEPTED' | 'TENTATIVE' | 'DECLINED';

export interface Proposal {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly comment: string;
  readonly recurrenceId?: string;
}

/** What who is invited does; each answers how it stands then. */
export const invitationApi = {
  look: () => call<Invitation>('GET', ''),
  answer: (answer: Reply, comment: string, recurrenceId?: string) =>
    call<Invitation>('POST', '/answer', { answer, comment, ...(recurrenceId === undefined ? {} : { recurrenceId }) }),
  propose: (proposal: Proposal) => call<Invitation>('POST', '/proposal', proposal),
};
