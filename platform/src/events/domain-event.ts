import type { ClientKind } from '@landescloud/kernel';

/** Who did it, without anything that the event's readers need not know. */
export interface EventActor {
  /** 'link': who came by one and has no account; `name` is what they call themselves. */
  readonly kind: 'person' | 'link' | 'system';
  readonly personId?: number;
  readonly linkId?: number;
  readonly name?: string;
  readonly client?: ClientKind;
}

/** Something that happened. `type` is `<room>.<what>_<participle>`, `subject` what it happened to: `node:17`. */
export interface DomainEvent {
  readonly type: string;
  readonly actor: EventActor;
  readonly organisationId: number | null;
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface StoredEvent extends DomainEvent {
  /** Grows in the order of the events; the same when an event is delivered again. */
  readonly id: number;
}
