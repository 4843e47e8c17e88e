import type { PersonActor } from '@landescloud/kernel';
import type { FieldChange, Fields } from '@landescloud/vcard';
import type { ContactLine, Letter, ListFilter } from './contact-list.ts';

/** One line of a list, with the address of its book as the one who asks has it. */
export type ListedContact = Omit<ContactLine, 'bookId' | 'uri'> & { readonly book: string };

export interface Contact {
  readonly id: number;
  readonly book: string;
  /** By which groups name it. */
  readonly uid: string;
  readonly etag: string;
  readonly fields: Fields;
  readonly photo: boolean;
  /** Who the members of a group are, as far as they stand in address books of the one who asks. */
  readonly members: readonly Member[];
  /** Groups of the same address book that it is in. */
  readonly groups: readonly { readonly id: number; readonly name: string }[];
}

export interface Member {
  /** As the card has it. */
  readonly member: string;
  readonly name: string;
  readonly mail: string | null;
  /** Null: it stands in no address book here. */
  readonly id: number | null;
}

/** Contacts as people see them; stored ones and the directory's. `book` is the address of an address book in one's home. */
export interface ContactCommands {
  /** `book` absent: of all stored ones. */
  list(
    actor: PersonActor,
    filter: ListFilter & { readonly book?: string | undefined },
  ): Promise<{ total: number; letters: Letter[]; items: ListedContact[] }>;
  categories(actor: PersonActor): Promise<string[]>;
  /** NotFound `contacts.contact_not_found`. */
  get(actor: PersonActor, book: string, id: number): Promise<Contact>;
  add(actor: PersonActor, book: string, fields: FieldChange): Promise<Contact>;
  /** PreconditionFailed `contacts.contact_changed` where `etag` is not what it was read with. */
  change(actor: PersonActor, book: string, id: number, change: FieldChange, etag: string): Promise<Contact>;
  photo(actor: PersonActor, book: string, id: number): Promise<{ type: string; bytes: Uint8Array; etag: string }>;
  /** Null takes it away. Invalid `contacts.invalid_photo`. */
  setPhoto(actor: PersonActor, book: string, id: number, bytes: Uint8Array | null): Promise<Contact>;
  /** Answers the number in the trash. */
  remove(actor: PersonActor, book: string, id: number): Promise<number>;
  /** Into another address book. */
  move(actor: PersonActor, book: string, id: number, to: string): Promise<Contact>;
}
