import { publicUrl } from '@landescloud/platform/http';
import type { HttpReply, HttpRequest } from '@landescloud/platform/http';
import { clientLabel } from '../client-kind.ts';
import { deviceCookie, readCookie, sessionCookie, stepCookie, writeCookie } from '../cookie.ts';
import { deviceLifeMs } from '../device-tokens.ts';
import { sessionLifeMs } from '../sessions.ts';
import type { SigningBrowser, SignInOutcome } from '../steps/sign-ins.ts';

/** The browser that a request comes from, as signing in needs it. */
export function signingBrowser(request: HttpRequest): SigningBrowser {
  return {
    address: request.ip,
    client: clientLabel(request.headers['user-agent']),
    replaces: shownCookie(request, sessionCookie),
    stepCookie: shownCookie(request, stepCookie),
    device: shownCookie(request, deviceCookie),
  };
}

export function shownCookie(request: HttpRequest, name: string): string | undefined {
  return readCookie(request.headers.cookie, name);
}

/** Gives the browser what it needs to go on, or to be signed in; also for answers that are redirects. */
export function setSignInCookies(request: HttpRequest, reply: HttpReply, outcome: SignInOutcome): void {
  if (outcome.kind === 'step') {
    setStepCookie(request, reply, outcome.stepCookie);
    return;
  }
  setCookie(request, reply, sessionCookie, outcome.token, sessionLifeMs);
  setCookie(request, reply, deviceCookie, outcome.device, deviceLifeMs);
  if (shownCookie(request, stepCookie) !== undefined) setCookie(request, reply, stepCookie, '', 0);
}

const stepCookieLifeMs = 60 * 60_000;

export function setStepCookie(request: HttpRequest, reply: HttpReply, value: string): void {
  setCookie(request, reply, stepCookie, value, stepCookieLifeMs);
}

/** An empty value takes the cookie away. */
export function setCookie(request: HttpRequest, reply: HttpReply, name: string, value: string, lifeMs: number): void {
  const maxAgeSeconds = value === '' ? 0 : lifeMs / 1000;
  const secure = publicUrl(request).startsWith('https:');
  void reply.header('set-cookie', writeCookie(name, value, { secure, maxAgeSeconds }));
}
