import { isDomainError, type DomainError } from '@landescloud/kernel';

const most = 50_000;

/**
 * Which row stands at somebody's address, as it was found last: where to look, never a right. Whoever writes by it checks in the
 * writing transaction that it still is so, and answers NotFound where it is not: then it is looked up.
 */
export class KnownPlaces {
  readonly #ids = new Map<string, number>();

  /** `look` finds the row, and refuses who may not know of it or not write; `send` writes. */
  async send<T>(key: string, look: () => Promise<number>, send: (id: number) => Promise<T>): Promise<T> {
    const known = this.#ids.get(key);
    let failure: DomainError | null = null;
    if (known !== undefined)
      try {
        return await send(known);
      } catch (error) {
        if (!isDomainError(error) || ['Conflict', 'PreconditionFailed'].includes(error.kind)) throw error;
        this.#ids.delete(key);
        failure = error;
      }
    // Who may not know of the place, or not write there, is not told what is wrong with what they sent.
    const id = await look();
    if (failure !== null && failure.kind !== 'NotFound') throw failure;
    const sent = await send(id);
    if (this.#ids.size >= most) this.#ids.clear();
    this.#ids.set(key, id);
    return sent;
  }
}
