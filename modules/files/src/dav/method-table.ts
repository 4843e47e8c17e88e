import { DavError } from '@landescloud/platform/dav';
import type { Answer, FilesCall } from './dav-call.ts';

/** Calls the handler of the method; one that the tree has not is 405 with what it has. */
export async function byMethod<Call extends FilesCall>(
  handlers: Readonly<Record<string, (call: Call) => Promise<Answer>>>,
  call: Call,
): Promise<Answer> {
  const handler = Object.hasOwn(handlers, call.method) ? handlers[call.method] : undefined;
  if (handler !== undefined) return handler(call);
  throw new DavError(
    405,
    'dav.method_not_allowed',
    `${call.method} is not possible here. Possible: ${Object.keys(handlers).join(', ')}.`,
  );
}
