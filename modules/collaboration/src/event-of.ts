import type { PersonActor } from '@landescloud/kernel';
import type { DomainEvent } from '@landescloud/platform/events';

/** What audit hears; never what was said. */
export function eventOf(
  { personId, name, client }: PersonActor,
  type: string,
  about: {
    readonly nodeId: number;
    readonly organisationId: number | null;
    readonly at: number;
    readonly data?: Readonly<Record<string, unknown>>;
  },
): DomainEvent {
  const { nodeId, organisationId, at, data = {} } = about;
  return {
    type,
    actor: { kind: 'person', personId, name, client },
    organisationId,
    subject: `node:${nodeId}`,
    data: { nodeId, ...data },
    at,
  };
}
