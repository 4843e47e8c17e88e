import type { Answer, Body } from '../../../api/answer.ts';

export type Book = Answer<'/address-books'>['items'][number];
export type BookShare = Answer<'/address-books/{book}/shares'>['items'][number];
export type ContactPage = Answer<'/contacts'>;
export type ContactLine = ContactPage['items'][number];
export type Contact = Answer<'/address-books/{book}/contacts/{id}'>;
export type Fields = Contact['fields'];
export type FieldChange = Body<'/address-books/{book}/contacts', 'post'>;
export type Entry = Fields['mails'][number];
export type Phone = Fields['phones'][number];
export type Address = Fields['addresses'][number];
export type Kind = Fields['kind'];
export type ImportResult = Answer<'/address-books/{book}/import', 'post'>;
export type Duplicate = Answer<'/address-books/{book}/duplicates'>['items'][number];
export type MergePreview = Answer<'/address-books/{book}/merge-preview', 'post'>;
export type Trash = Answer<'/contact-trash'>;
export type BookRole = Book['role'];
