import { json, own, theirs, type Entry } from './address-entry.ts';

const vcard = (query: string): Pick<Entry, 'headers' | 'body' | 'query'> => ({
  headers: () => ({ 'content-type': 'text/vcard' }),
  body: () => 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Geheim\r\nEND:VCARD\r\n',
  query: () => query,
});

/** Address books and contacts. */
export const contacts: Readonly<Record<string, Entry>> = {
  'GET /api/v1/address-books': own,
  'POST /api/v1/address-books': { ...own, ...json(() => ({ name: 'x' })) },
  'PATCH /api/v1/address-books/:book': { ...theirs, ...json(() => ({ name: 'Geheim' })) },
  'DELETE /api/v1/address-books/:book': theirs,
  'POST /api/v1/address-book-trash/:bookTrash/restore': theirs,
  'GET /api/v1/address-books/:book/shares': theirs,
  'PUT /api/v1/address-books/:book/shares/:grantee/:login': { ...theirs, ...json(() => ({ role: 'viewer' })) },
  'DELETE /api/v1/address-books/:book/shares/:grantee/:login': theirs,
  'GET /api/v1/contacts': { ...theirs, query: ({ book }) => `book=${book}` },
  'GET /api/v1/contact-categories': own,
  'POST /api/v1/address-books/:book/contacts': { ...theirs, ...json(() => ({ name: 'Geheim' })) },
  'GET /api/v1/address-books/:book/contacts/:contact': theirs,
  'PATCH /api/v1/address-books/:book/contacts/:contact': { ...theirs, ...json(() => ({ etag: 'x', change: {} })) },
  'DELETE /api/v1/address-books/:book/contacts/:contact': theirs,
  'POST /api/v1/address-books/:book/contacts/:contact/move': { ...theirs, ...json(({ book }) => ({ to: book })) },
  'GET /api/v1/address-books/:book/contacts/:contact/photo': theirs,
  'PUT /api/v1/address-books/:book/contacts/:contact/photo': { ...theirs, ...vcard('') },
  'DELETE /api/v1/address-books/:book/contacts/:contact/photo': theirs,
  'GET /api/v1/contact-trash': own,
  'POST /api/v1/contact-trash/:contactTrash/restore': theirs,
  'DELETE /api/v1/contact-trash/:contactTrash': theirs,
  'GET /api/v1/address-books/:book/duplicates': theirs,
  'POST /api/v1/address-books/:book/merge-preview': { ...theirs, ...json(({ contact }) => ({ ids: [contact] })) },
  'POST /api/v1/address-books/:book/merge': { ...theirs, ...json(({ contact }) => ({ ids: [contact], etags: ['x'] })) },
  'POST /api/v1/address-books/:book/import': { ...theirs, ...vcard('format=vcard') },
  'GET /api/v1/address-books/:book/export': { ...theirs, query: () => 'format=vcard' },
};
