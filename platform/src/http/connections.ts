import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Milliseconds; `minimumBytes` within `body` or `answer` count as progress. */
export interface Patience {
  /** Until the headers are there. */
  readonly headers: number;
  /** For the next part of a body that the server waits for. */
  readonly body: number;
  /** For a client to read what is sent. */
  readonly answer: number;
  /** For a body that goes on although it was refused. */
  readonly refused: number;
  /** How often connections are looked at. */
  readonly sweep: number;
}

export const defaultPatience: Patience = {
  headers: 20_000,
  body: 60_000,
  answer: 120_000,
  refused: 30_000,
  sweep: 5000,
};
const minimumBytes = 1024;

interface Connection {
  readonly socket: Socket;
  request: IncomingMessage | null;
  response: ServerResponse | null;
  markedAt: number;
  markedBytes: number;
}

const connectionKey = Symbol('connection');
type TrackedSocket = Socket & { [connectionKey]?: Connection };

/**
 * Ends connections whose clients neither send nor read. There is no limit on a whole request: an upload may take days, as
 * long as it goes on. A server that is slow itself is never held against the client.
 */
export function createConnections(patience: Patience) {
  const all = new Set<Connection>();

  function add(socket: TrackedSocket): void {
    const connection: Connection = { socket, request: null, response: null, markedAt: 0, markedBytes: 0 };
    socket[connectionKey] = connection;
    all.add(connection);
    socket.once('close', () => all.delete(connection));
    lingerWhileSent(connection);
  }

  function sweep(now: number): void {
    for (const connection of all) {
      const limit = limitOf(connection, patience);
      const bytes = progressOf(connection);
      const goesOn = bytes - connection.markedBytes >= minimumBytes;
      if (limit === 0 || connection.markedAt === 0 || goesOn) {
        connection.markedAt = now;
        connection.markedBytes = bytes;
      } else if (now - connection.markedAt >= limit) giveUp(connection);
    }
  }

  const timer = setInterval(() => sweep(performance.now()), patience.sweep).unref();
  return {
    add,
    /** A connection that speaks another protocol from now on (WebSocket) is no longer ours. */
    release(socket: object): void {
      const connection = (socket as TrackedSocket)[connectionKey];
      if (connection !== undefined) all.delete(connection);
    },
    begin(request: IncomingMessage, response: ServerResponse): void {
      const connection = (request.socket as TrackedSocket)[connectionKey];
      if (connection === undefined) return;
      connection.request = request;
      connection.response = response;
      connection.markedAt = 0;
    },
    /** Whether an answer has begun, so that none may be written besides. */
    isAnswering(socket: TrackedSocket): boolean {
      const response = socket[connectionKey]?.response;
      return response !== undefined && response !== null && response.headersSent && !response.writableFinished;
    },
    stop: () => clearInterval(timer),
  };
}

export type Connections = ReturnType<typeof createConnections>;

/** Set on a request whose client waits for '100 Continue', which is sent when the body is first read. */
export const awaitsContinue = Symbol('awaitsContinue');

/**
 * Node closes a connection as soon as its last answer is written. Where the body is still coming, the client would meet a
 * reset and lose the answer that says why: so the rest is read and thrown away first (RFC 9112 section 9.6), within the
 * time for refused bodies.
 */
function lingerWhileSent(connection: Connection): void {
  const { socket } = connection;
  const destroySoon = socket.destroySoon.bind(socket);
  socket.destroySoon = () => {
    const { request } = connection;
    if (request === null || request.complete || request.destroyed || awaitsContinue in request) return destroySoon();
    request.once('end', destroySoon).resume();
    socket.end();
  };
}

function limitOf({ request, response, socket }: Connection, patience: Patience): number {
  if (request === null || response === null) return 0;
  if (response.writableFinished) return request.complete ? 0 : patience.refused;
  if (response.headersSent && socket.writableLength > 0) return patience.answer;
  const serverIsSlow = request.readableLength > 0 || awaitsContinue in request;
  return request.complete || serverIsSlow ? 0 : patience.body;
}

function progressOf({ response, socket }: Connection): number {
  // A refused body that goes on is no progress: it has its time to end, then the line is cut.
  if (response?.writableFinished === true) return 0;
  return socket.bytesRead + socket.bytesWritten - socket.writableLength;
}

function giveUp({ socket, response }: Connection): void {
  if (response === null || response.headersSent) socket.destroy();
  else {
    const body =
      '{"type":"urn:landescloud:error:http.too_slow","status":408,"code":"http.too_slow","title":"The body came too slowly."}';
    socket.end(rawAnswer(408, body), () => socket.destroy());
  }
}

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};

/** An answer for a connection on which no request could be made out. */
export function rawAnswer(status: number, body: string): string {
  const type = 'application/problem+json';
  return `HTTP/1.1 ${status} ${reasons[status] ?? ''}\r\nConnection: close\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}
