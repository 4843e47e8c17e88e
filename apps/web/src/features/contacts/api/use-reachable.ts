import { useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { spokenName } from '../domain/spoken-name.ts';
import { contactQuery, findContactsQuery } from './contacts.ts';

/** Somebody who can be written to. */
export interface Reached {
  readonly name: string;
  readonly address: string;
}

interface ReachableOption {
  readonly id: string;
  readonly label: string;
  readonly description: string;
}

interface Reachable {
  readonly options: readonly ReachableOption[];
  /** Whom an option stands for: of a distribution list everybody who has an address; null: it is none of these options. */
  readonly reach: (id: string) => Promise<readonly Reached[]> | null;
}

/** Who of one's address books can be written to, for fields in which people are chosen: contacts, shared ones, distribution lists. */
export function useReachable(q: string, { withLists = true } = {}): Reachable {
  const { t } = useLingui();
  const client = useQueryClient();
  const { data = [] } = useQuery(findContactsQuery({ q, withMail: true }));
  const found = q === '' ? [] : data.filter(({ kind, mail }) => (kind === 'group' ? withLists : mail !== null));
  const idOf = ({ book, id }: { readonly book: string; readonly id: number }) => `contact ${book} ${id}`;

  async function membersOf(book: string, id: number): Promise<readonly Reached[]> {
    const { members } = await client.fetchQuery(contactQuery(book, id));
    return members.flatMap(({ name, mail }) =>
      mail === null ? [] : [{ name: name === '' ? mail : spokenName(name), address: mail }],
    );
  }

  return {
    options: found.map((contact) => ({
      id: idOf(contact),
      label: spokenName(contact.name),
      description: [contact.kind === 'group' ? t`Verteiler` : contact.mail, contact.organisation]
        .filter(Boolean)
        .join(' · '),
    })),
    reach: (id) => {
      const contact = found.find((each) => idOf(each) === id);
      if (contact === undefined) return null;
      const { book, kind, name, mail } = contact;
      if (kind === 'group') return membersOf(book, contact.id);
      return Promise.resolve([{ name: spokenName(name), address: mail ?? '' }]);
    },
  };
}
