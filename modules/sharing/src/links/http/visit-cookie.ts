import { deviceLifeMs, readCookie, writeCookie } from '@landescloud/platform/auth';
import { publicUrl, type HttpReply, type HttpRequest } from '@landescloud/platform/http';
import { visitLifeMs, type Comer } from '../visits/visitors.ts';

const name = 'lc_visit';
/** Tells that this browser was in before; opens nothing. */
const knownName = 'lc_known';

/** Each link has its own: the browser sends it to the link's addresses alone. */
export function publicPath(token: string): string {
  return `/api/v1/public/links/${token}`;
}

export function visitSecret(request: HttpRequest): string | undefined {
  return readCookie(request.raw.headers.cookie, name);
}

/** What the browser is to keep of a visit. */
interface Kept {
  readonly secret: string;
  readonly device: string | null;
}

/** Who asks, by what the request shows. */
export function comer(request: HttpRequest): Comer {
  return { network: request.ip, device: readCookie(request.raw.headers.cookie, knownName) };
}

export function setVisitCookie(request: HttpRequest, reply: HttpReply, token: string, { secret, device }: Kept): void {
  const secure = publicUrl(request).startsWith('https:');
  const path = publicPath(token);
  reply.header('set-cookie', writeCookie(name, secret, { secure, maxAgeSeconds: visitLifeMs / 1000, path }));
  if (device !== null)
    reply.header('set-cookie', writeCookie(knownName, device, { secure, maxAgeSeconds: deviceLifeMs / 1000, path }));
}
