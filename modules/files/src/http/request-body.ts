import type { IncomingMessage } from 'node:http';

/**
 * A request's body with back-pressure. A reader that gives up early does not destroy the connection, as iterating the
 * stream itself would: the client shall still hear why (507, 400). What it goes on sending is thrown away.
 */
export function requestBody(raw: IncomingMessage): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]() {
      const iterator = raw.iterator({ destroyOnReturn: false });
      return {
        next: () => iterator.next() as Promise<IteratorResult<Uint8Array>>,
        return: async () => {
          await iterator.return?.();
          raw.resume();
          return { done: true, value: undefined };
        },
      };
    },
  };
}

/** Null where the client sends in chunks and does not say. */
export function announcedLength(raw: IncomingMessage): number | null {
  const header = raw.headers['content-length'];
  return header === undefined ? null : Number(header);
}
