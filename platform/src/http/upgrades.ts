import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Http } from './http-types.ts';

export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

const handlers = new WeakMap<object, Map<string, UpgradeHandler>>();

/** Requests for another protocol at addresses that nobody registered are refused; without this they would hang. */
export function addUpgrades(http: Http): void {
  const byPath = new Map<string, UpgradeHandler>();
  handlers.set(http.server, byPath);
  http.server.on('upgrade', (request, socket, head) => {
    const handler = byPath.get((request.url ?? '').split('?', 1)[0]!);
    socket.on('error', () => socket.destroy());
    if (handler !== undefined && !isForeign(request, http.publicOrigin)) handler(request, socket, head);
    else
      socket.end(
        `HTTP/1.1 ${handler === undefined ? '404 Not Found' : '403 Forbidden'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      );
  });
}

/** WebSocket at a path. Pages of other sites are refused before the handler sees the request. */
export function onUpgrade(http: Http, path: string, handler: UpgradeHandler): void {
  handlers.get(http.server)?.set(path, handler);
}

function isForeign(request: IncomingMessage, publicOrigin: string | null): boolean {
  const { origin, host } = request.headers;
  return origin !== undefined && origin !== publicOrigin && URL.parse(origin)?.host !== host;
}
