/** The contacts module's door: address books of people, groups and organisations, and the directory as one. */
export type { Birthday, Birthdays } from './birthdays.ts';
export type { Book, BookOwner, BookRole } from './books/book.ts';
export type { Contacts } from './contacts.ts';
export { createContacts } from './contacts.ts';
export type { ContactsDeps } from './contacts-deps.ts';
export { addressBookPrincipalProperties, addressBookTree } from './dav/address-book-tree.ts';
export { contactRoutes } from './http/contact-routes.ts';
export { contactsMigrations } from './migrations.ts';
