/** What happened (the outbox: nothing is lost) and what is happening (hints: quick, may be lost). */
export type { DomainEvent, EventActor, StoredEvent } from './domain-event.ts';
export type { Events, EventTypes } from './events.ts';
export { createEvents } from './events.ts';
export type { Hints } from './hints.ts';
export { createHints } from './hints.ts';
