import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Vanishing {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** So many bytes of the body are sent, whatever Content-Length says. */
  readonly send?: number;
  /** Milliseconds after the last byte. */
  readonly after: number;
  /** A reset instead of an orderly end. */
  readonly reset: boolean;
}

/** Sends a request, or a part of it, and goes away without reading an answer. */
export async function vanish(url: string, request: Vanishing): Promise<void> {
  const { hostname, port } = new URL(url);
  const { method, path, headers, body = Buffer.alloc(0), send = body.length, after, reset } = request;
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('connect', resolve));
  const lines = [`${method} ${path} HTTP/1.1`, 'Host: x', `Content-Length: ${body.length}`];
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  if (send > 0) await new Promise((resolve) => socket.write(body.subarray(0, send), resolve));
  await sleep(after);
  if (reset) socket.resetAndDestroy();
  else socket.destroy();
}
