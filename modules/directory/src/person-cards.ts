import type { Clock } from '@landescloud/kernel';
import type { PersonReader } from './person-reader.ts';
import type { PersonCard } from './views.ts';

/**
 * Names of people for listings, from memory. Changes made by this server show at once; half a minute is the longest that
 * anything else may lag. Not for deciding who may sign in.
 */
export interface PersonCards {
  /** Unknown ids are absent. */
  byIds(ids: readonly number[]): Promise<ReadonlyMap<number, PersonCard>>;
  byId(id: number): Promise<PersonCard | undefined>;
  byLogin(login: string): Promise<PersonCard | undefined>;
  forget(personId: number): void;
  forgetAll(): void;
}

interface Entry {
  readonly card: PersonCard;
  readonly until: number;
}

const lifeMs = 30_000;
const capacity = 50_000;

export function createPersonCards(reader: PersonReader, clock: Clock): PersonCards {
  const byId = new Map<number, Entry>();
  const idOfLogin = new Map<string, number>();
  let generation = 0;

  function known(id: number | undefined): PersonCard | undefined {
    const entry = id === undefined ? undefined : byId.get(id);
    return entry !== undefined && entry.until > clock.now() ? entry.card : undefined;
  }

  function keep(card: PersonCard, loadedIn: number): void {
    // forgotten while the query ran: the answer may be the old one
    if (loadedIn !== generation) return;
    if (byId.size >= capacity) forgetAll();
    byId.set(card.id, { card, until: clock.now() + lifeMs });
    idOfLogin.set(card.login, card.id);
  }

  function forgetAll(): void {
    generation += 1;
    byId.clear();
    idOfLogin.clear();
  }

  async function byIds(ids: readonly number[]): Promise<ReadonlyMap<number, PersonCard>> {
    const found = new Map<number, PersonCard>();
    const missing: number[] = [];
    for (const id of new Set(ids)) {
      const card = known(id);
      if (card) found.set(id, card);
      else missing.push(id);
    }
    if (missing.length === 0) return found;
    const loadedIn = generation;
    for (const card of await reader.byIds(missing)) {
      keep(card, loadedIn);
      found.set(card.id, card);
    }
    return found;
  }

  return {
    byIds,
    async byId(id) {
      return known(id) ?? (await byIds([id])).get(id);
    },
    async byLogin(login) {
      const card = known(idOfLogin.get(login));
      // a source of people may have renamed them since
      if (card?.login === login) return card;
      const loadedIn = generation;
      const loaded = await reader.byLogin(login);
      if (loaded) keep(loaded, loadedIn);
      return loaded;
    },
    forget(personId) {
      generation += 1;
      byId.delete(personId);
    },
    forgetAll,
  };
}
