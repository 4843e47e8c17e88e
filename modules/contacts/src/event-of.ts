import type { PersonActor } from '@landescloud/kernel';
import type { DomainEvent } from '@landescloud/platform/events';

/** What audit hears: which address book, how many, never who stands in it. */
export function eventOf(
  { personId, name, client, organisationId }: PersonActor,
  type: string,
  about: {
    readonly bookId: number;
    readonly organisationId?: number | null;
    readonly at: number;
    readonly data?: Readonly<Record<string, unknown>>;
  },
): DomainEvent {
  const { bookId, at, data = {} } = about;
  return {
    type,
    actor: { kind: 'person', personId, name, client },
    organisationId: about.organisationId ?? organisationId,
    subject: `address-book:${bookId}`,
    data: { bookId, ...data },
    at,
  };
}
