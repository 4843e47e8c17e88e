import type { HttpPlugin, HttpReply } from '@landescloud/platform/http';
import { Type } from 'typebox';
import { requireSession, requireStepUp } from '../add-auth.ts';
import type { Auth } from '../auth.ts';
import { sendOutcome, signInResponses } from './outcome.ts';
import { Code, Login, Password, Time, Token } from './schemas.ts';
import { setStepCookie, signingBrowser } from './signing-browser.ts';

const tags = ['account'];
const closed = { additionalProperties: false };
/** Enough for an office behind one address; what is meant for one person is bounded besides. */
const config = { perAddressAndMinute: 60 };
const Nothing = Type.Object({});
const Asking = Type.Object({ login: Login }, closed);
const ByToken = Type.Object({ token: Token }, closed);
const MailAddress = Type.Object({
  email: Type.Union([Type.String(), Type.Null()]),
  keptBy: Type.Union([Type.Literal('source'), Type.Literal('sponsor'), Type.Null()]),
  waiting: Type.Union([Type.Object({ email: Type.String(), expiresAt: Time }), Type.Null()]),
});

/** What one proves by one's mailbox: a new password, a code in its place, a new address. */
export function accountRoutes(auth: Auth): HttpPlugin {
  const { resets, mailCodes, mailChanges } = auth;
  /** After the answer; what fails is tried again in a minute. */
  const followUp = (reply: HttpReply) => reply.raw.once('close', () => void auth.followUp().catch(() => undefined));
  return (http) => {
    http.post(
      '/api/v1/sign-in/reset',
      {
        config,
        schema: {
          summary: 'Have a link for a new password sent; the same answer whoever exists',
          tags,
          body: Asking,
          response: { 202: Nothing },
        },
      },
      async (request, reply) => {
        await resets.ask(request.body.login, signingBrowser(request));
        followUp(reply);
        return reply.code(202).send({});
      },
    );

    http.post(
      '/api/v1/sign-in/reset/look',
      {
        config,
        schema: {
          summary: 'Whose password a link is for',
          tags,
          body: ByToken,
          response: { 200: Type.Object({ login: Type.String(), minimum: Type.Integer() }) },
        },
      },
      async (request) => resets.look(request.body.token),
    );

    http.post(
      '/api/v1/sign-in/reset/confirm',
      {
        config,
        schema: {
          summary: 'Choose a new password by a link; every session and app password ends',
          tags,
          body: Type.Object({ token: Token, password: Password }, closed),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await resets.confirm(request.body.token, request.body.password);
        return reply.code(204).send(null);
      },
    );

    http.post(
      '/api/v1/sign-in/mail-code',
      {
        config,
        schema: {
          summary: 'Have a code for signing in sent, for guests; the same answer whoever exists',
          tags,
          body: Asking,
          response: { 202: Type.Object({ token: Type.String(), expiresAt: Time }) },
        },
      },
      async (request, reply) => {
        const { stepCookie, ...asked } = await mailCodes.ask(request.body.login, signingBrowser(request));
        setStepCookie(request, reply, stepCookie);
        followUp(reply);
        return reply.code(202).send(asked);
      },
    );

    http.post(
      '/api/v1/sign-in/mail-code/confirm',
      {
        config,
        schema: {
          summary: 'Sign in by a code that came by mail',
          tags,
          body: Type.Object({ token: Token, code: Code }, closed),
          response: signInResponses,
        },
      },
      async (request, reply) => {
        const { token, code } = request.body;
        return sendOutcome(auth, request, reply, await mailCodes.show(token, code, signingBrowser(request)));
      },
    );

    http.get(
      '/api/v1/me/email',
      { schema: { summary: 'One’s mail address, and who keeps it', tags, response: { 200: MailAddress } } },
      async (request) => mailChanges.of(requireSession(request).actor),
    );

    http.post(
      '/api/v1/me/email',
      {
        schema: {
          summary: 'Ask for another mail address; it is written to',
          tags,
          body: Type.Object({ email: Type.String({ minLength: 3, maxLength: 320 }) }, closed),
          response: { 202: Nothing },
        },
      },
      async (request, reply) => {
        await mailChanges.ask(requireStepUp(request).actor, request.body.email);
        return reply.code(202).send({});
      },
    );

    http.post(
      '/api/v1/me/email/confirm',
      {
        schema: { summary: 'Show that one reads the new address', tags, body: ByToken, response: { 204: Type.Null() } },
      },
      async (request, reply) => {
        await mailChanges.confirm(requireSession(request).actor, request.body.token);
        return reply.code(204).send(null);
      },
    );
  };
}
