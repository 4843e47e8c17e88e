import { requireActor, type HttpPlugin } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Calendar } from '../calendar.ts';
import type { CalendarFile } from './export-calendar.ts';
import { mostFileBytes, type ImportResult } from './import-calendar.ts';

const tags = ['calendar'];
const config = { scope: 'calendar' } as const;
const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const Text = Type.Union([Type.String(), Type.Null()]);
const Result = Type.Unsafe<ImportResult>(
  Type.Object({
    id: Id,
    added: Type.Integer(),
    replaced: Type.Integer(),
    kept: Type.Integer(),
    failed: Type.Integer(),
    problems: Type.Array(Type.Object({ uid: Text, summary: Text, problem: Type.String() })),
  }),
);

/** Calendars and events as files. Registered by itself: bodies are files as they are. */
export function transferRoutes({ imports, exportFile, exportEvent }: Calendar): HttpPlugin {
  return (http) => {
    http.removeAllContentTypeParsers();
    http.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    // before the body is read
    http.addHook('onRequest', (request, _reply, done) => {
      requireActor(request);
      done();
    });

    http.post(
      '/api/v1/calendars/:id/import',
      {
        config,
        bodyLimit: mostFileBytes,
        schema: {
          summary: 'Take events and tasks from a file; nobody is invited by it',
          tags,
          params: Type.Object({ id: Id }),
          querystring: Type.Object({
            known: Type.Union([Type.Literal('keep'), Type.Literal('replace')], {
              default: 'keep',
              description: 'What becomes of events that the calendar has already',
            }),
          }),
          response: { 200: Result },
        },
      },
      async (request) => {
        const data = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        return imports.run(requireActor(request), { id: request.params.id }, { data, known: request.query.known });
      },
    );

    http.post(
      '/api/v1/calendar-imports/:id/undo',
      {
        config,
        schema: {
          summary: 'Take an import back, but for what was changed since',
          tags,
          params: Type.Object({ id: Id }),
          response: { 200: Type.Object({ undone: Type.Integer() }) },
        },
      },
      async (request) => imports.undo(requireActor(request), request.params.id),
    );

    http.get(
      '/api/v1/calendars/:id/export',
      { config, schema: { summary: 'A calendar as a file', tags, params: Type.Object({ id: Id }) } },
      async (request, reply) => {
        const file = await exportFile(requireActor(request), { id: request.params.id });
        return reply.headers(headersOf(file)).send(file.text);
      },
    );

    http.get(
      '/api/v1/calendar/events/:id/export',
      { config, schema: { summary: 'An event, or all of a series, as a file', tags, params: Type.Object({ id: Id }) } },
      async (request, reply) => {
        const file = await exportEvent(requireActor(request), request.params.id);
        return reply.headers(headersOf(file)).send(file.text);
      },
    );
  };
}

function headersOf({ name }: CalendarFile) {
  const file = `${name}.ics`.toWellFormed();
  const plain = file.replace(/[^\u0020-\u007e]|["\\%/]/g, '_');
  return {
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file).replace(/['()*]/g, escape)}`,
    'cache-control': 'no-store',
  };
}
