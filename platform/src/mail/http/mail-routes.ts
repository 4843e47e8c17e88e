import type { PersonActor } from '@landescloud/kernel';
import { Type } from 'typebox';
import type { HttpPlugin, HttpRequest } from '../../http/index.ts';
import { mailNotAllowed } from '../errors.ts';
import type { Mail, MailScope } from '../mail.ts';

/** What mail needs to know of people, who live above it. */
export interface MailRights {
  /** The person who asks, by a session: texts hold secrets, so an app password is not enough. */
  personOf(request: HttpRequest): PersonActor;
  /** The same, who has just proven who they are: for texts, and what is sent. */
  provenPersonOf(request: HttpRequest): PersonActor;
  /** Ids of the organisations whose mail the person may see; null: all; none: Forbidden. */
  mayRead(actor: PersonActor): MailScope | Promise<MailScope>;
}

const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const State = Type.Union([Type.Literal('waiting'), Type.Literal('sent'), Type.Literal('failed'), Type.Literal('kept')]);
const fields = {
  id: Type.Integer(),
  to: Type.String(),
  language: Type.String(),
  kind: Type.String(),
  subject: Type.String(),
  organisationId: Type.Union([Type.Integer(), Type.Null()]),
  state: State,
  attempts: Type.Integer(),
  error: Type.Union([Type.String(), Type.Null()]),
  createdAt: Type.Integer(),
  sentAt: Type.Union([Type.Integer(), Type.Null()]),
};
const Item = Type.Object(fields);
const Whole = Type.Object({ ...fields, text: Type.Union([Type.String(), Type.Null()]) });
const Page = Type.Object({ total: Type.Integer(), sends: Type.Boolean(), items: Type.Array(Item) });
const Query = Type.Object({
  state: Type.Optional(State),
  q: Type.Optional(Type.String({ maxLength: 200 })),
  offset: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
  limit: Type.Integer({ minimum: 1, maximum: 500, default: 50 }),
});
const tags = ['mail'];

/** Outgoing mail under /api/v1/mail, for administrators. */
export function mailRoutes(mail: Mail, rights: MailRights): HttpPlugin {
  async function reader(actor: PersonActor): Promise<{ actor: PersonActor; scope: MailScope }> {
    const scope = await rights.mayRead(actor);
    if (scope?.length === 0) throw mailNotAllowed();
    return { actor, scope };
  }

  return (http) => {
    http.get(
      '/api/v1/mail',
      { schema: { summary: 'Outgoing mail', tags, querystring: Query, response: { 200: Page } } },
      async (request) => {
        const { scope } = await reader(rights.personOf(request));
        const { state, q, offset, limit } = request.query;
        const text = q?.trim() ?? '';
        const query = { organisationIds: scope, text, offset, limit };
        return { sends: mail.sends, ...(await mail.list(state === undefined ? query : { ...query, state })) };
      },
    );

    const params = Type.Object({ id: Id });
    http.get(
      '/api/v1/mail/:id',
      { schema: { summary: 'A mail with its text', tags, params, response: { 200: Whole } } },
      async (request) => {
        const { actor, scope } = await reader(rights.provenPersonOf(request));
        return mail.get(actor, request.params.id, scope);
      },
    );

    http.post(
      '/api/v1/mail/:id/resend',
      { schema: { summary: 'Send a mail again', tags, params, response: { 200: Item } } },
      async (request) => {
        const { actor, scope } = await reader(rights.provenPersonOf(request));
        return mail.resend(actor, request.params.id, scope);
      },
    );
  };
}
