import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Http, HttpReply, HttpRequest } from './http-types.ts';
import { noNotices, noticesIn, withNotices, type FindNotices, type Notices, type PublicPage } from './notices.ts';
import { appPolicy, pageHeaders } from './security-headers.ts';
import { chooseCoding, loadStaticFile, type StaticFile } from './static-file.ts';

/** First parts of addresses that never belong to the web app. */
const reserved =
  /^\/(api|ocs|remote\.php|index\.php|status\.php|public\.php|\.well-known|push|[sqre]|collab|rtc|metrics|healthz|readyz)(\/|$)/;
/** Small pages for who has a link and no account, and where they are; nothing of the app itself comes with them. */
const publicPages = [
  ['s', 'link.html'],
  ['q', 'answer.html'],
  ['r', 'answer.html'],
  ['e', 'invitation.html'],
] as const;
const pages = new Set<string>(['index.html', ...publicPages.map(([, name]) => name)]);
const noncePlaceholder = '%CSP_NONCE%';

/** Answers what no route does; null where that is not for the web app either. */
export type AnswerPage = (request: HttpRequest, reply: HttpReply) => Promise<HttpReply> | null;

/**
 * Serves the built web app: files with a hash in their name for ever, the page itself anew each time. Any other address that
 * a person opens is the app's own to answer, so it gets the page too.
 */
export async function addWebApp(http: Http, folder: string, notices?: FindNotices): Promise<AnswerPage> {
  const names = await listFiles(folder);
  const loaded = new Map<string, Promise<StaticFile>>();
  const load = (name: string): Promise<StaticFile> => {
    const known = loaded.get(name) ?? loadStaticFile(join(folder, name));
    loaded.set(name, known);
    return known;
  };
  const options = { schema: { hide: true } };
  for (const name of names) {
    if (pages.has(name)) continue;
    http.get(`/${name.split('/').map(encodeURIComponent).join('/')}`, options, async (request, reply) =>
      sendFile(request, reply, await load(name), name.startsWith('assets/')),
    );
  }
  const page = names.includes('index.html') ? await load('index.html') : null;
  const send = async (reply: HttpReply, file: StaticFile | null, at: PublicPage | null = null) =>
    sendPage(reply, file, file === null ? noNotices : await noticesIn(notices, at));
  http.get('/', options, (_request, reply) => send(reply, page));
  for (const [at, name] of publicPages) {
    const publicPage = names.includes(name) ? await load(name) : null;
    http.get(`/${at}/:token`, options, (request, reply) => {
      const { token } = request.params as { token: string };
      return send(reply.headers(secretAddress), publicPage, { at, token });
    });
  }
  return (request, reply) => {
    const address = request.url.split('?', 1)[0]!;
    const opensPage =
      request.method === 'GET' && (request.headers.accept ?? '').includes('text/html') && !reserved.test(address);
    return opensPage ? send(reply, page) : null;
  };
}

/** The address is a key: no other site is told it, and nobody's search lists it. */
const secretAddress = { 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow' };

function sendFile(request: HttpRequest, reply: HttpReply, file: StaticFile, forever: boolean): HttpReply {
  const coding = chooseCoding(request.headers['accept-encoding'], file.bodies);
  void reply.headers({
    'content-security-policy': appPolicy(),
    'content-type': file.type,
    'cache-control': forever ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag: file.etag,
    vary: 'accept-encoding',
  });
  if (request.headers['if-none-match'] === file.etag) return reply.code(304).send();
  if (coding !== 'identity') void reply.header('content-encoding', coding);
  return reply.send(file.bodies.get(coding));
}

function sendPage(reply: HttpReply, page: StaticFile | null, notices: Notices): HttpReply {
  if (page === null) return reply.code(503).type('text/plain').send('The web app is not built: npm start builds it.\n');
  const html = withNotices(page.bodies.get('identity')!.toString(), notices);
  const nonce = html.includes(noncePlaceholder) ? randomBytes(16).toString('base64url') : undefined;
  return reply
    .headers({
      'content-security-policy': appPolicy(nonce),
      'content-type': page.type,
      'cache-control': 'no-store',
      ...pageHeaders,
    })
    .send(nonce === undefined ? html : html.replaceAll(noncePlaceholder, nonce));
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}
