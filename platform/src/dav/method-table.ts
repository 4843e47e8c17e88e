import { DavError } from './dav-error.ts';
import type { Answer, TreeCall } from './answer.ts';

/** Calls the handler of the method; one that the resource has not is 405 with what it has. */
export async function byMethod<Call extends TreeCall>(
  handlers: Readonly<Record<string, (call: Call) => Promise<Answer>>>,
  call: Call,
): Promise<Answer> {
  const handler = Object.hasOwn(handlers, call.method) ? handlers[call.method] : undefined;
  if (handler !== undefined) return handler(call);
  throw new DavError(
    405,
    'dav.method_not_allowed',
    `${call.method} is not possible here. Possible: ${Object.keys(handlers).join(', ')}.`,
    { allow: ['OPTIONS', ...Object.keys(handlers)] },
  );
}
