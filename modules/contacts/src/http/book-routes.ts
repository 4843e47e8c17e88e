import { requireActor, type HttpPlugin } from '@landescloud/platform/http';
import type { PersonActor } from '@landescloud/kernel';
import { Type } from 'typebox';
import { bookRoles, type Book } from '../books/book.ts';
import type { BookOwnerName, Contacts } from '../contacts.ts';
import { BookUri, ByBook, closed, config, Id, items, nothing, nullable, oneOf, tags } from './schemas.ts';

const Name = Type.String({ maxLength: 200 });
const Description = Type.String({ maxLength: 2_000 });
const Colour = nullable(Type.String({ maxLength: 20, description: '`#005b7f`' }));
const Role = oneOf(bookRoles);
const BookView = Type.Object({
  uri: BookUri,
  name: Type.String(),
  description: Type.String(),
  colour: nullable(Type.String()),
  kind: oneOf(['own', 'shared', 'group', 'organisation', 'directory']),
  role: Role,
  owner: nullable(Type.Object({ login: Type.String(), name: Type.String() })),
});
const Share = Type.Object({
  kind: oneOf(['person', 'group', 'organisation']),
  key: Type.String(),
  name: Type.String(),
  role: Role,
});
const Grantee = Type.Object({
  book: BookUri,
  kind: oneOf(['person', 'group', 'organisation']),
  key: Type.String({ maxLength: 200 }),
});

export function bookRoutes(contacts: Contacts): HttpPlugin {
  const { books, directory } = contacts;

  async function view(book: Book, given?: BookOwnerName | null) {
    const { uri, name, description, colour, role, own, owner } = book;
    const kind = own ? ('own' as const) : owner.kind === 'person' ? ('shared' as const) : owner.kind;
    const named = own ? null : given === undefined ? await contacts.ownerOf(book) : given;
    return { uri, name, description, colour, kind, role, owner: named };
  }

  async function all(actor: PersonActor) {
    const listed = await books.list(actor);
    const owners = await contacts.owners(listed.filter(({ own }) => !own));
    const shown = await Promise.all(listed.map((book) => view(book, owners.get(book.id) ?? null)));
    if ((await directory.book(actor)) === null) return shown;
    const viewer = { kind: 'directory', role: 'viewer', owner: null, description: '', colour: null } as const;
    return [...shown, { uri: 'directory', name: '', ...viewer }];
  }

  return (http) => {
    http.get(
      '/api/v1/address-books',
      {
        config,
        schema: {
          summary: 'One’s address books, and those that one may see; last the directory',
          tags,
          response: { 200: items(BookView) },
        },
      },
      async (request) => ({ items: await all(requireActor(request)) }),
    );

    http.post(
      '/api/v1/address-books',
      {
        config,
        schema: {
          summary: 'Make an address book: one’s own, or of a group or organisation that one administers',
          tags,
          body: Type.Object(
            {
              name: Name,
              description: Type.Optional(Description),
              colour: Type.Optional(Colour),
              owner: Type.Optional(
                Type.Object({ kind: oneOf(['group', 'organisation']), key: Type.String({ maxLength: 200 }) }, closed),
              ),
            },
            closed,
          ),
          response: { 201: BookView },
        },
      },
      async (request, reply) => reply.code(201).send(await view(await books.add(requireActor(request), request.body))),
    );

    http.patch(
      '/api/v1/address-books/:book',
      {
        config,
        schema: {
          summary: 'Rename or colour an address book',
          tags,
          params: ByBook,
          body: Type.Object(
            { name: Type.Optional(Name), description: Type.Optional(Description), colour: Type.Optional(Colour) },
            closed,
          ),
          response: { 200: BookView },
        },
      },
      async (request) => view(await books.update(requireActor(request), request.params.book, request.body)),
    );

    http.delete(
      '/api/v1/address-books/:book',
      {
        config,
        schema: {
          summary: 'Put an address book into the trash; answers how it is brought back',
          tags,
          params: ByBook,
          response: { 200: Type.Object({ id: Id }) },
        },
      },
      async (request) => ({ id: await books.remove(requireActor(request), request.params.book) }),
    );

    http.post(
      '/api/v1/address-book-trash/:id/restore',
      {
        config,
        schema: {
          summary: 'Bring an address book back',
          tags,
          params: Type.Object({ id: Id }),
          response: { 200: BookView },
        },
      },
      async (request) => view(await books.restore(requireActor(request), request.params.id)),
    );

    http.get(
      '/api/v1/address-books/:book/shares',
      {
        config,
        schema: {
          summary: 'Who may see or change an address book',
          tags,
          params: ByBook,
          response: { 200: items(Share) },
        },
      },
      async (request) => ({ items: await books.shares(requireActor(request), request.params.book) }),
    );

    http.put(
      '/api/v1/address-books/:book/shares/:kind/:key',
      {
        config,
        schema: {
          summary: 'Give a person, group or organisation a right on an address book',
          tags,
          params: Grantee,
          body: Type.Object({ role: Role }, closed),
          response: { 200: items(Share) },
        },
      },
      async (request) => {
        const { book, kind, key } = request.params;
        return { items: await books.share(requireActor(request), book, { kind, key }, request.body.role) };
      },
    );

    http.delete(
      '/api/v1/address-books/:book/shares/:kind/:key',
      {
        config,
        schema: { summary: 'Take the right on an address book away', tags, params: Grantee, response: nothing },
      },
      async (request, reply) => {
        const { book, kind, key } = request.params;
        await books.share(requireActor(request), book, { kind, key }, null);
        return reply.code(204).send(null);
      },
    );
  };
}
