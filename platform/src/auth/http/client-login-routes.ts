import { publicUrl, requireActor } from '@landescloud/platform/http';
import type { HttpPlugin, HttpReply, HttpRequest } from '@landescloud/platform/http';
import type { Auth } from '../auth.ts';
import { clientLabel } from '../client-kind.ts';

const prefixes = ['', '/index.php'];
const bodyLimit = 4096;

/** The program's side of login flow v2, in Nextcloud's addresses and forms, and its signing out. */
export function clientLoginRoutes(auth: Auth): HttpPlugin {
  return (http) => {
    // clients send forms, JSON or nothing, under any content type
    http.removeAllContentTypeParsers();
    http.addContentTypeParser('*', { parseAs: 'string', bodyLimit }, (_request, body, parsed) => parsed(null, body));

    for (const prefix of prefixes) {
      http.post(
        `${prefix}/login/v2`,
        { schema: { hide: true }, config: { scope: 'any', perAddressAndMinute: 60 } },
        async (request) => {
          const client = clientLabel(request.headers['user-agent']);
          const { pollToken, loginToken } = await auth.loginFlow.start(client);
          return {
            poll: { token: pollToken, endpoint: `${publicUrl(request)}/index.php/login/v2/poll` },
            login: `${publicUrl(request)}/login/flow/${loginToken}`,
          };
        },
      );

      http.post(
        `${prefix}/login/v2/poll`,
        { schema: { hide: true }, config: { scope: 'any' } },
        async (request, reply) => {
          const token = pollToken(request);
          const granted = token === undefined ? undefined : await auth.loginFlow.poll(token);
          reply.header('cache-control', 'no-store');
          if (!granted) return reply.code(404).send([]);
          return { server: publicUrl(request), loginName: granted.login, appPassword: granted.appPassword };
        },
      );
    }

    for (const version of ['v1.php', 'v2.php']) {
      http.delete(
        `/ocs/${version}/core/apppassword`,
        { schema: { hide: true }, config: { scope: 'any' } },
        async (request, reply) => {
          const actor = requireActor(request);
          if (request.credential?.kind !== 'app-password')
            return sendOcs(request, reply, version, 403, 'Not an app password');
          await auth.appPasswords.revoke(actor, request.credential.id);
          return sendOcs(request, reply, version, 200, 'OK');
        },
      );
    }
  };
}

function pollToken(request: HttpRequest): string | undefined {
  const body = typeof request.body === 'string' ? request.body : '';
  const token = body.trimStart().startsWith('{') ? jsonToken(body) : new URLSearchParams(body).get('token');
  return typeof token === 'string' && token.length >= 20 && token.length <= 100 ? token : undefined;
}

function jsonToken(body: string): unknown {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null && 'token' in parsed ? parsed.token : undefined;
  } catch {
    return undefined;
  }
}

function sendOcs(request: HttpRequest, reply: HttpReply, version: string, code: 200 | 403, message: string): HttpReply {
  const statuscode = version === 'v1.php' && code === 200 ? 100 : code;
  const status = code === 200 ? 'ok' : 'failure';
  reply.code(code);
  const { format } = request.query as { format?: unknown };
  if (format === 'json' || (version === 'v2.php' && request.headers.accept?.includes('json'))) {
    return reply.send({ ocs: { meta: { status, statuscode, message }, data: [] } });
  }
  const meta = `<status>${status}</status><statuscode>${statuscode}</statuscode><message>${message}</message>`;
  return reply
    .type('application/xml; charset=utf-8')
    .send(`<?xml version="1.0"?>\n<ocs><meta>${meta}</meta><data/></ocs>\n`);
}
