import type { IncomingHttpHeaders } from 'node:http';
import { badRequest } from '@landescloud/platform/dav';

export interface ClientTimes {
  readonly mtime?: number;
  readonly createdAt?: number;
}

/** X-OC-Mtime and X-OC-CTime: seconds since 1970, maybe with a fraction. */
export function clientTimes(headers: IncomingHttpHeaders): ClientTimes {
  const mtime = milliseconds(headers['x-oc-mtime']);
  const createdAt = milliseconds(headers['x-oc-ctime']);
  return { ...(mtime === undefined ? {} : { mtime }), ...(createdAt === undefined ? {} : { createdAt }) };
}

/** What tells the client that its times were taken. */
export function acceptedTimes(times: ClientTimes): Record<string, string> {
  return {
    ...(times.mtime === undefined ? {} : { 'x-oc-mtime': 'accepted' }),
    ...(times.createdAt === undefined ? {} : { 'x-oc-ctime': 'accepted' }),
  };
}

// Within what a date can hold, and what HTTP dates can say.
const latest = Date.UTC(9999, 11, 31);
const earliest = Date.UTC(1, 0, 1);

export function milliseconds(header: string | string[] | undefined): number | undefined {
  if (header === undefined) return undefined;
  const text = String(header).trim();
  if (!/^-?\d{1,15}(\.\d{1,9})?$/.test(text))
    throw badRequest('dav.time_invalid', 'A time must be given in seconds since 1970.');
  const time = Math.round(Number(text) * 1000);
  if (time > latest || time < earliest) throw badRequest('dav.time_invalid', 'A time is out of range.');
  return time;
}
