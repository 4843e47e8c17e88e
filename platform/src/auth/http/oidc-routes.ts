import { isDomainError } from '@landescloud/kernel';
import { publicUrl } from '@landescloud/platform/http';
import type { HttpPlugin, HttpReply } from '@landescloud/platform/http';
import { Type } from 'typebox';
import { requireSession } from '../add-auth.ts';
import type { Auth } from '../auth.ts';
import { sessionCookie } from '../cookie.ts';
import { returnPath } from '../oidc/return-path.ts';
import { sessionLifeMs } from '../sessions.ts';
import { stepCookieFor } from '../steps/sign-ins.ts';
import { Login } from './schemas.ts';
import { setCookie, setSignInCookies, setStepCookie, signingBrowser } from './signing-browser.ts';

const tags = ['session'];
const closed = { additionalProperties: false };
const ByKey = Type.Object({ provider: Type.String({ maxLength: 64, pattern: '^[a-z0-9][a-z0-9-]*$' }) });
const Begin = Type.Object({
  return: Type.Optional(Type.String({ maxLength: 4000 })),
  purpose: Type.Optional(Type.Union([Type.Literal('sign-in'), Type.Literal('step-up')])),
});
const ProviderName = Type.Object({ key: Type.String(), name: Type.String() });
const LogoutForm = Type.Object({ logout_token: Type.String({ minLength: 1, maxLength: 16_000 }) });
const Away = { 303: Type.Null() };
const perAddressAndMinute = 600;

/** Signing in by an organisation's own provider (OpenID Connect), and its word that somebody signed out there. */
export function oidcRoutes(auth: Auth): HttpPlugin {
  const { oidc } = auth;

  return (http) => {
    http.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, parsed) =>
      parsed(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );

    http.post(
      '/api/v1/sign-in/identify',
      {
        config: { perAddressAndMinute },
        schema: {
          summary: 'Where somebody signs in: by the mail domain alone, whether or not there is such a person',
          tags,
          body: Type.Object({ login: Login }, closed),
          response: { 200: Type.Object({ provider: Type.Union([ProviderName, Type.Null()]) }) },
        },
      },
      async (request) => {
        const provider = await oidc.identify(request.body.login);
        return { provider: provider ? { key: provider.key, name: provider.name } : null };
      },
    );

    http.get(
      '/api/v1/sign-in/oidc/:provider',
      {
        config: { perAddressAndMinute },
        schema: { summary: 'Off to the provider', tags, params: ByKey, querystring: Begin, response: Away },
      },
      async (request, reply) => {
        const { provider } = request.params;
        const { purpose } = request.query;
        const returnTo = returnPath(request.query.return);
        const sessionId = purpose === 'step-up' ? requireSession(request).sessionId : null;
        const stepCookie = stepCookieFor(signingBrowser(request).stepCookie);
        const flow = { provider, origin: publicUrl(request), returnTo, sessionId };
        try {
          const address = await oidc.begin(flow, stepCookie);
          setStepCookie(request, reply, stepCookie);
          return goTo(reply, address);
        } catch (error) {
          if (isDomainError(error, 'NotFound')) throw error;
          return goTo(reply, withProblem(flow, error));
        }
      },
    );

    http.get(
      '/api/v1/sign-in/oidc/:provider/callback',
      {
        config: { perAddressAndMinute },
        schema: { summary: 'What the provider answers', tags, params: ByKey, response: Away },
      },
      async (request, reply) => {
        const { provider } = request.params;
        const browser = signingBrowser(request);
        const answer = new URL(request.url, 'http://here.invalid').searchParams;
        let flow = { returnTo: '/', sessionId: null as number | null };
        try {
          const taken = await oidc.take(provider, answer, browser.stepCookie);
          flow = taken;
          if (taken.sessionId !== null) {
            const token = await oidc.stepUp(taken, requireSession(request));
            setCookie(request, reply, sessionCookie, token, sessionLifeMs);
            return goTo(reply, taken.returnTo);
          }
          const outcome = await oidc.signIn(taken, browser);
          setSignInCookies(request, reply, outcome);
          if (outcome.kind === 'signed-in') return goTo(reply, taken.returnTo);
          // behind #, where it stays in the browser: no server, log or next page is told
          const step = Buffer.from(JSON.stringify(outcome.step)).toString('base64url');
          return goTo(reply, `${signInPage(taken.returnTo)}#step=${step}`);
        } catch (error) {
          return goTo(reply, withProblem(flow, error));
        }
      },
    );

    http.post(
      '/api/v1/sign-in/oidc/:provider/logout',
      {
        config: { perAddressAndMinute },
        schema: {
          summary: 'A provider says that somebody signed out there (OpenID Connect Back-Channel Logout 1.0)',
          tags,
          params: ByKey,
          body: LogoutForm,
          response: { 200: Type.String({ maxLength: 0 }) },
        },
      },
      async (request, reply) => {
        await oidc.logOut(request.params.provider, request.body.logout_token);
        return reply.header('cache-control', 'no-store').type('text/plain').send('');
      },
    );
  };
}

function goTo(reply: HttpReply, address: string): HttpReply {
  return reply.code(303).header('cache-control', 'no-store').header('location', address).send(null);
}

function signInPage(returnTo: string): string {
  return returnTo === '/' ? '/login' : `/login?to=${encodeURIComponent(returnTo)}`;
}

/** A browser is on its way: it is shown a page of ours that says what happened. Throws what nobody expected. */
function withProblem({ returnTo, sessionId }: { returnTo: string; sessionId: number | null }, error: unknown): string {
  if (!isDomainError(error)) throw error;
  const reason = typeof error.details['reason'] === 'string' ? error.details['reason'] : error.code;
  const page = new URL(sessionId === null ? signInPage(returnTo) : returnTo, 'http://here.invalid');
  page.searchParams.set('problem', error.code === 'auth.provider_unreachable' ? 'unreachable' : reason);
  return page.pathname + page.search + page.hash;
}
