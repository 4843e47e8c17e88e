import type { Actor } from '@landescloud/kernel';
import type { Belonging } from './views.ts';

/** What people own in another room, and who takes it over when they leave. compose.ts plugs it in. */
export interface Belongings {
  list(personId: number): Promise<Belonging[]>;
  /** May be called again, also after it was killed in between; the second time there is nothing left to do. */
  handOver(actor: Actor, personId: number, successorId: number): Promise<void>;
}
