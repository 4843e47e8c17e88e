import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { awaitsContinue, rawAnswer, type Connections, type Patience } from './connections.ts';
import { problemBody, type Problem } from './problem.ts';

/** Node's server with limits that fit uploads of any length and clients of any manners. */
export function createNodeServer(handler: RequestListener, connections: Connections, patience: Patience): Server {
  const serve = (request: IncomingMessage, response: ServerResponse) => {
    connections.begin(request, response);
    handler(request, response);
  };
  const server = createServer(
    {
      headersTimeout: patience.headers,
      requestTimeout: 0,
      connectionsCheckingInterval: Math.min(patience.sweep, 2000),
      keepAliveTimeout: 72_000,
      maxHeaderSize: 32 * 1024,
      highWaterMark: 64 * 1024,
    },
    serve,
  );
  // No number of headers is too large within maxHeaderSize; Node would drop those above 2,000 in silence.
  server.maxHeadersCount = 0;
  server.on('connection', (socket: Socket) => connections.add(socket));
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    continueWhenRead(request, response);
    serve(request, response);
  });
  return server;
}

/** So that a body which is refused anyway (no right, no space) is never sent; then the connection ends, as nobody knows whether it comes. */
function continueWhenRead(request: IncomingMessage, response: ServerResponse): void {
  const waiting = request as IncomingMessage & { [awaitsContinue]?: true };
  const read = waiting._read;
  const keepAlive = response.shouldKeepAlive;
  waiting[awaitsContinue] = true;
  response.shouldKeepAlive = false;
  waiting._read = function (size: number) {
    waiting._read = read;
    delete waiting[awaitsContinue];
    if (!response.headersSent) {
      response.shouldKeepAlive = keepAlive;
      response.writeContinue();
    }
    read.call(waiting, size);
  };
}

const clientProblems: Readonly<Record<string, Problem>> = {
  HPE_HEADER_OVERFLOW: { status: 431, code: 'http.headers_too_large', title: 'The headers are larger than 32 KiB.' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'http.too_slow', title: 'The headers came too slowly.' },
};
const malformed: Problem = { status: 400, code: 'http.malformed_request', title: 'This is not valid HTTP.' };

/** What cannot be read as HTTP: answered where that is still possible, and the connection is closed. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket, connections: Connections): void {
  if (error.code === 'ECONNRESET' || !socket.writable || connections.isAnswering(socket)) {
    socket.destroy();
    return;
  }
  const problem = clientProblems[error.code ?? ''] ?? malformed;
  socket.removeAllListeners('data').on('data', () => {});
  socket.end(rawAnswer(problem.status, problemBody(problem)));
  // Closed at once while more comes in, the client would see a reset instead of the answer.
  setTimeout(() => socket.destroy(), 500).unref();
}
