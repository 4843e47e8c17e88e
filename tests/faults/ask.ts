import { request, type Agent, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

export interface Ask {
  readonly method?: string;
  /** Sent as it is: nothing is normalised. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array>;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly text: string;
}

/** One request, on a connection of its own without an agent. An answer counts also when it comes before the body is sent. */
export function ask(
  url: string,
  { method = 'GET', path, headers = {}, body }: Ask,
  agent: Agent | false = false,
): Promise<Answer> {
  const { hostname, port } = new URL(url);
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const sent = request({
    hostname,
    port,
    method,
    path,
    headers: { connection: 'keep-alive', ...headers },
    agent,
  });
  sent.setTimeout(60_000, () => sent.destroy(new Error(`no answer to ${method} ${path.slice(0, 200)}`)));
  sent.on('error', reject);
  sent.on('response', (answer) => {
    buffer(answer).then((bytes) => {
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: bytes, text: bytes.toString() });
      if (agent === false) sent.destroy();
    }, reject);
  });
  if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) sent.end(body);
  else {
    const source = Readable.from(body, { objectMode: false });
    source.on('error', () => {});
    sent.on('close', () => source.destroy());
    source.pipe(sent);
  }
  return promise;
}

/** Writes bytes as they are and reads until the server closes or `wait` is over; '' where it said nothing. */
export function tell(url: string, bytes: string | Uint8Array, wait = 3_000): Promise<string> {
  const { hostname, port } = new URL(url);
  const { promise, resolve } = Promise.withResolvers<string>();
  const socket = connect(Number(port), hostname);
  let heard = '';
  const end = (): void => {
    clearTimeout(late);
    socket.destroy();
    resolve(heard);
  };
  const late = setTimeout(end, wait);
  socket.on('data', (piece) => (heard += piece.toString('latin1')));
  socket.on('error', end).on('close', end);
  socket.write(bytes);
  return promise;
}

/** `total` bytes of one kind in pieces, without holding them. */
export async function* flood(total: number, piece: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let sent = 0; sent < total; sent += piece.length) yield piece.subarray(0, Math.min(piece.length, total - sent));
}
