import type { HttpPlugin } from '@landescloud/platform/http';
import { Type } from 'typebox';
import { requireSession } from '../add-auth.ts';
import type { Auth } from '../auth.ts';
import { sessionCookie } from '../cookie.ts';
import { sessionLifeMs } from '../sessions.ts';
import { stepCookieFor } from '../steps/sign-ins.ts';
import { sendOutcome, signInResponses } from './outcome.ts';
import { relyingParty } from './relying-party.ts';
import { Code, Options, Password, Response, Token } from './schemas.ts';
import { setCookie, setStepCookie, signingBrowser } from './signing-browser.ts';

const tags = ['session'];
const closed = { additionalProperties: false };
const ByCode = { method: Type.Union([Type.Literal('totp'), Type.Literal('recovery-code')]), code: Code };
const ByPasskey = { method: Type.Literal('passkey'), response: Response };
const ByPassword = { method: Type.Literal('password'), password: Password };
const Shown = Type.Union([
  Type.Object({ token: Token, ...ByCode }, closed),
  Type.Object({ token: Token, ...ByPasskey }, closed),
]);
const ShownAgain = Type.Union([
  Type.Object(ByCode, closed),
  Type.Object(ByPasskey, closed),
  Type.Object(ByPassword, closed),
]);

/** Second factors, passkeys alone, and proving once more who one is. */
export function secondFactorRoutes(auth: Auth): HttpPlugin {
  return (http) => {
    http.post(
      '/api/v1/session/second-factor',
      { schema: { summary: 'Go on with a sign-in', tags, body: Shown, response: signInResponses } },
      async (request, reply) => {
        const { token, ...factor } = request.body;
        const browser = signingBrowser(request);
        const outcome = await auth.secondFactor.show(token, factor, relyingParty(request), browser);
        return sendOutcome(auth, request, reply, outcome);
      },
    );

    http.post(
      '/api/v1/session/passkey/options',
      {
        config: { perAddressAndMinute: 120 },
        schema: {
          summary: 'What a browser needs to ask for a passkey: of a sign-in that waits, or alone',
          tags,
          body: Type.Object({ token: Type.Optional(Token) }, closed),
          response: { 200: Options },
        },
      },
      async (request, reply) => {
        const rp = relyingParty(request);
        const { stepCookie: shown } = signingBrowser(request);
        const { token } = request.body;
        if (token !== undefined) {
          const { step } = await auth.secondFactor.waiting({ token, stepCookie: shown }, 'second-factor', 'passkey');
          const asked = { rp, purpose: 'second-factor', by: { stepId: step.id } } as const;
          return { options: { ...(await auth.passkeys.requestOptions(asked, step.personId)) } };
        }
        const stepCookie = stepCookieFor(shown);
        setStepCookie(request, reply, stepCookie);
        const asked = { rp, purpose: 'sign-in', by: { stepCookie } } as const;
        return { options: { ...(await auth.passkeys.requestOptions(asked)) } };
      },
    );

    http.post(
      '/api/v1/session/passkey',
      {
        config: { perAddressAndMinute: 120 },
        schema: {
          summary: 'Sign in by a passkey alone',
          tags,
          body: Type.Object({ response: Response }, closed),
          response: signInResponses,
        },
      },
      async (request, reply) => {
        const outcome = await auth.signInByPasskey(
          relyingParty(request),
          request.body.response,
          signingBrowser(request),
        );
        return sendOutcome(auth, request, reply, outcome);
      },
    );

    http.post(
      '/api/v1/session/step-up/options',
      { schema: { summary: 'What a browser needs to prove it by a passkey', tags, response: { 200: Options } } },
      async (request) => {
        const { actor, sessionId } = requireSession(request);
        const asked = { rp: relyingParty(request), purpose: 'step-up', by: { sessionId } } as const;
        return { options: { ...(await auth.passkeys.requestOptions(asked, actor.personId)) } };
      },
    );

    http.post(
      '/api/v1/session/step-up',
      {
        schema: {
          summary: 'Prove once more who one is; the session gets a new token',
          tags,
          body: ShownAgain,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { actor, session } = requireSession(request);
        const who = { actor, session, browser: signingBrowser(request), rp: relyingParty(request) };
        setCookie(request, reply, sessionCookie, await auth.stepUp.show(who, request.body), sessionLifeMs);
        return reply.code(204).send(null);
      },
    );
  };
}
