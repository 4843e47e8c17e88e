import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, apiUrl } from '../../../api/api.ts';
import type {
  Book,
  BookRole,
  BookShare,
  Contact,
  ContactPage,
  Duplicate,
  FieldChange,
  ImportResult,
  Kind,
  MergePreview,
  Trash,
} from './contact-types.ts';

/** Everything about contacts begins alike: one change may show in each of them. */
const all = ['contacts'] as const;
export const pageSize = 200;

const bookPath = (book: string) => `/address-books/${encodeURIComponent(book)}`;
const contactPath = ({ book, id }: { readonly book: string; readonly id: number }) =>
  `${bookPath(book)}/contacts/${id}`;

export const booksQuery = queryOptions({
  queryKey: [...all, 'books'],
  queryFn: async ({ signal }) => (await api.get<{ items: Book[] }>('/address-books', { signal })).items,
});

export interface ContactFilter {
  /** Undefined: all but the directory. */
  readonly book?: string | undefined;
  readonly q: string;
  readonly kind?: Kind | undefined;
  readonly withMail?: boolean | undefined;
}

export function contactPageQuery(filter: ContactFilter, page: number) {
  const query = { ...filter, offset: page * pageSize, limit: pageSize };
  return queryOptions({
    queryKey: [...all, 'list', query],
    queryFn: ({ signal }) => api.get<ContactPage>('/contacts', { query, signal }),
  });
}

/** A few to choose from while one types. */
export function findContactsQuery(filter: ContactFilter) {
  return queryOptions({
    queryKey: [...all, 'find', filter],
    placeholderData: keepPreviousData,
    enabled: filter.q !== '',
    queryFn: async ({ signal }) =>
      (await api.get<ContactPage>('/contacts', { query: { ...filter, limit: 8 }, signal })).items,
  });
}

export function contactQuery(book: string, id: number) {
  return queryOptions({
    queryKey: [...all, 'one', book, id],
    queryFn: ({ signal }) => api.get<Contact>(contactPath({ book, id }), { signal }),
  });
}

export const categoriesQuery = queryOptions({
  queryKey: [...all, 'categories'],
  queryFn: async ({ signal }) => (await api.get<{ items: string[] }>('/contact-categories', { signal })).items,
});

export function bookSharesQuery(book: string) {
  return queryOptions({
    queryKey: [...all, 'shares', book],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: BookShare[] }>(`${bookPath(book)}/shares`, { signal })).items,
  });
}

export function duplicatesQuery(book: string) {
  return queryOptions({
    queryKey: [...all, 'duplicates', book],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: Duplicate[] }>(`${bookPath(book)}/duplicates`, { signal })).items,
  });
}

export const trashQuery = queryOptions({
  queryKey: [...all, 'trash'],
  queryFn: ({ signal }) => api.get<Trash>('/contact-trash', { signal }),
});

export function photoUrl({
  book,
  id,
  etag,
}: {
  readonly book: string;
  readonly id: number;
  readonly etag: string;
}): string {
  return apiUrl(`${contactPath({ book, id })}/photo`, { v: etag });
}

export const exportUrl = (book: string, format: string, language: string): string =>
  apiUrl(`${bookPath(book)}/export`, { format, language });

/** After it everything is read anew. Nobody waits for that: what was deleted would be asked for once more. */
function useChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => void client.invalidateQueries({ queryKey: all }),
  });
}

/** What the server answers is what is shown from then on. */
function useContactChange<Input>(change: (input: Input) => Promise<Contact>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (contact) => client.setQueryData(contactQuery(contact.book, contact.id).queryKey, contact),
    onSettled: () => void client.invalidateQueries({ queryKey: all }),
  });
}

export const useAddContact = () =>
  useContactChange(({ book, fields }: { book: string; fields: FieldChange }) =>
    api.post<Contact>(`${bookPath(book)}/contacts`, fields),
  );
export const useChangeContact = () =>
  useContactChange(({ contact, change }: { contact: Contact; change: FieldChange }) =>
    api.patch<Contact>(contactPath(contact), { etag: contact.etag, change }),
  );
export const useRemoveContact = () =>
  useChange((contact: { book: string; id: number }) => api.delete<{ trashId: number }>(contactPath(contact)));
export const useMoveContact = () =>
  useContactChange(({ contact, to }: { contact: Contact; to: string }) =>
    api.post<Contact>(`${contactPath(contact)}/move`, { to }),
  );
export const useSetPhoto = () =>
  useContactChange(({ contact, file }: { contact: Contact; file: Blob | null }) =>
    file === null
      ? api.delete<Contact>(`${contactPath(contact)}/photo`)
      : api.put<Contact>(`${contactPath(contact)}/photo`, file),
  );
export const useRestoreContacts = () =>
  useChange(async (ids: readonly number[]) => {
    const restored: { book: string; id: number }[] = [];
    // one after the other: what was merged first comes back first
    for (const id of ids) restored.push(await api.post<{ book: string; id: number }>(`/contact-trash/${id}/restore`));
    return restored;
  });
export const usePurgeContact = () => useChange((id: number) => api.delete(`/contact-trash/${id}`));

export interface BookInput {
  readonly name: string;
  readonly description: string;
  readonly colour: string | null;
}

export interface NewBook extends BookInput {
  /** A group or organisation that one administers; absent: oneself. */
  readonly owner?: { readonly kind: 'group' | 'organisation'; readonly key: string };
}

export const useAddBook = () => useChange((book: NewBook) => api.post<Book>('/address-books', book));
export const useChangeBook = () =>
  useChange(({ uri, ...change }: { uri: string } & Partial<BookInput>) => api.patch<Book>(bookPath(uri), change));
export const useRemoveBook = () => useChange((uri: string) => api.delete<{ id: number }>(bookPath(uri)));
export const useRestoreBook = () => useChange((id: number) => api.post<Book>(`/address-book-trash/${id}/restore`));
export const useShareBook = () =>
  useChange(({ book, kind, key, role }: { book: string; kind: string; key: string; role: BookRole | null }) => {
    const path = `${bookPath(book)}/shares/${kind}/${encodeURIComponent(key)}`;
    return role === null ? api.delete(path) : api.put(path, { role });
  });

export interface ImportInput {
  readonly book: string;
  readonly file: File;
  readonly write: boolean;
  readonly skipAlike: boolean;
}

const isTable = (file: File): boolean => /\.(csv|txt|tsv)$/i.test(file.name) || file.type === 'text/csv';

export function importFile({ book, file, write, skipAlike }: ImportInput): Promise<ImportResult> {
  const query = { format: isTable(file) ? 'csv' : 'vcard', write, skipAlike };
  // what the browser takes it for decides nothing
  return api.post<ImportResult>(`${bookPath(book)}/import`, new Blob([file], { type: 'application/octet-stream' }), {
    query,
  });
}

export const useImport = () => useChange((input: Omit<ImportInput, 'write'>) => importFile({ ...input, write: true }));

export const previewMerge = (book: string, ids: readonly number[]) =>
  api.post<MergePreview>(`${bookPath(book)}/merge-preview`, { ids });
export const useMerge = () =>
  useChange(({ book, ids, etags }: { book: string; ids: readonly number[]; etags: readonly string[] }) =>
    api.post<{ id: number; trashed: number[] }>(`${bookPath(book)}/merge`, { ids, etags }),
  );
