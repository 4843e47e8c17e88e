import { randomBytes } from 'node:crypto';
import fastify, { type RouteOptions } from 'fastify';
import type { Settings } from '../config/index.ts';
import { createConnections, defaultPatience, type Patience } from './connections.ts';
import { refuseCrossSite } from './cross-site.ts';
import { describeProblem, sendProblem } from './error-handler.ts';
import { addHealth, type ReadinessCheck } from './health.ts';
import type { Http, HttpReply, HttpRequest } from './http-types.ts';
import type { Log } from './log.ts';
import { createMetrics, mergeMetrics, metricsContentType, type Metrics } from './metrics.ts';
import { answerClientError, createNodeServer } from './node-server.ts';
import { addOpenApi } from './openapi.ts';
import { createBodyLimit } from './body-limit.ts';
import { createRateLimits } from './rate-limits.ts';
import { addDavMethods } from './raw.ts';
import { securityHeaders, transportHeaders } from './security-headers.ts';
import { addUpgrades } from './upgrades.ts';
import { compileSchema } from './validation.ts';
import type { FindNotices } from './notices.ts';
import { addWebApp, type AnswerPage } from './web-app.ts';

export interface HttpOptions {
  readonly settings: Pick<
    Settings,
    'publicUrl' | 'trustedProxies' | 'logRequests' | 'requestsPerPerson' | 'requestsPerAddress'
  >;
  readonly log: Log;
  readonly version: string;
  /** What /readyz asks. */
  readonly checks?: readonly ReadinessCheck[];
  readonly metrics?: Metrics;
  /** What all processes of this server measured; without it, what this one did. */
  readonly collectMetrics?: () => Promise<object[][]>;
  readonly patience?: Partial<Patience>;
  /** The folder with the built web app. */
  readonly webDir?: string;
  readonly notices?: FindNotices;
}

/**
 * The HTTP server with everything that holds for all routes: limits, security headers, errors as problem+json, metrics,
 * health, OpenAPI. Routes are added by plugins (`http.register`), WebDAV's by `registerRaw`.
 */
export async function createHttp(options: HttpOptions): Promise<Http> {
  const { settings, log, metrics = createMetrics() } = options;
  const patience = { ...defaultPatience, ...options.patience };
  const connections = createConnections(patience);
  const requestIds = createRequestIds();
  const http: Http = fastify({
    logger: false,
    genReqId: requestIds,
    trustProxy: settings.trustedProxies.length > 0 ? [...settings.trustedProxies] : false,
    bodyLimit: 1024 * 1024,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 1024 },
    exposeHeadRoutes: true,
    serverFactory: (handler) => createNodeServer(handler, connections, patience),
    clientErrorHandler: (error, socket) => answerClientError(error, socket, connections),
    frameworkErrors: (error, request, reply) => {
      void sendProblem(reply.headers(securityHeaders), describeProblem(error, request, log));
    },
  });
  http.server.prependListener('upgrade', (_request, socket) => connections.release(socket));
  http.addHook('onClose', (_http, done) => {
    connections.stop();
    done();
  });
  http.decorateRequest('actor', null);
  http.decorate('publicOrigin', settings.publicUrl);
  http.setValidatorCompiler(compileSchema);
  addDavMethods(http);
  addUpgrades(http);
  addHooks(http, options, metrics);
  await addOpenApi(http, options.version);
  addHealth(http, options.checks ?? []);
  const collect = options.collectMetrics ?? (async () => [await metrics.snapshot()]);
  http.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
    reply.header('content-type', metricsContentType).send(await mergeMetrics(await collect())),
  );
  const answerPage = options.webDir === undefined ? () => null : await addWebApp(http, options.webDir, options.notices);
  addErrors(http, log, answerPage);
  return http;
}

function createRequestIds(): () => string {
  const process = randomBytes(4).toString('hex');
  let count = 0;
  return () => `${process}-${(++count).toString(36)}`;
}

function addErrors(http: Http, log: Log, answerPage: AnswerPage): void {
  http.setErrorHandler((error, request, reply) => {
    const problem = describeProblem(error, request, log);
    if (reply.raw.headersSent) {
      // The answer has begun: only a broken connection tells the client that it is not whole.
      reply.raw.destroy();
      return reply;
    }
    return sendProblem(reply, problem);
  });
  http.setNotFoundHandler((request, reply) => {
    const nothing = { status: 404, code: 'http.no_such_address', title: 'There is nothing at this address.' };
    return answerPage(request, reply) ?? sendProblem(reply, nothing);
  });
}

/** What runs with every request stays short and synchronous: a sync client's poll costs little more than this. */
function addHooks(http: Http, options: HttpOptions, metrics: Metrics): void {
  const { settings, log } = options;
  const headers =
    settings.publicUrl?.startsWith('https:') === true
      ? { ...securityHeaders, ...transportHeaders }
      : { ...securityHeaders };
  const limits = createRateLimits({ perPerson: settings.requestsPerPerson, perAddress: settings.requestsPerAddress });
  const bodyLimit = settings.requestsPerPerson > 0 ? [createBodyLimit()] : [];
  http.addHook('onRequest', (request, reply, done) => {
    void reply.headers(headers);
    refuseCrossSite(request, reply, done);
  });
  http.addHook('onRoute', (route: RouteOptions) => {
    const observe = metrics.observeRoute(String(route.method), route.url);
    // Hooks of a route run after all others, so the person is known by then.
    const perAddress = route.config?.perAddressAndMinute;
    const perPerson = [limits.afterSignIn, ...bodyLimit];
    const ownLimits = perAddress === undefined ? perPerson : [limits.perAddress(perAddress), ...perPerson];
    route.onRequest = [...asArray(route.onRequest), ...ownLimits] as RouteOptions['onRequest'] & object;
    const onResponse = (request: HttpRequest, reply: HttpReply, done: () => void) => {
      const status = reply.raw.statusCode;
      observe(status, reply.elapsedTime / 1000);
      if (status === 401) limits.noteFailedSignIn(request);
      if (settings.logRequests) {
        const fields = {
          request: request.id,
          method: request.method,
          route: route.url,
          status,
          ms: Math.round(reply.elapsedTime),
        };
        log.info(fields, 'request');
      }
      done();
    };
    route.onResponse = [...asArray(route.onResponse), onResponse] as RouteOptions['onResponse'] & object;
  });
}

function asArray<T>(hooks: T | T[] | undefined): T[] {
  if (hooks === undefined) return [];
  return Array.isArray(hooks) ? hooks : [hooks];
}
