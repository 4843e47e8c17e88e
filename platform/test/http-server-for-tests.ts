import { connect, type Socket } from 'node:net';
import { createHttp, createLog, stopHttp, type Http, type HttpOptions } from '@landescloud/platform/http';

export interface TestHttp extends AsyncDisposable {
  readonly http: Http;
  readonly port: number;
  readonly url: string;
  readonly lines: string[];
}

/** The platform's HTTP server on a real socket, with routes of the test's own. */
export async function startTestHttp(
  addRoutes: (http: Http) => void,
  options: Partial<HttpOptions> = {},
): Promise<TestHttp> {
  const lines: string[] = [];
  const log = createLog({ level: 'debug', write: (line) => lines.push(line) });
  const settings = {
    publicUrl: null,
    trustedProxies: [],
    logRequests: false,
    requestsPerPerson: 20_000,
    requestsPerAddress: 200,
  };
  const http = await createHttp({ log, version: '0', ...options, settings: { ...settings, ...options.settings } });
  addRoutes(http);
  await http.listen({ host: '127.0.0.1', port: 0 });
  const address = http.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { http, port, url: `http://127.0.0.1:${port}`, lines, [Symbol.asyncDispose]: () => stopHttp(http, 1000) };
}

/** Sends bytes as they are and answers everything that came until the server closed the connection. */
export async function sendRaw(port: number, ...parts: readonly (string | Buffer)[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('latin1').on('data', (part: string) => (answer += part));
  for (const part of parts) socket.write(part);
  await closed(socket);
  return answer;
}

/** However it ends. */
export async function closed(socket: Socket): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  socket.on('error', () => {}).once('close', () => resolve());
  await promise;
}
