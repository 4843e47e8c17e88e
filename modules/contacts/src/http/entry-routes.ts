import { requireActor, type HttpPlugin } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Contacts } from '../contacts.ts';
import {
  BookUri,
  ByBook,
  ByContact,
  Change,
  closed,
  config,
  Contact,
  Etag,
  Flag,
  Id,
  items,
  Kind,
  nothing,
  nullable,
  tags,
  Time,
} from './schemas.ts';

const Line = Type.Object({
  id: Id,
  book: Type.String(),
  etag: Type.String(),
  kind: Kind,
  name: Type.String(),
  organisation: Type.String(),
  title: Type.String(),
  mail: nullable(Type.String()),
  phone: nullable(Type.String()),
  photo: Type.Boolean(),
});
const List = Type.Object({
  total: Type.Integer(),
  letters: Type.Array(Type.Object({ letter: Type.String(), at: Type.Integer() })),
  items: Type.Array(Line),
});
const Trashed = Type.Object({ trashId: Id });

export function entryRoutes({ contacts, trash }: Contacts): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/contacts',
      {
        config,
        schema: {
          summary: 'Contacts by name: of all one’s address books, or of one; `directory`: of the directory',
          tags,
          querystring: Type.Object({
            book: Type.Optional(BookUri),
            q: Type.String({
              maxLength: 200,
              default: '',
              description: 'Every word in a name, address, number or organisation',
            }),
            kind: Type.Optional(Kind),
            category: Type.Optional(Type.String({ maxLength: 300 })),
            withMail: Flag,
            offset: Type.Integer({ minimum: 0, maximum: 100_000, default: 0 }),
            limit: Type.Integer({ minimum: 1, maximum: 500, default: 100 }),
          }),
          response: { 200: List },
        },
      },
      async (request) => {
        const { q: text, withMail, ...filter } = request.query;
        return contacts.list(requireActor(request), { ...filter, text, withMail: withMail === 'true' });
      },
    );

    http.get(
      '/api/v1/contact-categories',
      {
        config,
        schema: { summary: 'Categories in use, the usual ones first', tags, response: { 200: items(Type.String()) } },
      },
      async (request) => ({ items: await contacts.categories(requireActor(request)) }),
    );

    http.post(
      '/api/v1/address-books/:book/contacts',
      {
        config,
        schema: { summary: 'Add a contact', tags, params: ByBook, body: Change, response: { 201: Contact } },
      },
      async (request, reply) =>
        reply.code(201).send(await contacts.add(requireActor(request), request.params.book, request.body)),
    );

    const address = '/api/v1/address-books/:book/contacts/:id';
    http.get(
      address,
      { config, schema: { summary: 'A contact', tags, params: ByContact, response: { 200: Contact } } },
      async (request) => contacts.get(requireActor(request), request.params.book, request.params.id),
    );

    http.patch(
      address,
      {
        config,
        schema: {
          summary: 'Change a contact, as it was read with `etag`; what is not named stays',
          tags,
          params: ByContact,
          body: Type.Object({ etag: Etag, change: Change }, closed),
          response: { 200: Contact },
        },
      },
      async (request) => {
        const { book, id } = request.params;
        const { change, etag } = request.body;
        return contacts.change(requireActor(request), book, id, change, etag);
      },
    );

    http.delete(
      address,
      {
        config,
        schema: { summary: 'Put a contact into the trash', tags, params: ByContact, response: { 200: Trashed } },
      },
      async (request) => ({
        trashId: await contacts.remove(requireActor(request), request.params.book, request.params.id),
      }),
    );

    http.post(
      `${address}/move`,
      {
        config,
        schema: {
          summary: 'Move a contact to another address book',
          tags,
          params: ByContact,
          body: Type.Object({ to: BookUri }, closed),
          response: { 200: Contact },
        },
      },
      async (request) => {
        const { book, id } = request.params;
        return contacts.move(requireActor(request), book, id, request.body.to);
      },
    );

    http.get(
      '/api/v1/contact-trash',
      {
        config,
        schema: {
          summary: 'What can be brought back, for 30 days',
          tags,
          response: {
            200: Type.Object({
              contacts: Type.Array(
                Type.Object({
                  id: Id,
                  name: Type.String(),
                  book: Type.String(),
                  bookName: Type.String(),
                  deletedAt: Time,
                  deletedBy: nullable(Type.String()),
                  merged: Type.Boolean(),
                }),
              ),
              books: Type.Array(
                Type.Object({ id: Id, name: Type.String(), contacts: Type.Integer(), deletedAt: Time }),
              ),
            }),
          },
        },
      },
      async (request) => trash.list(requireActor(request)),
    );

    const byId = Type.Object({ id: Id });
    http.post(
      '/api/v1/contact-trash/:id/restore',
      {
        config,
        schema: {
          summary: 'Bring a contact back',
          tags,
          params: byId,
          response: { 200: Type.Object({ book: Type.String(), id: Id }) },
        },
      },
      async (request) => trash.restore(requireActor(request), request.params.id),
    );

    http.delete(
      '/api/v1/contact-trash/:id',
      { config, schema: { summary: 'Delete a contact for good', tags, params: byId, response: nothing } },
      async (request, reply) => {
        await trash.purge(requireActor(request), request.params.id);
        return reply.code(204).send(null);
      },
    );
  };
}
