import type { Http, HttpPlugin } from './http-types.ts';

/** Methods beyond those of plain HTTP that WebDAV and its relatives use. */
const davMethods = [
  'PROPFIND',
  'PROPPATCH',
  'MKCOL',
  'MOVE',
  'COPY',
  'LOCK',
  'UNLOCK',
  'REPORT',
  'SEARCH',
  'MKCALENDAR',
  'ACL',
] as const;

/**
 * Enables the methods of WebDAV. Their bodies are never parsed: `request.raw` stays a stream, which spares each request the
 * choice of a parser.
 */
export function addDavMethods(http: Http): void {
  for (const method of davMethods) http.addHttpMethod(method, { hasBody: false, overrideExisting: true });
}

const mediaType = /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(;|$)/;

/** Adds routes whose bodies are not parsed, whatever their type and size: handlers read `request.raw`. */
export function registerRaw(http: Http, plugin: HttpPlugin, options: { prefix?: string } = {}): void {
  void http.register(async (inner: Http) => {
    inner.removeAllContentTypeParsers();
    inner.addContentTypeParser('*', (_request, _payload, done) => done(null));
    // Clients send types that are none; here they choose nothing, so they are no reason for 415.
    inner.addHook('onRequest', (request, _reply, done) => {
      const type = request.raw.headers['content-type'];
      if (type !== undefined && !mediaType.test(type)) delete request.raw.headers['content-type'];
      done();
    });
    await plugin(inner);
  }, options);
}
