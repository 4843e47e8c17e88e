import { readCookie, writeCookie } from '@landescloud/platform/auth';
import { publicUrl, type HttpReply, type HttpRequest } from '@landescloud/platform/http';
import { visitLifeMs } from '../visits/visitors.ts';

const name = 'lc_visit';

/** Each link has its own: the browser sends it to the link's addresses alone. */
export function publicPath(token: string): string {
  return `/api/v1/public/links/${token}`;
}

export function visitSecret(request: HttpRequest): string | undefined {
  return readCookie(request.raw.headers.cookie, name);
}

export function setVisitCookie(request: HttpRequest, reply: HttpReply, token: string, secret: string): void {
  const secure = publicUrl(request).startsWith('https:');
  const options = { secure, maxAgeSeconds: visitLifeMs / 1000, path: publicPath(token) };
  reply.header('set-cookie', writeCookie(name, secret, options));
}
