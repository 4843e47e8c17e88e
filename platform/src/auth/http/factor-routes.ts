import type { HttpPlugin, HttpReply, HttpRequest } from '@landescloud/platform/http';
import { Type } from 'typebox';
import { requireSession, requireStepUp } from '../add-auth.ts';
import type { Auth } from '../auth.ts';
import { clientLabel } from '../client-kind.ts';
import { actorOf } from '../credential.ts';
import type { AddedFactor, Enroller } from '../factors/enrolment.ts';
import { sessionLifeMs } from '../sessions.ts';
import type { SignInMethod } from '../strength.ts';
import { sessionCookie } from '../cookie.ts';
import { personOf } from './outcome.ts';
import { relyingParty } from './relying-party.ts';
import { Added, Code, Factor, Id, Options, Response, Strength, Time, Token } from './schemas.ts';
import { setCookie, setSignInCookies, signingBrowser } from './signing-browser.ts';

const tags = ['session'];
const WithToken = { token: Type.Optional(Token) };
const Name = Type.String({ minLength: 1, maxLength: 100 });
const closed = { additionalProperties: false };
const Kind = Type.Union([Type.Literal('totp'), Type.Literal('passkey')]);
const ByKind = Type.Object({ kind: Kind, id: Id });
const NewTotp = Type.Object({ id: Id, secret: Type.String(), uri: Type.String() });
const List = Type.Object({
  password: Type.Boolean(),
  devices: Type.Array(Factor),
  recoveryCodes: Type.Object({ left: Type.Integer(), madeAt: Type.Union([Time, Type.Null()]) }),
  required: Strength,
  reachable: Strength,
});

/**
 * One's own factors. Adding one takes a session that was proven lately, or the token of a sign-in that asks for it; then
 * the sign-in goes on.
 */
export function factorRoutes(auth: Auth): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/me/factors',
      { schema: { summary: 'What one proves who one is with', tags, response: { 200: List } } },
      async (request) => auth.factors.list(requireSession(request).actor),
    );

    http.post(
      '/api/v1/me/factors/totp',
      {
        schema: {
          summary: 'A new device for codes; the secret is shown this once',
          tags,
          body: Type.Object({ ...WithToken, name: Type.Optional(Name) }, closed),
          response: { 201: NewTotp },
        },
      },
      async (request, reply) => {
        const { token, name = 'App' } = request.body;
        const who = await enroller(auth, request, token, 'totp', false);
        return reply.code(201).send(await auth.enrolment.beginTotp(who, name));
      },
    );

    http.post(
      '/api/v1/me/factors/totp/:id/confirm',
      {
        schema: {
          summary: 'Its first code: from now on it counts',
          tags,
          params: Type.Object({ id: Id }),
          body: Type.Object({ ...WithToken, code: Code }, closed),
          response: { 200: Added },
        },
      },
      async (request, reply) => {
        const { token, code } = request.body;
        const who = await enroller(auth, request, token, 'totp', true);
        return sendAdded(auth, request, reply, await auth.enrolment.confirmTotp(who, request.params.id, code));
      },
    );

    http.post(
      '/api/v1/me/factors/passkey/options',
      {
        schema: {
          summary: 'What a browser needs to make a passkey',
          tags,
          body: Type.Object(WithToken, closed),
          response: { 200: Options },
        },
      },
      async (request) => {
        const who = await enroller(auth, request, request.body.token, 'passkey', false);
        return { options: { ...(await auth.enrolment.passkeyOptions(who, relyingParty(request))) } };
      },
    );

    http.post(
      '/api/v1/me/factors/passkey',
      {
        schema: {
          summary: 'The passkey that the browser made',
          tags,
          body: Type.Object({ ...WithToken, name: Type.Optional(Name), response: Response }, closed),
          response: { 200: Added },
        },
      },
      async (request, reply) => {
        const { token, name = clientLabel(request.headers['user-agent']), response } = request.body;
        const who = await enroller(auth, request, token, 'passkey', true);
        const added = await auth.enrolment.addPasskey(who, name, relyingParty(request), response);
        return sendAdded(auth, request, reply, added);
      },
    );

    http.patch(
      '/api/v1/me/factors/:kind/:id',
      {
        schema: {
          summary: 'Rename a device',
          tags,
          params: ByKind,
          body: Type.Object({ name: Name }, closed),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { kind, id } = request.params;
        await auth.factors.rename(requireSession(request).actor, kind, id, request.body.name);
        return reply.code(204).send(null);
      },
    );

    http.delete(
      '/api/v1/me/factors/:kind/:id',
      { schema: { summary: 'Remove a device', tags, params: ByKind, response: { 204: Type.Null() } } },
      async (request, reply) => {
        const { kind, id } = request.params;
        await auth.factors.remove(requireStepUp(request).actor, kind, id);
        return reply.code(204).send(null);
      },
    );

    http.post(
      '/api/v1/me/factors/recovery-codes',
      {
        schema: {
          summary: 'Ten new recovery codes in place of the old; shown this once',
          tags,
          response: { 201: Type.Object({ codes: Type.Array(Type.String()) }) },
        },
      },
      async (request, reply) => {
        const codes = await auth.factors.makeRecoveryCodes(requireStepUp(request).actor);
        return reply.code(201).send({ codes });
      },
    );
  };
}

/** In a session that was proven lately, or in a sign-in that asks for a factor. */
async function enroller(
  auth: Auth,
  request: HttpRequest,
  token: string | undefined,
  method: SignInMethod,
  counts: boolean,
): Promise<Enroller> {
  const browser = signingBrowser(request);
  if (token === undefined) {
    const { actor, session } = requireStepUp(request);
    return { actor, session, browser };
  }
  const shown = { token, stepCookie: browser.stepCookie };
  const ask = counts ? auth.secondFactor.trying : auth.secondFactor.waiting;
  const { identity, step } = await ask(shown, 'enrol', method);
  return { actor: actorOf(identity), identity, step, browser };
}

async function sendAdded(auth: Auth, request: HttpRequest, reply: HttpReply, added: AddedFactor) {
  const { id, kind, name, recoveryCodes, outcome, token } = added;
  if (token !== null) setCookie(request, reply, sessionCookie, token, sessionLifeMs);
  if (outcome !== null) setSignInCookies(request, reply, outcome);
  const person = outcome?.kind === 'signed-in' ? (await personOf(auth, outcome.identity.personId)).person : null;
  const step = outcome?.kind === 'step' ? outcome.step : null;
  return reply.code(200).send({ factor: { id, kind, name }, recoveryCodes, person, step });
}
