import { requireSession } from '@landescloud/platform/auth';
import type { HttpPlugin, HttpReply } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { SchedulingRoom } from '../scheduling.ts';
import {
  CalendarQuestion,
  GuestAnswerBody,
  GuestInvitation,
  GuestProposalBody,
  InvitationToken,
  QuestionAnswerBody,
} from './guest-schemas.ts';

const tags = ['invitations'];
/** The token is too long to be guessed; the limit keeps the noise down. */
const config = { scope: 'any', perAddressAndMinute: 60 } as const;

/** What waits for people to decide, and answers of who was invited by mail and has no account. */
export function schedulingRoutes({ guests, questions }: Pick<SchedulingRoom, 'guests' | 'questions'>): HttpPlugin {
  const quiet = (reply: HttpReply) =>
    reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');

  return (http) => {
    const one = { tags, params: InvitationToken, response: { 200: GuestInvitation } };
    const address = '/api/v1/public/invitations/:token';

    http.get(address, { config, schema: { summary: 'What one is invited to', ...one } }, async (request, reply) => {
      quiet(reply);
      return (await guests.look(request.params.token)) as never;
    });

    http.post(
      `${address}/answer`,
      { config, schema: { summary: 'Accept, accept tentatively or decline', body: GuestAnswerBody, ...one } },
      async (request, reply) => {
        quiet(reply);
        return (await guests.answer(request.params.token, request.body)) as never;
      },
    );

    http.post(
      `${address}/proposal`,
      { config, schema: { summary: 'Propose another time', body: GuestProposalBody, ...one } },
      async (request, reply) => {
        quiet(reply);
        return (await guests.propose(request.params.token, request.body)) as never;
      },
    );

    http.get(
      '/api/v1/me/calendar-questions',
      {
        schema: {
          summary: 'What one has to decide about one’s events: other times proposed, uninvited people, unproven mails',
          tags,
          response: { 200: Type.Object({ questions: Type.Array(CalendarQuestion) }) },
        },
      },
      async (request) => ({ questions: await questions.open(requireSession(request).actor) }),
    );

    http.post(
      '/api/v1/me/calendar-questions/:id',
      {
        schema: {
          summary: 'Take or refuse it',
          tags,
          params: Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) }),
          body: QuestionAnswerBody,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await questions.answer(requireSession(request).actor, request.params.id, request.body.answer);
        return reply.code(204).send(null);
      },
    );
  };
}
