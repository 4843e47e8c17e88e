import type { HttpRequest } from './http-types.ts';

const hostForm = /^[A-Za-z0-9.-]+(:\d{1,5})?$|^\[[0-9A-Fa-f:.]+\](:\d{1,5})?$/;

/** The origin under which clients reach the server, without a slash at the end. */
export function publicUrl(request: HttpRequest): string {
  const configured = request.server.publicOrigin;
  if (configured !== null) return configured;
  const host = hostForm.test(request.host) ? request.host : 'localhost';
  return `${request.protocol}://${host}`;
}
