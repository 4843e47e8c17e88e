import { Readable } from 'node:stream';
import { requireActor, type HttpPlugin } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Contacts } from '../contacts.ts';
import { exportFormats } from '../exchange/export.ts';
import { mostImportBytes, type ImportResult } from '../exchange/import.ts';
import { ByBook, ByContact, config, Contact, Flag, nullable, oneOf, tags } from './schemas.ts';

const Result = Type.Unsafe<ImportResult>(
  Type.Object({
    total: Type.Integer(),
    added: Type.Integer(),
    changed: Type.Integer(),
    same: Type.Integer(),
    alike: Type.Integer(),
    table: nullable(Type.String()),
    unknownColumns: Type.Array(Type.String()),
    sample: Type.Array(
      Type.Object({ name: Type.String(), organisation: Type.String(), mail: nullable(Type.String()) }),
    ),
  }),
);
const mostPhoto = 2 * 1024 * 1024;

/** Registered by itself: bodies are files as they are. */
export function exchangeRoutes({ contacts, imports, exports }: Contacts): HttpPlugin {
  return (http) => {
    http.removeAllContentTypeParsers();
    http.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    // before the body is read
    http.addHook('onRequest', (request, _reply, done) => {
      requireActor(request);
      done();
    });
    const bytesOf = (body: unknown): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));

    http.post(
      '/api/v1/address-books/:book/import',
      {
        config,
        bodyLimit: mostImportBytes,
        schema: {
          summary:
            'Take contacts from a file: cards, or a table of Outlook, Google or Thunderbird; `write=false` says what it would do; with `skipAlike` who is called like somebody here, or has an address of theirs, stays out',
          tags,
          params: ByBook,
          querystring: Type.Object({
            format: oneOf(['vcard', 'csv']),
            write: Flag,
            skipAlike: Flag,
          }),
          response: { 200: Result },
        },
      },
      async (request) => {
        const { format, write, skipAlike } = request.query;
        const input = { format, write: write === 'true', skipAlike: skipAlike === 'true', data: bytesOf(request.body) };
        return imports.run(requireActor(request), request.params.book, input);
      },
    );

    http.get(
      '/api/v1/address-books/:book/export',
      {
        config,
        schema: {
          summary:
            'All contacts of an address book as a file: cards, or a table as Outlook, Google or Thunderbird read it',
          tags,
          params: ByBook,
          querystring: Type.Object({
            format: oneOf(exportFormats),
            language: Type.Union([Type.Literal('de'), Type.Literal('en')], { default: 'de' }),
          }),
        },
      },
      async (request, reply) => {
        const file = await exports.run(requireActor(request), request.params.book, request.query);
        const plain = file.name.replace(/[^\u0020-\u007e]|["\\%]/g, '_');
        return reply
          .headers({
            'content-type': file.type,
            'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.name.toWellFormed()).replace(/['()*]/g, escape)}`,
            'cache-control': 'no-store',
          })
          .send(Readable.from(file.chunks));
      },
    );

    const photo = '/api/v1/address-books/:book/contacts/:id/photo';
    http.get(
      photo,
      { config, schema: { summary: 'The picture of a contact', tags, params: ByContact } },
      async (request, reply) => {
        const { book, id } = request.params;
        const { type, bytes, etag } = await contacts.photo(requireActor(request), book, id);
        return reply
          .headers({
            'content-type': type,
            'content-disposition': 'inline; filename="photo"',
            'cache-control': 'private, max-age=300',
            etag: `"${etag}"`,
          })
          .send(Buffer.from(bytes));
      },
    );

    http.put(
      photo,
      {
        config,
        bodyLimit: mostPhoto + 1,
        schema: {
          summary: 'Set the picture of a contact: PNG, JPEG, GIF or WebP of 2 MB at most',
          tags,
          params: ByContact,
          response: { 200: Contact },
        },
      },
      async (request) => {
        const { book, id } = request.params;
        return contacts.setPhoto(requireActor(request), book, id, bytesOf(request.body));
      },
    );

    http.delete(
      photo,
      { config, schema: { summary: 'Take the picture away', tags, params: ByContact, response: { 200: Contact } } },
      async (request) => {
        const { book, id } = request.params;
        return contacts.setPhoto(requireActor(request), book, id, null);
      },
    );
  };
}
