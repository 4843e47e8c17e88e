export const sessionCookie = 'lc_session';
/** Binds what a browser has begun, and not finished, to it. */
export const stepCookie = 'lc_step';
/** Tells a browser that somebody has signed in with before; opens nothing. */
export const deviceCookie = 'lc_device';

/** The value of one cookie; the first where the client sent several (RFC 6265 section 5.4). */
export function readCookie(header: string | undefined, name: string): string | undefined {
  if (header === undefined) return undefined;
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=');
    if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim();
  }
  return undefined;
}

export interface CookieOptions {
  readonly secure: boolean;
  readonly maxAgeSeconds: number;
  /** Addresses that need it; all of them without a word. */
  readonly path?: string;
}

/** Scripts cannot read it, other sites' forms do not send it. */
export function writeCookie(name: string, value: string, { secure, maxAgeSeconds, path = '/' }: CookieOptions): string {
  const flags = `Path=${path}; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure ? '; Secure' : ''}`;
  return `${name}=${value}; ${flags}`;
}
